import type { Measurement } from "./measureCommand.ts";

/** A size at which both sides are measured. */
export interface Size {
  /** About how many environments it is worth; 0 for the empty stack. */
  readonly environments: number;
  /** AWS resources here, CloudFormation resources at the peer. */
  readonly resources: number;
}

/** What a run can show for its time. */
export interface Work {
  /** Resources that were made and judged. */
  readonly resources: number;
  /** Rules that were asked. */
  readonly rules: number;
  /** What they found. */
  readonly violations: number;
}

/** One run, checked. */
export interface Run {
  readonly measurement: Measurement;
  readonly work: Work;
}

/** The error of a run that did not do its work, with the last of what it said. */
export function notDone(name: string, problem: string, { exitCode, stdout, stderr }: Measurement): Error {
  const said = `${stdout}\n${stderr}`.trim().split("\n").slice(-30).join("\n");
  return new Error(`${name} ${problem} (exit code ${exitCode ?? "none"}).\n${said}`);
}
