import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

// Packs and programs of these tests start many times, which is compiling the SDK most of all.
process.env["NODE_COMPILE_CACHE"] ??= path.join(tmpdir(), "secure-ml-preview-tests");

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

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const directory = mkdtempSync(path.join(tmpdir(), "secure-ml-preview-"));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}

/**
 * Writes a policy pack.
 *
 * @param program the pack's `index.js`
 * @param directory its folder
 */
export function fakePack(program: string, directory = temporaryFolder()): string {
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  writeFileSync(
    path.join(directory, "package.json"),
    `{ "name": "fake-pack", "version": "1.2.3", "main": "index.js" }`,
  );
  writeFileSync(path.join(directory, "index.js"), program);
  symlinkSync(path.join(import.meta.dirname, "../node_modules"), path.join(directory, "node_modules"));
  return directory;
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a process is gone; false when it does not go. */
export async function waitUntilGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 300 && isAlive(pid); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return !isAlive(pid);
}

/**
 * Arguments for Node that let it run this package's sources as they are.
 *
 * @param script the code to run
 */
export function sourceArguments(script: string): string[] {
  const hooks = `import { registerHooks } from "node:module";
    const inSources = (url) => /\\/(packages|policy-pack)\\/.*src\\//.test(url ?? "");
    registerHooks({ resolve: (name, context, next) =>
      next(name.startsWith(".") && inSources(context.parentURL) ? name.replace(/\\.js$/, ".ts") : name, context) });`;
  return [
    "--conditions=source",
    "--import",
    `data:text/javascript,${encodeURIComponent(hooks)}`,
    "--input-type=module",
    "--eval",
    script,
  ];
}
