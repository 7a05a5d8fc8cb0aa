/** Errors that nobody awaited: rejections and exceptions that the process alone sees. */
export interface StrayErrors {
  /** The errors so far, each once. */
  readonly errors: ReadonlySet<unknown>;
  /** Waits until what has already gone wrong has come to light. */
  settle(): Promise<void>;
  /** Hands the process back to its own handlers. */
  release(): void;
}

const eventNames = ["unhandledRejection", "uncaughtException"] as const;

/**
 * Collects, in place of the process's own handlers, errors that nobody awaits. A failing Pulumi program causes many:
 * each output that depends on the first error rejects by itself, some of them long after the program has ended.
 */
export function collectStrayErrors(): StrayErrors {
  const errors = new Set<unknown>();
  const collect = (error: unknown) => {
    errors.add(error);
  };
  const previous = eventNames.map((name) => [name, process.rawListeners(name)] as const);
  for (const name of eventNames) {
    process.removeAllListeners(name);
    process.on(name, collect);
  }
  return {
    errors,
    async settle() {
      // Node reports a rejection after the microtasks in which it could still have been handled.
      for (let turn = 0; turn < 3; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    release() {
      for (const [name, listeners] of previous) {
        process.off(name, collect);
        for (const listener of listeners) {
          process.on(name, listener as (error: unknown) => void);
        }
      }
    },
  };
}
