import * as pulumi from "@pulumi/pulumi";
import { all, identities, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { CustomerKey, type CustomerKeyArgs } from "./customerKey.js";
import { environment } from "./environment.fixture.js";
import { keyPolicy } from "./iam/keyPolicy.js";

const args: CustomerKeyArgs = {
  environment,
  domain: "lake",
  description: "Data of the lake",
  uses: {},
  controls: ["DATA-01", "DATA-02"],
};
const run = (changes: Partial<CustomerKeyArgs> = {}, options: RunOptions = {}) =>
  runProgram(
    () => {
      const key = new CustomerKey("lake", { ...args, ...changes });
      return { keyArn: key.keyArn, aliasName: key.aliasName };
    },
    { aws: { region: "eu-central-1" }, ...options },
  );

describe("CustomerKey", { tags: ["DATA-01", "DATA-02"] }, () => {
  it("makes a rotated key with its policy and an alias", async () => {
    const result = await run();
    const key = one(result, "aws:kms/key:Key");
    expect(key.inputs).toEqual({
      description: "Data of the lake",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      multiRegion: false,
      policy: keyPolicy(environment, 'key "lake"', {}, false),
      bypassPolicyLockoutSafetyCheck: false,
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      isEnabled: true,
      keyUsage: "ENCRYPT_DECRYPT",
    });
    expect(one(result, "aws:kms/alias:Alias").inputs).toEqual({
      name: "alias/acme-dev-lake",
      targetKeyId: key.outputs["keyId"],
    });
    expect(result.outputs).toEqual({ keyArn: key.outputs["arn"], aliasName: "alias/acme-dev-lake" });
    expect([...result.controls.values()]).toEqual([
      ["DATA-01", "DATA-02"],
      ["DATA-01", "DATA-02"],
    ]);
    expect(all(result, "aws:kms/keyPolicy:KeyPolicy")).toEqual([]);
    expect(identities(result)).toEqual([
      "aws:kms/alias:Alias :: lake-alias :: lake",
      "aws:kms/key:Key :: lake-key :: lake",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:core:CustomerKey :: lake :: project-stack",
    ]);
  });

  it("survives a destroy, unless its data is disposable", async () => {
    const types = ["aws:kms/key:Key", "aws:kms/alias:Alias"];
    const options = (result: Awaited<ReturnType<typeof run>>) =>
      types
        .map((type) => one(result, type).options)
        .map(({ protect, retainOnDelete }) => ({ protect, retainOnDelete }));
    const kept = { protect: true, retainOnDelete: true };
    const deleted = { protect: false, retainOnDelete: false };
    expect(options(await run())).toEqual([kept, kept]);
    const disposable = await run({ dataProtection: "disposable", deletionWindowDays: 7, rotationPeriodDays: 90 });
    expect(options(disposable)).toEqual([deleted, deleted]);
    expect(one(disposable, "aws:kms/key:Key").inputs).toMatchObject({
      deletionWindowInDays: 7,
      rotationPeriodInDays: 90,
      policy: keyPolicy(environment, 'key "lake"', {}, true),
    });
  });

  it("has its policy before anything exists", async () => {
    const result = await run({}, { unknowns: true });
    expect(one(result, "aws:kms/key:Key").inputs["policy"]).toBe(keyPolicy(environment, 'key "lake"', {}, false));
    const alias = one(result, "aws:kms/alias:Alias");
    expect(alias.inputs).toEqual({ name: "alias/acme-dev-lake", targetKeyId: unknown });
    expect(alias.propertyDependencies["targetKeyId"]).toEqual([one(result, "aws:kms/key:Key").urn]);
  });

  it("refuses numbers out of range, all at once", async () => {
    const failed = run({ rotationPeriodDays: 366, deletionWindowDays: 6 });
    await expect(failed).rejects.toThrow(pulumi.ResourceError);
    await expect(failed).rejects.toThrow(
      'CustomerKey "lake": rotationPeriodDays must be a whole number of days from 90 to 365, but is 366; ' +
        "deletionWindowDays must be a whole number of days from 7 to 30, but is 6.",
    );
  });
});
