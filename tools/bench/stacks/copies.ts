import type { Environment } from "@secure-ml/core";

/** One copy of what a stack makes. */
export interface Copy {
  /** In front of the logical names. */
  readonly prefix: string;
  /** Facts of the stack, under a project name of the copy's own, so that physical names differ too. */
  readonly environment: Environment;
}

/**
 * The copies that a bench stack makes: as many as `BENCH_COPIES` says.
 *
 * @param environment facts of the stack
 * @throws RangeError when the variable is not a count
 */
export function copies(environment: Environment): readonly Copy[] {
  return Array.from({ length: copyCount() }, (_, index) => ({
    prefix: `copy-${index}-`,
    environment: { ...environment, project: `copy${index}` },
  }));
}

/** How many copies `BENCH_COPIES` asks for; none make an empty stack. */
export function copyCount(): number {
  const text = process.env["BENCH_COPIES"] ?? "";
  if (!/^\d+$/.test(text)) throw new RangeError(`BENCH_COPIES is "${text}": must be a count.`);
  return Number(text);
}
