import { stableHex } from "./resourceModel.js";
import type { AutoName, CheckFailure } from "./resourceModel.js";

/** Whether a name looks as if the provider had made it up. */
export function isMadeUpName(name: unknown): boolean {
  return typeof name === "string" && /-[0-9a-f]{7}(?:\.fifo)?$/.test(name);
}

/**
 * Makes a name from a logical name, as the provider does: a hyphen and seven hexadecimal digits follow it.
 *
 * @param autoName how the type is named
 * @param logicalName the resource's logical name
 * @param seed what the digits are derived from
 * @param inputs the resource's other inputs, plain
 * @returns the name, and why it cannot be used, if it cannot
 */
export function makeUpName(
  autoName: AutoName,
  logicalName: string,
  seed: string,
  inputs: Readonly<Record<string, unknown>>,
): { readonly name: string; readonly failures: readonly CheckFailure[] } {
  const { property, maximumLength, transform } = autoName;
  const plainName = `${logicalName}-${stableHex(seed, 7)}`;
  const reason = `name '${logicalName}-' plus 7 random chars is longer than maximum length ${String(maximumLength)}`;
  return {
    name: transform === undefined ? plainName : transform(plainName, inputs),
    failures: plainName.length <= maximumLength ? [] : [{ property, reason }],
  };
}
