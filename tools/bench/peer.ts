import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { measureCommand } from "./measureCommand.ts";
import { notDone, type Run, type Size, type Work } from "./work.ts";

const directory = path.join(import.meta.dirname, "peer");

/** Installs the peer, which is not part of the workspace, by its own lockfile. */
export function installPeer(): void {
  const args = ["--yes", "pnpm@12.21.0", "install", "--frozen-lockfile", "--ignore-workspace", "--dir", directory];
  const { status, stdout, stderr } = spawnSync("npx", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The peer could not be installed.\n${stdout}${stderr}`);
}

/**
 * Runs `cdk synth` with cdk-nag once, in processes of its own, and checks that it has done its work.
 *
 * @param size what to make
 * @param variables environment variables that change how CDK works
 * @throws Error when it fails, or has not made and judged every resource
 */
export async function synthesize(
  { environments, resources }: Size,
  variables: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-peer-"));
  const assembly = path.join(folder, "cdk.out");
  const counts = path.join(folder, "counts.json");
  try {
    const measurement = await measureCommand({
      program: process.execPath,
      // What costs time and is nobody's work is off: notices, the version's check, telemetry.
      args: [
        path.join(directory, "node_modules/aws-cdk/bin/cdk"),
        "synth",
        "--quiet",
        "--no-notices",
        "--no-version-reporting",
        "--output",
        assembly,
      ],
      directory,
      environment: {
        ...variables,
        BENCH_RESOURCES: String(resources),
        BENCH_STACKS: String(Math.max(environments, 1)),
        BENCH_COUNTS: counts,
        CDK_DISABLE_CLI_TELEMETRY: "true",
        CDK_DISABLE_VERSION_CHECK: "true",
      },
    });
    if (measurement.exitCode !== 0) throw notDone("cdk synth", "has failed", measurement);
    const work = JSON.parse(readFileSync(counts, "utf8")) as { resources: number; rules: number; findings: number };
    const made = synthesizedResources(assembly);
    if (made !== resources || work.resources !== resources) {
      throw notDone("cdk synth", `made ${made} and judged ${work.resources} of ${resources} resources`, measurement);
    }
    // Fails when cdk-nag's report is missing.
    readFileSync(path.join(assembly, "validation-report.json"));
    const done: Work = { resources: made, rules: work.rules, violations: work.findings };
    return { measurement, work: done };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function synthesizedResources(assembly: string): number {
  const templates = readdirSync(assembly).filter((file) => file.endsWith(".template.json"));
  return templates.reduce((sum, file) => {
    const template = JSON.parse(readFileSync(path.join(assembly, file), "utf8")) as { Resources?: object };
    return sum + Object.keys(template.Resources ?? {}).length;
  }, 0);
}
