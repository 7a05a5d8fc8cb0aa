import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { measureCommand } from "./measureCommand.ts";
import { notDone, type Run, type Side } from "./work.ts";

const repository = path.join(import.meta.dirname, "../..");

/** The environment whose config every size has. */
const environment = "prod";

/** The part of the preview's report that is read here. */
interface Report {
  readonly stacks: readonly { readonly resources: readonly { readonly type: string; readonly custom: boolean }[] }[];
  readonly policy: { readonly rules: number; readonly violations: readonly unknown[] };
}

/** The preview of this repository's own environment, as a user starts it. */
export const preview: Side = {
  name: `preview ${environment}`,
  run: () => runPreview("packages/preview/dist/cli.js", {}),
};

/** The preview of the bench's own stacks, which make an environment several times over. */
export const scaledPreview: Side = {
  name: "preview, scaled",
  async run(copies) {
    const root = makeRoot();
    try {
      return await runPreview("tools/bench/previewCli.ts", { BENCH_ROOT: root, BENCH_COPIES: String(copies) });
    } finally {
      rmSync(root, { recursive: true });
    }
  },
};

/** A repository with the programs of the bench, and with config and policy pack of this one. */
function makeRoot(): string {
  const root = mkdtempSync(path.join(tmpdir(), "bench-preview-"));
  linkPack(path.join(repository, "policy-pack"), path.join(root, "policy-pack"));
  for (const stack of ["account", "platform"]) {
    const from = path.join(repository, "stacks", stack);
    const to = path.join(root, "stacks", stack);
    mkdirSync(to, { recursive: true });
    const project = readFileSync(path.join(from, "Pulumi.yaml"), "utf8");
    const program = path.join(import.meta.dirname, `stacks/${stack}.ts`);
    writeFileSync(path.join(to, "Pulumi.yaml"), project.replace(/^main: .*$/m, `main: ${program}`));
    const config = `Pulumi.${environment}.yaml`;
    writeFileSync(path.join(to, config), readFileSync(path.join(from, config)));
  }
  return root;
}

/** The unmodified pack, but its config says nothing about the project's name: each copy has its own. */
function linkPack(from: string, to: string): void {
  mkdirSync(path.join(to, "config"), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== "config") symlinkSync(path.join(from, name), path.join(to, name));
  }
  const file = `config/${environment}.json`;
  const config = JSON.parse(readFileSync(path.join(from, file), "utf8")) as { "secure-ml-settings": object };
  const settings = { ...config["secure-ml-settings"], project: undefined };
  writeFileSync(path.join(to, file), JSON.stringify({ ...config, "secure-ml-settings": settings }));
}

async function runPreview(program: string, variables: Readonly<Record<string, string>>): Promise<Run> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-report-"));
  const json = path.join(folder, "report.json");
  try {
    const measurement = await measureCommand({
      program: process.execPath,
      args: [path.join(repository, program), environment, "--json", json],
      directory: repository,
      environment: variables,
    });
    // 1 says that something mandatory is violated, which an empty stack cannot help.
    if (measurement.exitCode !== 0 && !(measurement.exitCode === 1 && variables["BENCH_COPIES"] === "0")) {
      throw notDone("The preview", "has failed", measurement);
    }
    const report = JSON.parse(readFileSync(json, "utf8")) as Report;
    const resources = report.stacks
      .flatMap((stack) => stack.resources)
      .filter(({ custom, type }) => custom && type.startsWith("aws:")).length;
    return {
      measurement,
      work: { resources, rules: report.policy.rules, violations: report.policy.violations.length },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
