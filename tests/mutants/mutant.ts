import type { ControlId } from "@secure-ml/controls";
import { resource, type RecordedResource } from "@secure-ml/testing";
import type { Mutation } from "./mutate.js";

/** One way of losing one control in a real stack, and the rules that must notice: these and no others. */
export interface Mutant {
  readonly control: ControlId;
  /** What somebody did. */
  readonly change: string;
  readonly stack: "account" | "platform";
  readonly mutation: Mutation;
  /** Names of the rules that report a violation. */
  readonly rules: readonly string[];
  /**
   * Settings of the pack that differ from its config for prod.
   * @defaultValue none
   */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A resource that somebody adds to a stack by hand. */
export function made(
  stack: "account" | "platform",
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): RecordedResource {
  return resource(type, name, inputs, { project: `secure-ml-${stack}`, stack: "prod" });
}
