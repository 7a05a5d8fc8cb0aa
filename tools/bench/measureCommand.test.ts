import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { measureCommand, type Measurement } from "./measureCommand.ts";

function measure(script: string): Promise<Measurement> {
  return measureCommand({
    program: process.execPath,
    args: ["-e", script],
    directory: ".",
    environment: { WORD: "yes" },
  });
}

const mebibytes = (count: number): number => count * 2 ** 20;

/** Script that fills memory, says so, and keeps it until its input ends. */
const hold = (size: number): string =>
  `const held = Buffer.alloc(${mebibytes(size)}, 1); console.log("full"); process.stdin.on("end", () => held.length).resume();`;

/** Script that runs another one in a process of its own and ends it some samples after that has said something. */
const child = (script: string, detached = false): string => `
  const child = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(script)}], {
    stdio: ["pipe", "pipe", "ignore"],
    detached: ${detached},
  });
  child.stdout.once("data", () => setTimeout(() => child.stdin.end(), 500));`;

/** Whether a process is there; one that nobody has taken note of is not. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe.skipIf(!existsSync("/proc/self/smaps_rollup"))("measureCommand", () => {
  it("gives what a command said, and how it ended", async () => {
    const measured = await measure(`console.log(process.env.WORD); console.error("err"); process.exitCode = 3;`);
    expect(measured).toMatchObject({ stdout: "yes\n", stderr: "err\n", exitCode: 3 });
  });

  it("gives the time from start to end", async () => {
    const { wallMs } = await measure(`setTimeout(() => {}, 400)`);
    expect(wallMs).toBeGreaterThanOrEqual(400);
  });

  it("counts the processor time of children, ended ones too", async () => {
    const busy = "while (process.cpuUsage().user < 400_000) for (let count = 0; count < 1e6; count++);";
    const { cpuMs: idle } = await measure("");
    const { cpuMs } = await measure(
      `${child(`${busy} setTimeout(() => {}, 500)`)} child.on("exit", () => setTimeout(() => {}, 500));`,
    );
    expect(cpuMs).toBeGreaterThan(idle + 300);
  });

  it("counts the memory of the command and of its children together", async () => {
    const { peakPssBytes } = await measure(`const held = Buffer.alloc(${mebibytes(100)}, 1); ${child(hold(100))}`);
    expect(peakPssBytes).toBeGreaterThan(mebibytes(200));
    expect(peakPssBytes).toBeLessThan(mebibytes(400));
  });

  it("counts a child that has left the session", async () => {
    const { peakPssBytes } = await measure(child(hold(200), true));
    expect(peakPssBytes).toBeGreaterThan(mebibytes(200));
  });

  it("refuses a command that leaves a process running, and ends that", async () => {
    let error: unknown;
    try {
      await measure(`${child("setTimeout(() => {}, 60_000)")} process.exit();`);
    } catch (thrown) {
      error = thrown;
    }
    const [, pid] = /^.* has left processes running: (\d+)\.$/.exec((error as Error).message) ?? [];
    expect(Number(pid)).toBeGreaterThan(1);
    expect(isAlive(Number(pid))).toBe(false);
  });
});
