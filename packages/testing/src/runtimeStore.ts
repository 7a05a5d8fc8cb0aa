import { createRequire } from "node:module";

import type { AsyncLocalStorage } from "node:async_hooks";

/** The part of the SDK's per-program state that a run without an engine sets up. */
interface RuntimeStore {
  readonly settings: {
    readonly options: {
      organization?: string;
      project?: string;
      stack?: string;
      dryRun?: boolean;
      parallel?: number;
      monitorAddr?: string;
      engineAddr?: string;
    };
    monitor?: unknown;
    engine?: unknown;
  };
  /** Registrations that still wait for their inputs. */
  readonly pendingResourceRegistrations: ReadonlyMap<
    unknown,
    { readonly label: string; readonly phase: string; readonly inputProperty?: string }
  >;
}

// The SDK keeps these two out of its type declarations, although its own Automation API runs programs with them.
const { LocalStore } = createRequire(import.meta.url)("@pulumi/pulumi/runtime/state.js") as {
  readonly LocalStore: new () => RuntimeStore;
};

// The SDK shares these between all of its copies in a process.
const shared = globalThis as unknown as {
  readonly asyncLocalStorage: AsyncLocalStorage<RuntimeStore>;
  stackResource: unknown;
};

/** What a program sees of its surroundings. */
export interface Surroundings {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  readonly monitor: unknown;
  readonly engine: unknown;
}

/**
 * Runs something in a Pulumi runtime of its own, so that nothing is left behind for the next program in this process,
 * as the SDK's own Automation API does. `setMocks` would change the one runtime of the process.
 *
 * @param surroundings what the program sees
 * @param body what to run; it is given a look at the registrations that still wait
 */
export async function inFreshRuntime<Result>(
  surroundings: Surroundings,
  body: (waiting: () => readonly string[]) => Promise<Result>,
): Promise<Result> {
  const store = new LocalStore();
  const { organization, project, stack, preview, monitor, engine } = surroundings;
  // An address must be set, or the SDK takes the monitor for absent; it is never connected to.
  const addresses = { monitorAddr: "simulated", engineAddr: "simulated" };
  Object.assign(store.settings.options, { organization, project, stack, dryRun: preview, parallel: -1, ...addresses });
  store.settings.monitor = monitor;
  store.settings.engine = engine;
  const waiting = () =>
    [...store.pendingResourceRegistrations.values()].map(({ label, phase, inputProperty }) =>
      inputProperty === undefined ? `${label} (${phase})` : `${label} (input "${inputProperty}")`,
    );
  const previousStack = shared.stackResource;
  try {
    return await shared.asyncLocalStorage.run(store, body, waiting);
  } finally {
    shared.stackResource = previousStack;
  }
}
