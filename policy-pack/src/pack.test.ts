import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { catalogue, type Control } from "@secure-ml/controls";
import { describe, expect, it } from "vitest";
import { encryptionArguments } from "./encryptionArguments.js";
import { packArgs } from "./pack.js";
import { ruleNames, rules } from "./rules/index.js";
import { vpcArguments } from "./vpcArguments.js";

const sources = globSync("**/*.ts", { cwd: import.meta.dirname }).filter((path) => !/\.(test|fixture)\.ts$/.test(path));
const textOf = (path: string): string => readFileSync(join(import.meta.dirname, path), "utf8");
const provider = dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));

describe("the pack", () => {
  it("begins with the settings, on which the rules depend, and ends with the check of exemptions", () => {
    const names = packArgs.policies.map(({ name }) => name);
    expect(names).toEqual(["secure-ml-settings", "secure-ml-cloud-control", ...ruleNames]);
    expect(names.at(-1)).toBe("gov-exemption-valid");
  });

  it("has every rule of every built control, and none that no built control names", () => {
    const named = catalogue.filter(({ built }) => built).flatMap(({ rules: theirs }: Control) => theirs);
    const ofControls = ruleNames.filter((name) => name !== "gov-exemption-valid");
    expect([...new Set(named)].sort()).toEqual([...ofControls].sort());
  });

  it("keeps one rule in one file, named after it, with its test beside it", () => {
    const files = sources.filter((path) => path.startsWith("rules/") && path !== "rules/index.ts");
    expect(files.map(nameOf).sort()).toEqual([...ruleNames].sort());
    for (const path of files) {
      expect(textOf(path)).toContain(`name: "${nameOf(path)}"`);
      expect(existsSync(join(import.meta.dirname, path.replace(/\.ts$/, ".test.ts")))).toBe(true);
    }
  });

  it("can stop a deployment with every rule", () => {
    expect(rules.filter(({ enforcementLevel }) => enforcementLevel !== "mandatory")).toEqual([]);
  });

  it("never remedies: that would hide the mistake", () => {
    expect(rules.filter((rule) => "remediateResource" in rule)).toEqual([]);
  });
});

/** The name of the rule that a file must hold. */
function nameOf(path: string): string {
  const prefixes: Readonly<Record<string, string>> = {
    data: "data",
    network: "net",
    training: "trn",
    inference: "inf",
    governance: "gov",
  };
  const slug = basename(path, ".ts").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `${prefixes[basename(dirname(path))] ?? ""}-${slug}`;
}

describe("type tokens", () => {
  const tokens = [...new Set(sources.flatMap((path) => textOf(path).match(/"aws:\w+\/\w+:\w+"/g) ?? []))].map((token) =>
    token.slice(1, -1),
  );

  it("are found", () => {
    expect(tokens.length).toBeGreaterThan(60);
  });

  it.each(tokens)("%s is one of the provider's", (token) => {
    const path = /^aws:(\w+\/\w+):/.exec(token)?.[1] ?? "";
    expect(readFileSync(join(provider, `${path}.js`), "utf8")).toContain(`__pulumiType = '${token}'`);
  });

  it.each([...Object.entries(encryptionArguments), ...Object.entries(vpcArguments)])("%s takes %j", (token, paths) => {
    const path = /^aws:(\w+\/\w+):/.exec(token)?.[1] ?? "";
    const declarations = readFileSync(join(provider, `${path}.d.ts`), "utf8");
    const args = declarations.slice(declarations.lastIndexOf("Args {"));
    for (const argument of paths) {
      const [property = ""] = argument.split(/\[\]|\./);
      expect(args).toMatch(new RegExp(`^ {4}${property}\\??: `, "m"));
    }
  });
});

describe("imports", () => {
  it("load no provider, whose classes are needed as types only", () => {
    const loads = sources.filter((path) => /^import (?!type)[^;]*"@pulumi\/aws/m.test(textOf(path)));
    expect(loads).toEqual([]);
  });

  it("construct the pack in one file, which nothing imports", () => {
    expect(sources.filter((path) => textOf(path).includes("new PolicyPack("))).toEqual(["index.ts"]);
    expect(sources.filter((path) => /from "(\.\.?\/)+index\.js"/.test(textOf(path)))).toEqual([]);
  });
});
