import { readFileSync } from "node:fs";
import { join } from "node:path";
import { awsFacts } from "@secure-ml/preview";
import { runProgram, type ProgramRun } from "@secure-ml/testing";
import { parse } from "yaml";

/** Environments that the repository ships. */
export type SampleEnvironment = "dev" | "prod";

/** Both stacks of an environment. */
export interface EnvironmentRun {
  readonly account: ProgramRun;
  readonly platform: ProgramRun;
}

/** How to run an environment. */
export interface EnvironmentRunOptions {
  /**
   * Settings that replace those of the files, by full key.
   * @defaultValue none
   */
  readonly config?: Readonly<Record<string, unknown>>;
  /**
   * Leaves unknown what exists only after creation.
   * @defaultValue false
   */
  readonly unknowns?: boolean;
}

const projects = { account: "secure-ml-account", platform: "secure-ml-platform" } as const;
const plain = new Map<SampleEnvironment, Promise<EnvironmentRun>>();

/**
 * Runs both stack programs of an environment, with the config that the repository ships.
 *
 * @param environment which
 * @param options what differs; without any, the run is made once and shared
 */
export function environmentRun(
  environment: SampleEnvironment,
  options?: EnvironmentRunOptions,
): Promise<EnvironmentRun> {
  if (options !== undefined) {
    return run(environment, options);
  }
  const known = plain.get(environment) ?? run(environment, {});
  plain.set(environment, known);
  return known;
}

async function run(environment: SampleEnvironment, options: EnvironmentRunOptions): Promise<EnvironmentRun> {
  const account = await runStack("account", environment, options, {});
  // A platform stack is previewed when the account stack is there, also where nothing of its own exists yet.
  const deployed = options.unknowns
    ? await runStack("account", environment, { ...options, unknowns: false }, {})
    : account;
  const platform = await runStack("platform", environment, options, {
    [`organization/${projects.account}/${environment}`]: deployed,
  });
  return { account, platform };
}

/**
 * The config of a stack that the repository ships.
 *
 * @returns its values by full key
 */
export function shippedConfig(
  stack: "account" | "platform",
  environment: SampleEnvironment,
): Readonly<Record<string, unknown>> {
  const file = join(import.meta.dirname, `../stacks/${stack}/Pulumi.${environment}.yaml`);
  return (parse(readFileSync(file, "utf8")) as { config: Record<string, unknown> }).config;
}

async function runStack(
  stack: "account" | "platform",
  environment: SampleEnvironment,
  options: EnvironmentRunOptions,
  stackReferences: Readonly<Record<string, ProgramRun>>,
): Promise<ProgramRun> {
  const project = projects[stack];
  const config = { ...shippedConfig(stack, environment), ...options.config };
  const { default: program } =
    stack === "account" ? await import("@secure-ml/stack-account") : await import("@secure-ml/stack-platform");
  return runProgram(program, {
    project,
    stack: environment,
    config,
    unknowns: options.unknowns ?? false,
    stackReferences,
    aws: awsFacts({ stack, project, stackName: environment, config }),
  });
}
