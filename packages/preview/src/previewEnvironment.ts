import path from "node:path";
import type { StackName } from "@secure-ml/controls";
import type { LoggedMessage, ProgramRun } from "@secure-ml/testing";
import type { ConfigOverride } from "./configOverride.js";
import { readEnvironment, type EnvironmentInput, type StackInput } from "./environmentFiles.js";
import { PolicyPackProcess } from "./policyPackProcess.js";
import { PreviewError, ProgramRefusal } from "./previewError.js";
import type { PreviewedStack } from "./report/buildReport.js";
import type { SwitchedOff } from "./report/controlReport.js";
import type { Report } from "./report/schema.js";

/** What happens while a preview works. */
export type PreviewEvent =
  | { readonly kind: "resource"; readonly stack: StackName; readonly resources: number }
  | { readonly kind: "judged"; readonly stack: StackName; readonly judged: number }
  | { readonly kind: "log"; readonly stack: StackName; readonly entry: LoggedMessage }
  | { readonly kind: "pack"; readonly line: string };

/** What to preview. */
export interface PreviewOptions {
  /** Name of the environment. */
  readonly environment: string;
  /**
   * Folder of the repository: the one with `stacks` and `policy-pack` in it.
   * @defaultValue the repository that this package is in
   */
  readonly root?: string | undefined;
  /**
   * The stack to report; the platform stack's program needs the account stack's to be run as well.
   * @defaultValue both
   */
  readonly stack?: StackName | undefined;
  /**
   * Whether to leave unknown what only AWS can tell, as the engine's first preview does.
   * @defaultValue false: such values are simulated
   */
  readonly unknowns?: boolean | undefined;
  /**
   * Config values that replace those of the files.
   * @defaultValue none
   */
  readonly overrides?: readonly ConfigOverride[] | undefined;
  /**
   * When the preview began, on the clock of `performance.now()`.
   * @defaultValue the time of the call
   */
  readonly startedAt?: number | undefined;
  /** Told what happens meanwhile. */
  readonly onEvent?: ((event: PreviewEvent) => void) | undefined;
}

/** The organization of a self-managed backend, in which the sample stacks refer to each other. */
const organization = "organization";

/**
 * Previews an environment without an AWS account: runs its programs in this process against a simulated AWS, and the
 * unmodified policy pack in one of its own.
 *
 * Nothing that it starts outlives it.
 *
 * @param options what to preview
 * @returns what was found
 * @throws PreviewError when usage, config, a program or the policy pack is at fault
 */
export async function previewEnvironment(options: PreviewOptions): Promise<Report> {
  const { root = path.join(import.meta.dirname, "../../.."), onEvent } = options;
  const packDirectory = path.join(root, "policy-pack");
  // First of all: the pack takes longest to start, and does so beside everything that follows.
  const pack = new PolicyPackProcess({
    directory: packDirectory,
    onOutput: (line) => onEvent?.({ kind: "pack", line }),
  });
  try {
    return await preview({ ...options, root, startedAt: options.startedAt ?? performance.now() }, pack, packDirectory);
  } finally {
    await pack.stop();
  }
}

type ResolvedOptions = PreviewOptions & { readonly root: string; readonly startedAt: number };

async function preview(options: ResolvedOptions, pack: PolicyPackProcess, packDirectory: string): Promise<Report> {
  const { environment, root, stack: only, unknowns = false, onEvent, startedAt } = options;
  const input = await readEnvironment({
    root,
    environment,
    overrides: options.overrides ?? [],
    stack: only,
    settings: settingNames,
  });
  const programStart = performance.now();
  const [{ runStackProgram }, { PolicyJudge }] = await Promise.all([
    import("./stackProgram.js"),
    import("./policyJudge.js"),
  ]);
  const judge = new PolicyJudge({ pack, packDirectory, root, organization });
  /** Runs a stack's program, and has the pack judge meanwhile what it makes. */
  const run = async (stack: StackName, account?: ProgramRun) => {
    const isReported = only === undefined || only === stack;
    const hearing = isReported
      ? judge.open(input[stack], (judged) => onEvent?.({ kind: "judged", stack, judged }))
      : undefined;
    let resources = 0;
    const finished = await runStackProgram(input[stack], {
      root,
      organization,
      unknowns,
      account,
      onResource(resource) {
        hearing?.ask(resource);
        resources += 1;
        onEvent?.({ kind: "resource", stack, resources });
      },
    });
    for (const entry of finished.log) {
      onEvent?.({ kind: "log", stack, entry });
    }
    return { stack, run: finished, answers: hearing?.finish(finished) };
  };
  try {
    const account = await run("account").catch(async (error: unknown) => {
      throw only === "account" ? error : await withConfigProblems(error, () => run("platform"));
    });
    // A platform stack is previewed when the account stack is there, also where nothing of its own exists yet.
    const deployed = unknowns
      ? () => runStackProgram(input.account, { root, organization, unknowns: false })
      : () => account.run;
    const platform = only === "account" ? undefined : await run("platform", await deployed());
    const programEnd = performance.now();
    const judged: PreviewedStack[] = [];
    for (const { stack, run, answers } of platform === undefined ? [account] : [account, platform]) {
      if (answers !== undefined) {
        judged.push({ stack, run, answers: await answers });
      }
    }
    const policyEnd = performance.now();
    // It ends while the report is made; whoever started it waits for that.
    void pack.stop();
    const [{ buildReport }, { catalogue }] = await Promise.all([
      import("./report/buildReport.js"),
      import("@secure-ml/controls"),
    ]);
    return buildReport({
      environment,
      stacks: judged,
      otherRuns: only === "platform" ? [account.run] : [],
      secretConfig: secretConfig(input),
      off: await switchedOff(judged.map(({ stack }) => input[stack])),
      catalogue,
      timings: {
        program: Math.round(programEnd - programStart),
        policy: Math.round(policyEnd - programEnd),
        total: Math.round(performance.now() - startedAt),
      },
    });
  } finally {
    // Not awaited: a pack that is still starting is only ended after this.
    void judge.close();
  }
}

/**
 * Adds what is wrong with the config of the platform stack to what is wrong with that of the account stack: its program
 * would not be run any more, and its reader wants to know everything at once.
 */
async function withConfigProblems(error: unknown, runPlatform: () => Promise<unknown>): Promise<unknown> {
  if (!(error instanceof ProgramRefusal)) {
    return error;
  }
  const other = await runPlatform().catch((reason: unknown) => reason);
  return other instanceof ProgramRefusal ? new PreviewError(`${error.message}\n\n${other.message}`) : error;
}

/** The settings of each stack, to tell which of them an override is for. */
async function settingNames(): Promise<Readonly<Record<StackName, readonly string[]>>> {
  const { accountConfigSchema, platformConfigSchema } = await import("@secure-ml/core");
  return { account: Object.keys(accountConfigSchema.shape), platform: Object.keys(platformConfigSchema.shape) };
}

/** Every text of the config that is secret. */
function secretConfig(input: EnvironmentInput): readonly unknown[] {
  return [input.account, input.platform].flatMap(({ config, secretConfigKeys }) =>
    secretConfigKeys.map((key) => config[key]),
  );
}

/** Controls that the config of a stack leaves off, by id. */
async function switchedOff(inputs: readonly StackInput[]): Promise<ReadonlyMap<string, readonly SwitchedOff[]>> {
  const { controlsOff } = await import("@secure-ml/core");
  const off = new Map<string, SwitchedOff[]>();
  for (const { stack, project, config } of inputs) {
    const prefix = `${project}:`;
    const own = Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value] as const);
    for (const { id, reason } of controlsOff(stack, Object.fromEntries(own))) {
      off.set(id, [...(off.get(id) ?? []), { stack, reason }]);
    }
  }
  return off;
}
