import { readdirSync, readFileSync } from "node:fs";

/** What a tree of processes uses at one moment. */
export interface TreeUse {
  /** Proportional set size of all processes, in bytes: memory that several processes share counts once. */
  readonly pssBytes: number;
  /** Processor time of all processes since their start, also of those that have ended meanwhile, in milliseconds. */
  readonly cpuMs: number;
  /** Ids of the processes that are alive. */
  readonly alive: readonly number[];
}

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
  readonly cpuTicks: number;
  /** Start in ticks since boot; with the id it identifies a process, since ids are given out again. */
  readonly start: number;
  /** Whether it has ended and only waits for its parent to take note. */
  readonly ended: boolean;
}

/** Processor time in `/proc` is in hundredths of a second on every Linux. */
const millisecondsPerTick = 10;

/**
 * A process with everything that it starts. The root must lead a session of its own (`detached` of `spawn`), so that
 * a process belongs to the tree even when its parent has ended; one that leaves the session is recognised by its parent.
 *
 * Works on Linux only: the figures come from `/proc`.
 */
export class ProcessTree {
  readonly #session: number;
  readonly #cpuTicks = new Map<string, number>();

  /** @param session id of the root process */
  constructor(session: number) {
    this.#session = session;
  }

  /** Looks at all processes of the tree. */
  sample(): TreeUse {
    const alive: number[] = [];
    const members = new Set<number>();
    let pssBytes = 0;
    // Parents come before their children, so that one pass finds all.
    for (const stat of readProcesses().sort((left, right) => left.start - right.start || left.pid - right.pid)) {
      const key = `${stat.pid}/${stat.start}`;
      if (stat.session !== this.#session && !members.has(stat.parent) && !this.#cpuTicks.has(key)) continue;
      members.add(stat.pid);
      this.#cpuTicks.set(key, stat.cpuTicks);
      if (stat.ended) continue;
      alive.push(stat.pid);
      pssBytes += readPss(stat.pid);
    }
    const ticks = this.#cpuTicks.values().reduce((sum, value) => sum + value, 0);
    return { pssBytes, cpuMs: ticks * millisecondsPerTick, alive };
  }
}

function readProcesses(): ProcessStat[] {
  return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : []));
}

function readStat(pid: number): ProcessStat | undefined {
  const text = readProcFile(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  // The second field is the command's name in brackets, and may hold anything.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const number = (position: number): number => Number(fields[position - 3]);
  return {
    pid,
    parent: number(4),
    session: number(6),
    cpuTicks: number(14) + number(15),
    start: number(22),
    ended: fields[0] === "Z" || fields[0] === "X",
  };
}

function readPss(pid: number): number {
  const match = /^Pss:\s+(\d+) kB$/m.exec(readProcFile(`/proc/${pid}/smaps_rollup`) ?? "");
  return Number(match?.[1] ?? 0) * 1024;
}

/** Processes end while they are looked at; they then have no file, or an unreadable one. */
function readProcFile(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
