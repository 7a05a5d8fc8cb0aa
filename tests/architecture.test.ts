import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const scope = "@secure-ml/";

/** The table in docs/architecture.md: what each folder may import. */
const table = new Map(
  [...readFileSync(join(root, "docs/architecture.md"), "utf8").matchAll(/^\| `([\w/-]+)` +\| ([\w, -]*\w) +\|$/gm)].map(
    ([, folder = "", allowed = ""]) => [folder, allowed === "nothing" ? [] : allowed.split(", ")] as const,
  ),
);

interface Manifest {
  readonly name: string;
  readonly dependencies?: Record<string, string>;
}

interface BuildConfig {
  readonly references: readonly { readonly path: string }[];
}

describe("architecture", () => {
  it("has a row for every package", () => {
    const folders = globSync(["packages/*/package.json", "policy-pack/package.json", "stacks/*/package.json"], {
      cwd: root,
    });
    expect([...table.keys()].sort()).toEqual(folders.map((path) => path.replace("/package.json", "")).sort());
  });

  it.each([...table])("%s depends on no more than the table allows", (folder, allowed) => {
    const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest;
    const own = Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith(scope));
    expect(own.map((name) => name.slice(scope.length)).filter((name) => !allowed.includes(name))).toEqual([]);

    const build = JSON.parse(readFileSync(join(root, folder, "tsconfig.build.json"), "utf8")) as BuildConfig;
    const referenced = build.references.map(({ path }) => path.split("/").at(-2) ?? "");
    expect(own.map((name) => name.slice(scope.length)).filter((name) => !referenced.includes(name))).toEqual([]);
    expect(referenced.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it.each([...table])("%s imports no more than the table allows", (folder, allowed) => {
    const sources = globSync(`${folder}/src/**/*.ts`, { cwd: root });
    expect(sources.length).toBeGreaterThan(0);
    const forbidden = sources.flatMap((path) => {
      const isTest = /\.(test|fixture)\.ts$/.test(path);
      const text = readFileSync(join(root, path), "utf8");
      // An example in a comment imports nothing.
      return [...text.matchAll(/^(?! \*).*from "@secure-ml\/([\w-]+)[^"]*"/gm)]
        .map(([, name = ""]) => name)
        .filter((name) => !allowed.includes(name) && !(isTest && name === "testing"))
        .map((name) => `${path} imports ${name}`);
    });
    expect(forbidden).toEqual([]);
  });
});
