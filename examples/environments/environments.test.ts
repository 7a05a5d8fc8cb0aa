import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasMandatoryViolation, previewEnvironment, type Report } from "@secure-ml/preview";
import { describe, expect, it, onTestFinished } from "vitest";

const repository = join(import.meta.dirname, "../..");
const samples = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The repository as it is after the three files of a sample were copied to their places. */
function withSample(name: string): string {
  const root = mkdtempSync(join(tmpdir(), "secure-ml-sample-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const sample = (file: string): string => join(import.meta.dirname, name, file);
  for (const stack of ["account", "platform"]) {
    const folder = join(root, "stacks", stack);
    const original = join(repository, "stacks", stack);
    mkdirSync(folder, { recursive: true });
    for (const entry of ["dist", "node_modules", "package.json", "Pulumi.yaml"]) {
      symlinkSync(join(original, entry), join(folder, entry));
    }
    copyFileSync(sample(`${stack}.yaml`), join(folder, `Pulumi.${name}.yaml`));
  }
  const pack = join(root, "policy-pack");
  mkdirSync(join(pack, "config"), { recursive: true });
  for (const entry of ["dist", "node_modules", "package.json", "PulumiPolicy.yaml"]) {
    symlinkSync(join(repository, "policy-pack", entry), join(pack, entry));
  }
  copyFileSync(sample("policy-pack.json"), join(pack, "config", `${name}.json`));
  return root;
}

describe.each(samples)("the sample %s", (name) => {
  it("passes a preview with nothing undecided", async () => {
    const report: Report = await previewEnvironment({ environment: name, root: withSample(name) });
    expect(report.policy.violations).toEqual([]);
    expect(report.policy.undecided).toEqual([]);
    expect(hasMandatoryViolation(report)).toBe(false);
    expect(report.controls.filter(({ status }) => status === "violated")).toEqual([]);
    expect(report.controls.filter(({ status }) => status === "met").length).toBeGreaterThan(40);
  });
});
