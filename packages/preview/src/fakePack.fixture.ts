import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** Rules that do what their names say; the pack of most tests. */
export const fakeRules = `
const { PolicyPack, validateResourceOfType } = require("@pulumi/policy");
const typeA = { __pulumiType: "test:index:A" };
new PolicyPack("fake", {
  policies: [
    {
      name: "needs-name",
      description: "An A has a name.",
      enforcementLevel: "mandatory",
      configSchema: { properties: { minimum: { type: "number", default: 3 } } },
      validateResource: validateResourceOfType(typeA, (props, args, report) => {
        const { minimum } = args.getConfig();
        if (props.name.length < minimum) report("shorter than " + minimum);
      }),
    },
    {
      name: "count-resources",
      description: "A stack has few resources.",
      enforcementLevel: "advisory",
      validateStack: (args, report) => report("counted " + args.resources.length, args.resources[0].urn),
    },
    {
      name: "throws",
      description: "A rule with a mistake in it.",
      enforcementLevel: "disabled",
      validateResource: () => { throw new TypeError("undefined is not a name"); },
    },
    {
      name: "crashes",
      description: "A rule that takes the pack down.",
      enforcementLevel: "disabled",
      validateResource: () => { console.error("Error: out of luck"); process.exit(7); },
    },
  ],
});
`;

/**
 * Writes a policy pack into a folder of its own, which goes away with the test.
 *
 * @param program the pack's `index.js`
 */
export function fakePack(program: string): string {
  const directory = mkdtempSync(path.join(tmpdir(), "secure-ml-pack-"));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  writeFileSync(path.join(directory, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  writeFileSync(
    path.join(directory, "package.json"),
    `{ "name": "fake-pack", "version": "1.2.3", "main": "index.js" }`,
  );
  writeFileSync(path.join(directory, "index.js"), program);
  symlinkSync(path.join(import.meta.dirname, "../node_modules"), path.join(directory, "node_modules"));
  return directory;
}

/** Whether a process is there; a zombie, which its parent has not collected yet, is not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
