import type { Measurement } from "./measureCommand.ts";

/** What a run can show for its time. */
export interface Work {
  /** AWS resources (here) or CloudFormation resources (the peer) that were made and judged. */
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

/** One of the two that are compared. */
export interface Side {
  readonly name: string;
  /**
   * Runs it once in a process of its own and checks that it has done its work.
   *
   * @param copies how many times one environment; 0 for the empty stack
   * @param resources the resources that this makes
   * @throws Error when it fails, or has not done what it should
   */
  readonly run: (copies: number, resources: number) => Promise<Run>;
}

/** The error of a run that did not do its work, with the last of what it said. */
export function notDone(name: string, problem: string, { exitCode, stdout, stderr }: Measurement): Error {
  const said = `${stdout}\n${stderr}`.trim().split("\n").slice(-30).join("\n");
  return new Error(`${name} ${problem} (exit code ${exitCode ?? "none"}).\n${said}`);
}
