import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataSecretCmk as rule } from "./secretCmk.js";

const kmsKeyId = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const secret = (inputs: Readonly<Record<string, unknown>>) =>
  resource(awsType.secret, "secret", { kmsKeyId, recoveryWindowInDays: 30, ...inputs });
const key = (property: string, found: string) =>
  `mandatory secret: found ${found}; expected a customer managed key; fix: set ${property} to the ARN of an aws.kms.Key`;

describe("data-secret-cmk", { tags: ["DATA-19"] }, () => {
  it("passes an own key and a window in which a deletion can be called back", async () => {
    expect(await reports(rule, [secret({})])).toEqual([]);
    expect(await reports(rule, [secret({ recoveryWindowInDays: undefined })])).toEqual([]);
    expect(await reports(rule, [secret({ replicas: [{ region: "eu-west-1", kmsKeyId }] })])).toEqual([]);
  });

  it.each([
    [{ kmsKeyId: undefined }, key("kmsKeyId", "no kmsKeyId")],
    [{ kmsKeyId: "alias/aws/secretsmanager" }, key("kmsKeyId", 'kmsKeyId "alias/aws/secretsmanager"')],
    [{ replicas: [{ region: "eu-west-1" }] }, key("replicas[].kmsKeyId", "no replicas[].kmsKeyId")],
    [
      { recoveryWindowInDays: 0 },
      "mandatory secret: found recoveryWindowInDays 0; expected days in which a deletion can be called back in prod; fix: set recoveryWindowInDays to 30, or leave it out",
    ],
  ])("violates with %j", async (inputs, line) => {
    expect(await reports(rule, [secret(inputs)])).toEqual([line]);
  });

  it("lets dev delete for good", async () => {
    expect(await reports(rule, [secret({ recoveryWindowInDays: 0 })], { profile: "dev" })).toEqual([]);
  });

  it("leaves an unknown key to the rule that sees what it depends on, and is not silent about the rest", async () => {
    expect(await reports(rule, [secret({ kmsKeyId: unknown })])).toEqual([]);
    expect(await reports(rule, [secret({ recoveryWindowInDays: unknown })])).toEqual([
      "advisory secret: undecided: recoveryWindowInDays cannot be known yet",
    ]);
    expect(await reports(rule, [secret({ replicas: unknown })])).toEqual([
      "advisory secret: undecided: replicas cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [secret({ kmsKeyId: undefined })]);
});
