import { writeFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { StackInput } from "./environmentFiles.js";
import { ProgramRefusal } from "./previewError.js";
import { programFailure } from "./programFailure.js";
import { temporaryFolder } from "./testFolders.fixture.js";

const input: StackInput = {
  stack: "platform",
  project: "p",
  stackName: "dev",
  directory: "/r/stacks/platform",
  main: "/r/stacks/platform/dist/index.js",
  configFile: "stacks/platform/Pulumi.dev.yaml",
  config: {},
  secretConfigKeys: [],
  overridden: [],
};

function thrown(message: string, frames: readonly string[]): Error {
  const error = new Error(message);
  error.stack = [`Error: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join("\n");
  return error;
}

function text(error: unknown, root = "/r"): string {
  return programFailure(error, input, root).message;
}

const start = "The program of the platform stack failed: ";

describe("programFailure", () => {
  it("takes an error that is meant for the reader as it is", () => {
    const refusal = programFailure(new pulumi.RunError("wrong"), input, "/r");

    expect(refusal.message).toBe("wrong");
    expect(refusal).toBeInstanceOf(ProgramRefusal);
    expect(text(new pulumi.ResourceError("wrong", undefined))).toBe("wrong");
  });

  it("says what the command line has replaced", () => {
    const replaced = { ...input, overridden: ["p:owner", "p:network.cidrBlock"] };

    expect(programFailure(new pulumi.RunError("wrong"), replaced, "/r").message).toBe(
      "wrong\nThe command line gives p:owner, p:network.cidrBlock in place of the file.",
    );
  });

  it("finds the first frame in the repository's own code", () => {
    const frames = [
      "inner (node:internal/process:1:2)",
      "new Bucket (/r/node_modules/.pnpm/@pulumi+aws/bucket.js:3:4)",
      "run (/r/packages/testing/dist/runProgram.js:5:6)",
      "new SecureBucket (file:///r/packages/data/dist/secureBucket.js:7:8)",
      "file:///r/stacks/platform/dist/index.js:9:10",
    ];

    expect(text(thrown("wrong", frames))).toBe(`${start}wrong\n  at packages/data/dist/secureBucket.js:7:8`);
  });

  it("reads a frame without a function, and one of a module that was loaded again", () => {
    expect(text(thrown("wrong", ["async file:///r/stacks/platform/dist/index.js?load=2:9:10"]))).toBe(
      `${start}wrong\n  at stacks/platform/dist/index.js:9:10`,
    );
  });

  it("names no place where none is the repository's own", () => {
    const frames = ["x (/elsewhere/a.js:1:1)", "y (/r/packages/testing/dist/a.js:1:1)", "z (/r/node_modules/a.js:1:1)"];

    expect(text(thrown("wrong", frames))).toBe(`${start}wrong`);
  });

  it("names the place in the source that the compiled one comes from", () => {
    const root = temporaryFolder();
    mkdirSync(path.join(root, "stacks/dist"), { recursive: true });
    const file = path.join(root, "stacks/dist/index.js");
    // Line 2, column 3 of the compiled file is line 11, column 5 of the source.
    const map = { version: 3, file: "index.js", sources: ["../src/index.ts"], names: [], mappings: ";EAUI" };
    writeFileSync(`${file}.map`, JSON.stringify(map));

    expect(text(thrown("wrong", [`run (${file}:2:3)`]), root)).toBe(`${start}wrong\n  at stacks/src/index.ts:11:5`);
  });

  it("names the kind of an error unless it says nothing", () => {
    expect(text(Object.assign(thrown("wrong", []), { name: "TypeError" }))).toBe(`${start}TypeError: wrong`);
    expect(text(new AggregateError([], "one\ntwo"))).toBe(`${start}one\ntwo`);
  });

  it("lists the properties that a component refuses", () => {
    const errors = [{ propertyPath: "size", reason: "must be more" }];

    expect(text(new pulumi.InputPropertiesError({ message: "bad input", errors }))).toMatch(
      /^The program of the platform stack failed: bad input\n {2}- size: must be more/,
    );
  });

  it("takes anything that is thrown", () => {
    expect(text("a text")).toBe(`${start}a text`);
  });
});
