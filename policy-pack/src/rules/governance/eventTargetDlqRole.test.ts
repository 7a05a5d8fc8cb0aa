import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govEventTargetDlqRole as rule } from "./eventTargetDlqRole.js";

const sound = {
  rule: "acme-account-findings",
  arn: "arn:aws:sns:eu-central-1:111111111111:acme-account-alerts",
  roleArn: "arn:aws:iam::111111111111:role/acme/account/acme-account-findings-events",
  deadLetterConfig: { arn: "arn:aws:sqs:eu-central-1:111111111111:acme-account-findings-undelivered" },
};
const target = (change: Record<string, unknown> = {}) => resource(awsType.eventTarget, "it", { ...sound, ...change });
const noQueue = (found: string): string =>
  `mandatory it: found ${found}; expected a queue that keeps what could not be delivered; ` +
  "fix: set deadLetterConfig.arn to the ARN of an encrypted aws.sqs.Queue";
const noRole =
  "mandatory it: found no roleArn; expected a role that can do this one thing for this one rule, unless the " +
  "target is a function or a log group; fix: set roleArn to an aws.iam.Role that trusts events.amazonaws.com with " +
  "aws:SourceArn of the rule";

describe("gov-event-target-dlq-role", { tags: ["GOV-25"] }, () => {
  it("passes with queue and role, also with a role that does not exist yet", async () => {
    expect(await reports(rule, [target()])).toEqual([]);
    expect(await reports(rule, [target({ roleArn: unknown, arn: unknown })])).toEqual([]);
  });

  it.each([
    "arn:aws:lambda:eu-central-1:111111111111:function:it",
    "arn:aws-cn:logs:cn-north-1:111111111111:log-group:it",
  ])("asks no role of %s, whose own policy admits the rule", async (arn) => {
    expect(await reports(rule, [target({ arn, roleArn: undefined })])).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ["nothing", undefined, "no deadLetterConfig.arn"],
    ["no ARN", {}, "no deadLetterConfig.arn"],
    ["something else", { arn: sound.arn }, `deadLetterConfig.arn "${sound.arn}"`],
  ])("violates with %s in place of a queue", async (_case, deadLetterConfig, found) => {
    expect(await reports(rule, [target({ deadLetterConfig })])).toEqual([noQueue(found)]);
  });

  it.each([
    sound.arn,
    "arn:aws:sqs:eu-central-1:111111111111:it",
    "arn:aws:states:eu-central-1:111111111111:stateMachine:it",
  ])("violates without a role for %s", async (arn) => {
    expect(await reports(rule, [target({ arn, roleArn: undefined })])).toEqual([noRole]);
  });

  it("violates twice without both", async () => {
    expect(await reports(rule, [target({ deadLetterConfig: undefined, roleArn: undefined })])).toEqual([
      noQueue("no deadLetterConfig.arn"),
      noRole,
    ]);
  });

  it("violates without an ARN of a target, which no role can be told from", async () => {
    expect(await reports(rule, [target({ arn: undefined, roleArn: undefined })])).toEqual([noRole]);
  });

  it("cannot decide an unknown queue, nor whether an unknown target needs a role", async () => {
    expect(await reports(rule, [target({ deadLetterConfig: { arn: unknown } })])).toEqual([
      "advisory it: undecided: deadLetterConfig.arn cannot be known yet",
    ]);
    expect(await reports(rule, [target({ arn: unknown, roleArn: undefined })])).toEqual([
      "advisory it: undecided: whether the target needs a roleArn cannot be known yet, because arn is unknown",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.eventRule, "rule")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [target({ deadLetterConfig: undefined })]);
});
