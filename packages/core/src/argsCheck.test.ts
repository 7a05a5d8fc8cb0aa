import * as pulumi from "@pulumi/pulumi";
import { runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { ArgsCheck } from "./argsCheck.js";

/** Runs a check inside a component, as components do. */
function check(state: (check: ArgsCheck) => ArgsCheck): Promise<unknown> {
  class Thing extends pulumi.ComponentResource {
    constructor(name: string) {
      super("test:index:Thing", name);
      state(new ArgsCheck(this, `Thing "${name}"`)).done();
    }
  }
  return runProgram(() => {
    new Thing("one");
  });
}

describe("ArgsCheck", () => {
  it("says nothing when all is well", async () => {
    await expect(
      check((args) =>
        args
          .intRange("days", 1, 1, 30, "days")
          .intRange("days", 30, 1, 30, "days")
          .oneOf("mode", "a", ["a", "b"])
          .notEmpty("zones", ["z"])
          .that(true, "name", "must be short", "x"),
      ),
    ).resolves.toBeDefined();
  });

  it.each([0, 31, 1.5, Number.NaN, "7" as unknown as number])("refuses %s as a number from 1 to 30", async (value) => {
    await expect(check((args) => args.intRange("days", value, 1, 30, "days"))).rejects.toThrow(
      `Thing "one": days must be a whole number of days from 1 to 30, but is ${JSON.stringify(value)}.`,
    );
  });

  it("reports all problems in one error that the engine prints without a stack", async () => {
    const failed = check((args) =>
      args
        .intRange("days", 0, 1, 30, "days")
        .oneOf<string>("mode", "c", ["a", "b"])
        .notEmpty("zones", [])
        .that(false, "name", "must be given"),
    );
    await expect(failed).rejects.toThrow(
      'Thing "one": days must be a whole number of days from 1 to 30, but is 0; ' +
        'mode must be one of a, b, but is "c"; zones must not be empty, but is []; name must be given.',
    );
    await expect(failed).rejects.toSatisfy(
      (error) => pulumi.ResourceError.isInstance(error) && error.hideStack === true,
    );
  });
});
