import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  fakePack,
  fakeRules,
  isAlive,
  sourceArguments,
  temporaryFolder,
  waitUntilGone,
} from "./testFolders.fixture.js";
import { lastErrorLine, PolicyPackProcess, type PolicyPackProcessOptions } from "./policyPackProcess.js";

function start(options: PolicyPackProcessOptions): PolicyPackProcess {
  const pack = new PolicyPackProcess(options);
  onTestFinished(() => pack.stop());
  return pack;
}

function pidOf(pack: PolicyPackProcess): number {
  if (pack.pid === undefined) {
    throw new Error("the pack has no process");
  }
  return pack.pid;
}

describe("PolicyPackProcess", () => {
  it("starts a pack that listens on the port it prints", async () => {
    const pack = start({ directory: fakePack(fakeRules) });

    const connection = createConnection({ host: "127.0.0.1", port: await pack.port });
    await once(connection, "connect");
    connection.destroy();

    expect(isAlive(pidOf(pack))).toBe(true);
  });

  it("leaves no process behind when it is stopped", async () => {
    const pack = start({ directory: fakePack(fakeRules) });
    await pack.port;

    await pack.stop();
    await pack.stop();

    expect(isAlive(pidOf(pack))).toBe(false);
  });

  it("stops a pack that is still starting", async () => {
    const pack = start({ directory: fakePack(fakeRules) });

    await pack.stop();

    expect(isAlive(pidOf(pack))).toBe(false);
    await expect(pack.port).rejects.toThrow("did not start");
  });

  it("kills a pack that does not end by itself", async () => {
    const pack = start({ directory: fakePack(`process.stdin.removeAllListeners("end");\n${fakeRules}`) });
    await pack.port;

    await pack.stop();

    expect(isAlive(pidOf(pack))).toBe(false);
  });

  it.each(["SIGKILL", "SIGINT"] as const)("ends a pack whose parent dies of %s", async (signal) => {
    const directory = fakePack(fakeRules);
    // A parent without a line of code for its own end.
    const script = `const { PolicyPackProcess } = await import(${JSON.stringify(path.join(import.meta.dirname, "policyPackProcess.ts"))});
       const pack = new PolicyPackProcess({ directory: ${JSON.stringify(directory)} });
       await pack.port;
       console.log(pack.pid);`;
    const parent = spawn(process.execPath, sourceArguments(script), { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);

    parent.kill(signal);

    expect(await waitUntilGone(pid)).toBe(true);
  });

  it("passes on what the pack prints, but not its port", async () => {
    const lines: string[] = [];
    const pack = start({
      directory: fakePack(`console.log("hello"); console.error("careful"); ${fakeRules}`),
      onOutput: (line) => lines.push(line),
    });
    await pack.port;

    expect(lines.toSorted()).toEqual(["careful", "hello"]);
  });

  it.each([
    ["that throws", `throw new RangeError("rules are out of range");`, "RangeError: rules are out of range"],
    ["with a syntax error", `const = 5;`, "SyntaxError: Unexpected token '='"],
    ["without a dependency", `require("no-such-package");`, "Error: Cannot find module 'no-such-package'"],
    [
      "with a bad name",
      `new (require("@pulumi/policy").PolicyPack)("a b", { policies: [] });`,
      `Invalid policy pack name "a b". Policy pack names may only contain alphanumerics, hyphens, underscores, or periods.`,
    ],
    ["that makes no pack", ``, "it ended without a message (exit code 0)."],
  ])("reports a pack %s in one line", async (_, program, line) => {
    const directory = fakePack(program);

    await expect(start({ directory }).port).rejects.toThrow(`The policy pack in ${directory} did not start: ${line}`);
  });

  it("reports a pack that never gets ready, and ends it", async () => {
    const directory = fakePack(`setInterval(() => undefined, 1000);`);
    const pack = start({ directory, startTimeoutMs: 1500 });

    await expect(pack.port).rejects.toThrow(`The policy pack in ${directory} has not started within 1.5 s.`);
    expect(await waitUntilGone(pidOf(pack))).toBe(true);
  });

  it("reports a folder without a pack, and a pack without its dependencies", () => {
    const empty = temporaryFolder();

    expect(() => new PolicyPackProcess({ directory: empty })).toThrow(
      `There is no policy pack in ${empty}: PulumiPolicy.yaml is missing.`,
    );
    writeFileSync(path.join(empty, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    expect(() => new PolicyPackProcess({ directory: empty })).toThrow(
      `The dependencies of the policy pack in ${empty} are not installed; run "pnpm install" first.`,
    );
  });
});

describe("lastErrorLine", () => {
  it("prefers the last line that names an error to Node's decoration around it", () => {
    const lines = [
      "/pack/index.js:1",
      'throw new Error("first");',
      "^",
      "",
      "TypeError: second",
      "    at Object.<anonymous> (/pack/index.js:1:7)",
      "    at Module._compile (node:internal/modules/cjs/loader:1554:14) {",
      "  code: 'X',",
      "}",
      "",
      "Node.js v24.0.0",
    ];

    expect(lastErrorLine(lines)).toBe("TypeError: second");
  });

  it("takes the last line of text when none names an error", () => {
    expect(lastErrorLine(["first", "second", "    at frame (x.js:1:1)", ""])).toBe("second");
  });

  it("finds nothing in nothing", () => {
    expect(lastErrorLine(["", "    at frame (x.js:1:1)"])).toBeUndefined();
  });
});
