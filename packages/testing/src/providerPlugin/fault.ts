import type { JournalEntry } from "./journal.js";

/** Something that goes wrong once, at one resource. */
export interface Fault {
  /** The operation at which it happens. */
  readonly operation: JournalEntry["operation"];
  /** Logical name of the resource. */
  readonly name: string;
  /**
   * What goes wrong.
   *
   * - `refused`: AWS refuses the call, and nothing is done
   * - `engine-killed`: the call is done, but the engine dies before it hears of it
   */
  readonly effect: "refused" | "engine-killed";
}

/** Name of the environment variable with the plugin's {@link Fault}, as JSON. */
export const faultVariable = "SECURE_ML_SIMULATED_AWS_FAULT";

/**
 * Reads the fault that the plugin has.
 *
 * @param text value of the variable; without it nothing goes wrong
 */
export function readFault(text: string | undefined): Fault | undefined {
  return text === undefined || text === "" ? undefined : (JSON.parse(text) as Fault);
}

/**
 * Whether a call is the one that goes wrong.
 *
 * @param fault none when nothing does
 * @param urn the resource of the call
 */
export function isHit(
  fault: Fault | undefined,
  effect: Fault["effect"],
  operation: Fault["operation"],
  urn: string,
): boolean {
  return fault?.effect === effect && fault.operation === operation && urn.endsWith(`::${fault.name}`);
}
