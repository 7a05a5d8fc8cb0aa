import * as pulumi from "@pulumi/pulumi";

import type { AwsFacts } from "./aws/facts.js";
import type { FunctionModel } from "./aws/functions.js";
import type { ResourceModel } from "./aws/resourceModel.js";
import { ProgramLog } from "./programLog.js";
import type { ProgramRun, RecordedResource } from "./programRun.js";
import { IdleLimit } from "./idleLimit.js";
import { inFreshRuntime } from "./runtimeStore.js";
import { SimulatedAws } from "./simulatedAws.js";
import { SimulatedMonitor } from "./simulatedMonitor.js";
import type { ReferencedStacks } from "./stackReference.js";
import { collectStrayErrors } from "./strayErrors.js";
import { rootStackType } from "./urn.js";
import { containsSecret } from "./wire.js";

/** How to run a program. */
export interface RunOptions {
  /**
   * Name of the Pulumi project.
   * @defaultValue `"project"`
   */
  readonly project?: string;
  /**
   * Name of the stack, without organization.
   * @defaultValue `"stack"`
   */
  readonly stack?: string;
  /**
   * Name of the organization.
   * @defaultValue `"organization"`, as with a self-managed backend
   */
  readonly organization?: string;
  /**
   * Config by full key (`aws:region`, `project:name`); anything but text is passed on as JSON.
   * @defaultValue none
   */
  readonly config?: Readonly<Record<string, unknown>>;
  /**
   * Keys of {@link RunOptions.config} that are secret.
   * @defaultValue none
   */
  readonly secretConfigKeys?: readonly string[];
  /**
   * Account, Region, zones and caller.
   * @defaultValue see {@link AwsFacts}
   */
  readonly aws?: AwsFacts;
  /**
   * Leaves unknown what exists only after creation, as the engine's first preview does. Names that Pulumi makes are
   * known all the same.
   * @defaultValue `false`: such values are simulated
   */
  readonly unknowns?: boolean;
  /**
   * Answers to stack references by full name (`organization/project/stack`), for example earlier runs.
   * @defaultValue none: a stack reference fails
   */
  readonly stackReferences?: ReferencedStacks;
  /**
   * Resource types to add to the simulated AWS or to replace in it, by token.
   * @defaultValue none
   */
  readonly resources?: Readonly<Record<string, ResourceModel>>;
  /**
   * Provider functions to add to the simulated AWS or to replace in it, by token.
   * @defaultValue none
   */
  readonly functions?: Readonly<Record<string, FunctionModel>>;
  /**
   * Seconds without any registration after which a program that does not end is given up.
   * @defaultValue `30`
   */
  readonly idleSeconds?: number;
  /**
   * Whether errors say where in the program they come from. The SDK takes a stack trace for each of its many promises,
   * which is half of the time that a run takes: switch it off where nobody reads traces.
   * @defaultValue `true`
   */
  readonly stackTraces?: boolean;
  /** Called with each resource as soon as it is registered, for progress. */
  readonly onResource?: (resource: RecordedResource) => void;
}

/** One at a time: controls are recorded, and stray errors seen, by the whole process. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Runs a Pulumi program without an engine, a cloud account or a login, and records what the engine would see.
 *
 * @param build the program. What it returns are the stack's outputs; a module (`() => import("./index.js")`) is taken
 *   as the Pulumi CLI takes it
 * @param options how to run it
 * @returns everything that was registered
 * @throws the program's own error, the same object (a `ResourceError` without its resource); or one `Error` that names
 *   every resource that was refused
 */
export function runProgram(build: () => unknown, options: RunOptions = {}): Promise<ProgramRun> {
  const run = queue.then(() => runNow(build, options));
  queue = run.catch(() => undefined);
  return run;
}

async function runNow(build: () => unknown, options: RunOptions): Promise<ProgramRun> {
  const { project = "project", stack = "stack", organization = "organization", unknowns = false } = options;
  const config = Object.fromEntries(
    Object.entries(options.config ?? {}).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value, inKeyOrder),
    ]),
  );
  const region = options.aws?.region ?? config["aws:region"];
  const idle = new IdleLimit(options.idleSeconds ?? 30);
  const log = new ProgramLog();
  const monitor = new SimulatedMonitor({
    project,
    stack,
    preview: unknowns,
    config,
    secretConfigKeys: options.secretConfigKeys ?? [],
    aws: new SimulatedAws({
      facts: { ...options.aws, ...(region === undefined ? {} : { region }) },
      ...(options.resources === undefined ? {} : { resources: options.resources }),
      ...(options.functions === undefined ? {} : { functions: options.functions }),
    }),
    stackReferences: options.stackReferences ?? {},
    onResource(resource) {
      idle.progress();
      options.onResource?.(resource);
    },
  });

  // Loaded late, because it loads the AWS provider, which those who only look at a finished run can do without.
  const { forgetServedControls, servedControls } = await import("@secure-ml/core");
  const stray = collectStrayErrors();
  const { stackTraceLimit } = Error;
  if (options.stackTraces === false) {
    Error.stackTraceLimit = 0;
  }
  forgetServedControls();
  try {
    const surroundings = { organization, project, stack, preview: unknowns, monitor, engine: log };
    const controls = await inFreshRuntime(surroundings, async (waiting) => {
      pulumi.runtime.setAllConfig(config, [...(options.secretConfigKeys ?? [])]);
      const thrown = await idle.during(() => buildAndDrain(build), waiting);
      await stray.settle();
      throwFirst(thrown, monitor, log, stray.errors);
      return servedControls();
    });
    return finished({ project, stack, organization }, monitor.resources, controls, log);
  } finally {
    await stray.settle();
    stray.release();
    Error.stackTraceLimit = stackTraceLimit;
    forgetServedControls();
  }
}

/** What a program threw; wrapped, because anything can be thrown. */
interface Thrown {
  readonly error: unknown;
}

/** Runs the program under a root stack resource, and waits for everything that it set off even when it fails. */
async function buildAndDrain(build: () => unknown): Promise<Thrown | undefined> {
  let thrown: Thrown | undefined;
  try {
    await pulumi.runtime.runInPulumiStack(async () => programOutputs(await build()));
  } catch (error) {
    thrown = { error };
  }
  await pulumi.runtime.disconnect();
  return thrown;
}

/** The outputs that a program's result stands for: a module's default export, called if it is a function, or itself. */
function programOutputs(result: unknown): unknown {
  if (Object.prototype.toString.call(result) !== "[object Module]") {
    return result;
  }
  const module = result as Readonly<Record<string, unknown>>;
  if (!("default" in module)) {
    return module;
  }
  if (Object.keys(module).length !== 1) {
    throw new Error("expected entrypoint module to have either a default export or named exports but not both");
  }
  return typeof module["default"] === "function" ? (module["default"] as () => unknown)() : module["default"];
}

/** Throws what explains a failed run: what was refused, else what was thrown, else what nobody awaited. */
function throwFirst(
  thrown: Thrown | undefined,
  monitor: SimulatedMonitor,
  log: ProgramLog,
  stray: ReadonlySet<unknown>,
): void {
  for (const error of [...(thrown === undefined ? [] : [thrown.error]), ...stray]) {
    // Who prints the error would look into the resource, and each look at an Output that has failed makes another one.
    if (pulumi.ResourceError.isInstance(error)) {
      error.resource = undefined;
    }
  }
  if (monitor.failures.length > 0) {
    throw oneError(monitor.failures);
  }
  if (thrown !== undefined) {
    throw thrown.error;
  }
  if (stray.size > 0) {
    throw oneError([...stray]);
  }
  const logged = log.messages.filter(({ severity }) => severity === "error");
  if (logged.length > 0) {
    throw new Error(logged.map(({ message }) => message).join("\n"));
  }
}

/** A single error as it is; several as one whose message is all of theirs. */
function oneError(errors: readonly unknown[]): unknown {
  const messages = errors.map((error) => (error instanceof Error ? error.message : String(error))).sort();
  return errors.length === 1 ? errors[0] : new AggregateError(errors, messages.join("\n"));
}

function finished(
  names: Pick<ProgramRun, "project" | "stack" | "organization">,
  resources: readonly RecordedResource[],
  controls: ProgramRun["controls"],
  log: ProgramLog,
): ProgramRun {
  const root = resources.find(({ type }) => type === rootStackType);
  const wireOutputs = root?.wireOutputs ?? {};
  return {
    ...names,
    resources,
    outputs: root?.outputs ?? {},
    wireOutputs,
    secretOutputs: Object.keys(wireOutputs).filter((name) => containsSecret(wireOutputs[name])),
    controls,
    log: log.messages,
  };
}

/** The engine hands structured config over with its keys in order, whatever their order in the file. */
function inKeyOrder(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value;
}
