import * as aws from "@pulumi/aws";
import { dependents, identities, one, runProgram, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { DeadLetterQueue, type DeadLetterQueueArgs } from "./deadLetterQueue.js";
import { environment } from "./environment.fixture.js";

const args: DeadLetterQueueArgs = {
  environment,
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/operations",
  controls: ["GOV-25"],
};
const run = (changes: Partial<DeadLetterQueueArgs> = {}) =>
  runProgram(
    () => {
      const queue = new DeadLetterQueue("failed", { ...args, ...changes });
      new aws.sns.Topic("user", {}, { dependsOn: queue.ready });
      return { queueArn: queue.queueArn, queueName: queue.queueName };
    },
    { aws: { region: "eu-central-1" } },
  );
const policyOf = (result: Awaited<ReturnType<typeof run>>): unknown =>
  JSON.parse(String(one(result, "aws:sqs/queuePolicy:QueuePolicy").inputs["policy"]));

describe("DeadLetterQueue", () => {
  it("makes an encrypted queue that keeps messages as long as SQS can", async () => {
    const result = await run();
    const queue = one(result, "aws:sqs/queue:Queue");
    expect(queue.inputs).toEqual({
      name: queue.outputs["name"],
      kmsMasterKeyId: "arn:aws:kms:eu-central-1:111111111111:key/operations",
      messageRetentionSeconds: 1_209_600,
      contentBasedDeduplication: false,
      delaySeconds: 0,
      fifoQueue: false,
      maxMessageSize: 262_144,
      receiveWaitTimeSeconds: 0,
      visibilityTimeoutSeconds: 30,
    });
    expect(queue.outputs["name"]).toMatch(/^failed-queue-[0-9a-f]{7}$/);
    expect(result.outputs).toEqual({ queueArn: queue.outputs["arn"], queueName: queue.outputs["name"] });
    expect(result.controls.get(queue.urn)).toEqual(["GOV-25"]);
    expect(identities(result)).toEqual([
      "aws:sns/topic:Topic :: user :: project-stack",
      "aws:sqs/queue:Queue :: failed-queue :: failed",
      "aws:sqs/queuePolicy:QueuePolicy :: failed-queue-policy :: failed",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:core:DeadLetterQueue :: failed :: project-stack",
    ]);
  });

  it("takes TLS only, and leaves it to IAM which roles may write", { tags: ["DATA-06"] }, async () => {
    const result = await run();
    const queue = one(result, "aws:sqs/queue:Queue");
    const policy = one(result, "aws:sqs/queuePolicy:QueuePolicy");
    expect(policy.inputs["queueUrl"]).toBe(queue.outputs["url"]);
    expect(policyOf(result)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyPlaintext",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: queue.outputs["arn"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          Sid: "AccountDecidesByIam",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111111111111:root" },
          Action: "sqs:SendMessage",
          Resource: queue.outputs["arn"],
        },
      ],
    });
    expect(result.controls.get(policy.urn)).toEqual(["GOV-25", "DATA-06"]);
    expect(dependents(result, policy).map(({ name }) => name)).toEqual(["user"]);
  });

  it("admits one rule of EventBridge and nobody else", async () => {
    const eventRuleArn = "arn:aws:events:eu-central-1:111111111111:rule/acme-dev-alerts";
    const result = await run({ eventRuleArn });
    const { Statement } = policyOf(result) as { Statement: { Sid: string }[] };
    expect(Statement.map(({ Sid }) => Sid)).toEqual(["DenyPlaintext", "EventBridgeDeadLetters"]);
    expect(Statement[1]).toEqual({
      Sid: "EventBridgeDeadLetters",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: one(result, "aws:sqs/queue:Queue").outputs["arn"],
      Condition: { ArnEquals: { "aws:SourceArn": eventRuleArn } },
    });
  });

  it("waits with its policy for what is not known yet", async () => {
    const result = await runProgram(
      () => {
        const key = new aws.kms.Key("key");
        new DeadLetterQueue("failed", { ...args, kmsKeyArn: key.arn });
      },
      { unknowns: true },
    );
    const queue = one(result, "aws:sqs/queue:Queue");
    expect(queue.inputs["kmsMasterKeyId"]).toBe(unknown);
    const policy = one(result, "aws:sqs/queuePolicy:QueuePolicy");
    expect(policy.inputs).toEqual({ queueUrl: unknown, policy: unknown });
    expect(policy.propertyDependencies["policy"]).toEqual([queue.urn]);
  });
});
