import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { measureCommand } from "./measureCommand.ts";
import { notDone, type Run } from "./work.ts";

const repository = path.join(import.meta.dirname, "../..");

/** The environment whose config every size has. */
const environment = "prod";

/** The part of the preview's report that is read here. */
interface Report {
  readonly stacks: readonly { readonly resources: readonly { readonly type: string; readonly custom: boolean }[] }[];
  readonly policy: { readonly rules: number; readonly decided: number; readonly violations: readonly unknown[] };
}

/** What the preview is asked for: an environment, one with further copies of what it makes, or one with empty stacks. */
export type Copies = number | "empty";

/**
 * Runs the preview once, in processes of its own, and checks that it has done its work.
 *
 * @param copies further copies; without any, it is the very command that users start
 * @throws Error when it fails
 */
export async function preview(copies: Copies): Promise<Run> {
  if (copies === 0) return previewWith([]);
  const root = makeRoot();
  try {
    const variables = { BENCH_ROOT: root, BENCH_COPIES: String(copies) };
    // An empty account stack violates what the rules demand of every account.
    return await runPreview("tools/bench/previewCli.ts", variables, copies === "empty" ? [0, 1] : [0]);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/**
 * Runs the very command that users start, once, with further arguments.
 *
 * @throws Error when it fails
 */
export function previewWith(args: readonly string[]): Promise<Run> {
  return runPreview("packages/preview/dist/cli.js", {}, [0], args);
}

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

async function runPreview(
  program: string,
  variables: Readonly<Record<string, string>>,
  exitCodes: readonly number[],
  args: readonly string[] = [],
): Promise<Run> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-report-"));
  const json = path.join(folder, "report.json");
  try {
    const measurement = await measureCommand({
      program: process.execPath,
      args: [path.join(repository, program), environment, "--json", json, ...args],
      directory: repository,
      environment: variables,
    });
    if (measurement.exitCode === undefined || !exitCodes.includes(measurement.exitCode)) {
      throw notDone("The preview", "has failed", measurement);
    }
    const report = JSON.parse(readFileSync(json, "utf8")) as Report;
    if (report.policy.decided === 0) throw notDone("The preview", "came to no verdict", measurement);
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
