import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataKmsRotation as rule } from "./kmsRotation.js";

const compliant = {
  enableKeyRotation: true,
  rotationPeriodInDays: 365,
  deletionWindowInDays: 30,
  bypassPolicyLockoutSafetyCheck: false,
  customerMasterKeySpec: "SYMMETRIC_DEFAULT",
  keyUsage: "ENCRYPT_DECRYPT",
} satisfies aws.kms.KeyArgs;

const key = (changes: Record<string, unknown> = {}) => resource(awsType.key, "key", { ...compliant, ...changes });

describe("data-kms-rotation", { tags: ["DATA-01", "GOV-03"] }, () => {
  it("passes a key that rotates within a year", async () => {
    expect(await reports(rule, [key()])).toEqual([]);
  });

  it("passes what AWS's own defaults set", async () => {
    const given = { ...compliant, rotationPeriodInDays: undefined, deletionWindowInDays: undefined };
    const shortened = {
      bypassPolicyLockoutSafetyCheck: undefined,
      customerMasterKeySpec: undefined,
      keyUsage: undefined,
    };
    expect(await reports(rule, [resource(awsType.key, "key", { ...given, ...shortened })])).toEqual([]);
  });

  it.each([
    [
      { enableKeyRotation: undefined },
      "found no enableKeyRotation; expected yearly rotation; fix: set enableKeyRotation to true",
    ],
    [
      { enableKeyRotation: false },
      "found enableKeyRotation false; expected yearly rotation; fix: set enableKeyRotation to true",
    ],
    [
      { rotationPeriodInDays: 366 },
      "found rotationPeriodInDays 366; expected at most 365 days between rotations; fix: set rotationPeriodInDays to 365 or less, or leave it out",
    ],
    [
      { bypassPolicyLockoutSafetyCheck: true },
      "found bypassPolicyLockoutSafetyCheck true; expected the check that keeps a key manageable; fix: remove bypassPolicyLockoutSafetyCheck",
    ],
    [
      { deletionWindowInDays: 29 },
      "found deletionWindowInDays 29; expected 30 days between request and deletion in prod; fix: set deletionWindowInDays to 30",
    ],
  ])("violates with %j", async (changes, message) => {
    expect(await reports(rule, [key(changes)])).toEqual([`mandatory key: ${message}`]);
  });

  it("reports each property once, in one go", async () => {
    const bad = key({ enableKeyRotation: false, rotationPeriodInDays: 400 });
    expect(await reports(rule, [bad])).toHaveLength(2);
  });

  it("leaves the deletion window to dev", async () => {
    expect(await reports(rule, [key({ deletionWindowInDays: 7 })], { profile: "dev" })).toEqual([]);
  });

  it.each([
    "enableKeyRotation",
    "rotationPeriodInDays",
    "bypassPolicyLockoutSafetyCheck",
    "deletionWindowInDays",
    "customerMasterKeySpec",
  ])("cannot decide an unknown %s, but decides the rest", async (property) => {
    expect(await reports(rule, [key({ [property]: unknown })])).toEqual([
      `advisory key: undecided: ${property} cannot be known yet`,
    ]);
    const other = property === "enableKeyRotation" ? { rotationPeriodInDays: 400 } : { enableKeyRotation: false };
    const lines = await reports(rule, [key({ [property]: unknown, ...other })]);
    expect(lines.filter((line) => line.startsWith("mandatory"))).toHaveLength(1);
  });

  it.each([
    [{ customerMasterKeySpec: "RSA_2048" }, 'A key of type "RSA_2048" cannot rotate'],
    [{ keyUsage: "GENERATE_VERIFY_MAC" }, 'A key for "GENERATE_VERIFY_MAC" cannot rotate'],
    [{ customKeyStoreId: "cks-1" }, "A key in a custom key store cannot rotate"],
    [{ customKeyStoreId: unknown }, "A key in a custom key store cannot rotate"],
  ])("does not apply to a key with %j", async (changes, reason) => {
    const bad = key({ ...changes, enableKeyRotation: false });
    expect(await reports(rule, [bad])).toEqual([]);
    expect(await reasons(rule, [bad])).toEqual([reason]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.replicaKey, "replica")])).toEqual([
      "Policy only applies to resources of type 'aws:kms/key:Key'",
    ]);
  });

  itHonoursExemptions(rule, [key({ enableKeyRotation: false, deletionWindowInDays: 7 })]);
});
