import { describe, expect, it } from "vitest";
import { z } from "zod";
import { secretProblems, secretShape } from "./secrets.js";

const schema = z.strictObject(secretShape);
const secret = { name: "intake-token", readers: ["ingest"] };
const problems = (...secrets: readonly object[]) => [
  ...(schema.safeParse({ secrets }).error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
  ...secretProblems({ secrets }).map(({ path, message }) => `${path.join(".")} ${message}`),
];

describe("secrets of the config", { tags: ["DATA-19", "DATA-20"] }, () => {
  it("are none by default, and rotate every 30 days at least", () => {
    expect(schema.parse({})).toEqual({ secrets: [], secretRecoveryDays: 30 });
    expect(schema.parse({ secrets: [secret] }).secrets).toEqual([{ ...secret, rotationDays: 30 }]);
    expect(problems(secret)).toEqual([]);
  });

  it("hold no value: there is no key for one", () => {
    expect(schema.safeParse({ secrets: [{ ...secret, value: "hunter2" }] }).success).toBe(false);
  });

  it("always rotate: there is no key that stops it, and no day that never comes", () => {
    expect(schema.safeParse({ secrets: [{ ...secret, rotation: "off" }] }).success).toBe(false);
    for (const rotationDays of [0, 31, null, "never"]) {
      expect(problems({ ...secret, rotationDays })).toEqual([
        "secrets.0.rotationDays must be a whole number of days from 1 to 30",
      ]);
    }
  });

  it("are refused with all reasons", () => {
    expect(problems({ ...secret, name: "intake-secret" })).toEqual([
      "secrets.0.name must not end in a hyphen and six characters, like the end that AWS gives to ARNs of secrets",
    ]);
    expect(problems({ ...secret, name: "Intake" })).toEqual([
      "secrets.0.name must be 2 to 63 lower-case letters, digits or single hyphens, starting with a letter",
    ]);
    expect(problems({ ...secret, readers: [] })).toHaveLength(1);
    expect(problems({ ...secret, readers: ["ds"] })).toEqual([
      "secrets.0.readers.0 must be one of ingest, etl, labels, erasure",
    ]);
    expect(problems({ ...secret, rotationDays: 31 })).toHaveLength(1);
    expect(problems(secret, secret)).toEqual(["secrets.1.name must stand once; secrets[0] is the same"]);
    for (const secretRecoveryDays of [1, 6, 31, "0"]) {
      expect(schema.safeParse({ secretRecoveryDays }).success).toBe(false);
    }
    expect(schema.parse({ secretRecoveryDays: 0 }).secretRecoveryDays).toBe(0);
  });

  it("pass over what is malformed and reported elsewhere", () => {
    expect(secretProblems({})).toEqual([]);
    expect(secretProblems({ secrets: [null, 1] })).toEqual([]);
  });
});
