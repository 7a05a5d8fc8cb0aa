import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { dependents, identities, one, runProgram, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { EncryptedLogGroup, type EncryptedLogGroupArgs } from "./encryptedLogGroup.js";
import { environment } from "./environment.fixture.js";
import { logMaskingPolicy } from "./logMasking.js";

const args: EncryptedLogGroupArgs = {
  environment,
  logGroupName: "/acme/dev/network/flow",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  retention: { days: 400, deletionProtection: true },
  controls: ["NET-09"],
};
const run = (changes: Partial<EncryptedLogGroupArgs> = {}) =>
  runProgram(() => {
    const group = new EncryptedLogGroup("flow", { ...args, ...changes });
    return { name: group.logGroupName, arn: group.logGroupArn };
  });

describe("EncryptedLogGroup", { tags: ["GOV-07"] }, () => {
  it("makes a group under the key, with an end and a lock", async () => {
    const result = await run();
    const group = one(result, "aws:cloudwatch/logGroup:LogGroup");
    expect(group.inputs).toEqual({
      name: "/acme/dev/network/flow",
      kmsKeyId: "arn:aws:kms:eu-central-1:111111111111:key/logs",
      retentionInDays: 400,
      deletionProtectionEnabled: true,
      skipDestroy: false,
    });
    expect(result.controls.get(group.urn)).toEqual(["GOV-07", "GOV-33", "NET-09"]);
    expect(result.outputs).toEqual({
      name: "/acme/dev/network/flow",
      arn: "arn:aws:logs:eu-central-1:111111111111:log-group:/acme/dev/network/flow",
    });
    expect(identities(result)).toEqual([
      "aws:cloudwatch/logGroup:LogGroup :: flow-log-group :: flow",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:core:EncryptedLogGroup :: flow :: project-stack",
    ]);
  });

  it("masks personal data where payloads may be, and nowhere else", async () => {
    const type = "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy";
    const result = await run({ mayHoldPayloads: true });
    const masking = one(result, type);
    expect(masking.inputs).toEqual({
      logGroupName: "/acme/dev/network/flow",
      policyDocument: logMaskingPolicy(environment, "mask-personal-data"),
    });
    expect(dependents(result, one(result, "aws:cloudwatch/logGroup:LogGroup"))).toContain(masking);
    expect(result.controls.get(masking.urn)).toEqual(["GOV-07"]);
    expect((await run()).resources.filter((each) => each.type === type)).toEqual([]);
  });

  it("tags records, which are kept for longer", { tags: ["GOV-33"] }, async () => {
    const group = one(await run({ retentionClass: "audit" }), "aws:cloudwatch/logGroup:LogGroup");
    expect(group.inputs["tags"]).toEqual({ "retention-class": "audit" });
  });

  it("says false, so that a lock can be taken away again", async () => {
    const group = one(
      await run({ retention: { days: 30, deletionProtection: false } }),
      "aws:cloudwatch/logGroup:LogGroup",
    );
    expect(group.inputs["deletionProtectionEnabled"]).toBe(false);
  });

  it("knows its ARN before it exists, and lets consumers wait for it", async () => {
    const result = await runProgram(
      () => {
        const key = new aws.kms.Key("key");
        const group = new EncryptedLogGroup("flow", { ...args, kmsKeyArn: key.arn });
        new aws.sns.Topic("writer", { displayName: group.logGroupName });
        return { arn: group.logGroupArn };
      },
      { unknowns: true },
    );
    const group = one(result, "aws:cloudwatch/logGroup:LogGroup");
    expect(group.inputs["kmsKeyId"]).toBe(unknown);
    expect(result.outputs["arn"]).toBe("arn:aws:logs:eu-central-1:111111111111:log-group:/acme/dev/network/flow");
    expect(dependents(result, group).map(({ name }) => name)).toEqual(["writer"]);
  });

  it("refuses a retention that CloudWatch Logs does not offer", async () => {
    const failed = run({ retention: { days: 31, deletionProtection: true } });
    await expect(failed).rejects.toThrow(pulumi.ResourceError);
    await expect(failed).rejects.toThrow(
      'EncryptedLogGroup "flow": retention.days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, ' +
        "545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, but is 31.",
    );
  });
});
