import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { ProcessTree } from "./processTree.ts";

/** A command to measure. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly directory: string;
  /** Added to the environment variables of this process. */
  readonly environment: Readonly<Record<string, string>>;
}

/** One run of a command. */
export interface Measurement {
  /** Time from its start to its end, in milliseconds. */
  readonly wallMs: number;
  /** Processor time of all its processes as last seen, in milliseconds. */
  readonly cpuMs: number;
  /** Highest sum of the proportional set sizes of all its processes that was seen, in bytes. */
  readonly peakPssBytes: number;
  /** Absent when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Time between two looks at the processes. */
const sampleIntervalMs = 50;

/** Time that processes may outlive the command that started them. */
const graceMs = 500;

/**
 * Runs a command and watches its processes.
 *
 * @throws Error when a process of the command is still there after its end
 */
export async function measureCommand(command: Command): Promise<Measurement> {
  const start = performance.now();
  const child = spawn(command.program, command.args, {
    cwd: command.directory,
    env: { ...process.env, ...command.environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  if (child.pid === undefined) {
    const [error] = (await once(child, "error")) as [Error];
    throw error;
  }
  const { pid } = child;
  // A session of its own does not hear Ctrl-C.
  const killAll = (): void => {
    killIfThere(-pid);
  };
  process.once("exit", killAll);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const ended = once(child, "exit").then(() => performance.now() - start);
  const closed = once(child, "close");

  const tree = new ProcessTree(pid);
  let use = tree.sample();
  let peakPssBytes = use.pssBytes;
  while (child.exitCode === null && child.signalCode === null) {
    await Promise.race([sleep(sampleIntervalMs), ended]);
    use = tree.sample();
    peakPssBytes = Math.max(peakPssBytes, use.pssBytes);
  }
  for (let waited = 0; use.alive.length > 0 && waited < graceMs; waited += sampleIntervalMs) {
    await sleep(sampleIntervalMs);
    use = tree.sample();
  }
  const left = use.alive;
  while (use.alive.length > 0) {
    use.alive.forEach(killIfThere);
    await sleep(sampleIntervalMs);
    use = tree.sample();
  }
  await closed;
  process.off("exit", killAll);
  if (left.length > 0) {
    throw new Error(`${command.program} has left processes running: ${left.join(", ")}.`);
  }
  return {
    wallMs: await ended,
    cpuMs: use.cpuMs,
    peakPssBytes,
    exitCode: child.exitCode ?? undefined,
    stdout: await stdout,
    stderr: await stderr,
  };
}

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone.
  }
}
