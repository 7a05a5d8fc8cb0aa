import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { fakeRepository } from "./fakeRepository.fixture.js";
import { isAlive, sourceArguments, temporaryFolder, waitUntilGone } from "./testFolders.fixture.js";

/** A rule that keeps the pack busy for as long as a test needs to interrupt it. */
const slowRules = `
const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("fake", { policies: [{ name: "slow", description: "d", enforcementLevel: "mandatory",
  validateResource: () => new Promise((resolve) => setTimeout(resolve, 20_000)) }] });`;

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command in a process of its own, over a fake repository. */
function start(root: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const file = JSON.stringify(path.join(import.meta.dirname, "command.ts"));
  const script = `const { command } = await import(${file}); await command(${JSON.stringify(args)}, ${JSON.stringify(root)});`;
  const child = spawn(process.execPath, sourceArguments(script), {
    cwd: root,
    env: { ...process.env, LC_ALL: "C", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const outcome = new Promise<Outcome>((resolve) => {
    child.on("close", (code, signal) => {
      resolve({ code, signal, ...output });
    });
  });
  return { child, outcome };
}

/** Ids of the processes that serve the pack of a fake repository. */
function packs(root: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(path.join(root, "policy-pack"));
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function waitForPack(root: string): Promise<number> {
  for (;;) {
    const [pid] = packs(root);
    if (pid !== undefined) {
      return pid;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("the command", () => {
  it("exits with 0 when nothing mandatory is violated, and leaves no process", async () => {
    const root = fakeRepository();

    const { code, stdout, stderr } = await start(root, ["dev"]).outcome;

    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Account stack: 2 resources in 0 components\n/);
    expect(stdout).toContain("The programs say\n  warning: few zones\n");
    expect(stdout).toMatch(/\ndev passes: \d+ controls? met, 0 mandatory violations\.\n$/);
    expect(packs(root)).toEqual([]);
  });

  it("exits with 1 on a mandatory violation, and writes the report all the same", async () => {
    const root = fakeRepository({ "stacks/platform/dist/index.js": `new Bucket("bad", {});` });
    const file = path.join(temporaryFolder(), "report.json");

    const { code, stdout } = await start(root, ["dev", "--json", file, "--no-color"], { FORCE_COLOR: "1" }).outcome;

    expect(code).toBe(1);
    expect(stdout).toMatch(/\ndev fails: \d+ controls? met, 1 mandatory violation\.\n$/);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      version: 1,
      environment: "dev",
      policy: { violations: [{ rule: "no-bad-buckets" }] },
    });
    expect(packs(root)).toEqual([]);
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ["bad usage", ["--stack", "x"], {}, 'preview: --stack is "x": must be account or platform.\n'],
    ["an unknown environment", ["prod"], {}, 'There is no environment "prod". Existing environments: dev.'],
    ["an unwritable report", ["dev", "--json", "/proc/r.json"], {}, "--json /proc/r.json cannot be written: "],
    [
      "a program that throws",
      ["dev"],
      { "stacks/account/dist/index.js": `throw new Error("no luck");` },
      "The program of the account stack failed: no luck\n",
    ],
    [
      "a program that rejects out of sight",
      ["dev"],
      { "stacks/account/dist/index.js": `Promise.reject(new Error("no luck"));` },
      "The program of the account stack failed: no luck\n",
    ],
    ["a broken pack", ["dev"], { "policy-pack/index.js": "throw 5;" }, "did not start: "],
    ["a bad config of the pack", ["dev"], { "policy-pack/config/dev.json": "[]" }, "must be an object with an entry"],
  ])("exits with 2 on %s, with a message and no stack, and leaves no process", async (_, args, changes, message) => {
    const root = fakeRepository(changes);

    const { code, stdout, stderr } = await start(root, args).outcome;

    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at .*node_modules/m);
    expect(packs(root)).toEqual([]);
  });

  it.each<["SIGINT" | "SIGTERM" | "SIGKILL", Partial<Outcome>]>([
    ["SIGINT", { code: 130, signal: null }],
    ["SIGTERM", { code: 143, signal: null }],
    ["SIGKILL", { code: null, signal: "SIGKILL" }],
  ])("leaves no process when it is ended by %s in the middle of its work", async (signal, expected) => {
    const root = fakeRepository({ "policy-pack/index.js": slowRules });
    const { child, outcome } = start(root, ["dev"]);
    const pack = await waitForPack(root);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(isAlive(pack)).toBe(true);

    child.kill(signal);

    expect(await outcome).toMatchObject(expected);
    expect(await waitUntilGone(pack)).toBe(true);
  });

  it("ends quietly when its reader has seen enough", async () => {
    const root = fakeRepository();
    const { child, outcome } = start(root, ["dev"]);
    child.stdout.destroy();

    const { stderr } = await outcome;

    expect(stderr).toBe("");
    expect(packs(root)).toEqual([]);
  });

  it("shows what the pack prints when asked to say everything", async () => {
    const root = fakeRepository({
      "policy-pack/index.js": `console.log("loading rules");
        const { PolicyPack } = require("@pulumi/policy");
        new PolicyPack("fake", { policies: [] });`,
    });

    const { stderr } = await start(root, ["dev", "--verbose"]).outcome;

    expect(stderr).toBe("policy pack: loading rules\n");
  });

  it("says how it is used", async () => {
    const { code, stdout } = await start(temporaryFolder(), ["--help"]).outcome;

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: pnpm preview <environment>/);
  });
});
