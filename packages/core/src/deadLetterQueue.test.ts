import * as aws from "@pulumi/aws";
import { dependents, identities, one, runProgram, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { DeadLetterQueue, type DeadLetterQueueArgs } from "./deadLetterQueue.js";
import { environment } from "./environment.fixture.js";

const queueArn = "arn:aws:sqs:eu-central-1:111111111111:acme-dev-verification-failed";
const args: DeadLetterQueueArgs = {
  environment,
  purpose: "verification-failed",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/operations",
  controls: ["GOV-01"],
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

describe("DeadLetterQueue", { tags: ["GOV-25"] }, () => {
  it("makes an encrypted queue that keeps messages as long as SQS can", async () => {
    const result = await run();
    const queue = one(result, "aws:sqs/queue:Queue");
    expect(queue.inputs).toEqual({
      name: "acme-dev-verification-failed",
      kmsMasterKeyId: "arn:aws:kms:eu-central-1:111111111111:key/operations",
      messageRetentionSeconds: 1_209_600,
      contentBasedDeduplication: false,
      delaySeconds: 0,
      fifoQueue: false,
      maxMessageSize: 262_144,
      receiveWaitTimeSeconds: 0,
      visibilityTimeoutSeconds: 30,
    });
    expect(queue.outputs["arn"]).toBe(queueArn);
    expect(queue.options.deleteBeforeReplace).toBe(true);
    expect(result.outputs).toEqual({ queueArn, queueName: "acme-dev-verification-failed" });
    expect(result.controls.get(queue.urn)).toEqual(["GOV-25", "GOV-01"]);
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
    const policy = one(result, "aws:sqs/queuePolicy:QueuePolicy");
    expect(policy.inputs["queueUrl"]).toBe(one(result, "aws:sqs/queue:Queue").outputs["url"]);
    expect(policyOf(result)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyPlaintext",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: queueArn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
    expect(result.controls.get(policy.urn)).toEqual(["GOV-25", "GOV-01", "DATA-06"]);
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
      Resource: queueArn,
      Condition: { ArnEquals: { "aws:SourceArn": eventRuleArn } },
    });
  });

  it("tells people as long as something is in it", async () => {
    const alertTopicArn = "arn:aws:sns:eu-central-1:111111111111:acme-dev-alerts";
    const result = await run({ alertTopicArn });
    const alarm = one(result, "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(alarm.inputs).toEqual({
      name: alarm.outputs["name"],
      alarmDescription: "Something could not be delivered or processed and waits in the queue verification-failed",
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "acme-dev-verification-failed" },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      alarmActions: [alertTopicArn],
      actionsEnabled: true,
    });
    expect(result.controls.get(alarm.urn)).toEqual(["GOV-25", "GOV-01"]);
  });

  it("knows its policy before anything exists", async () => {
    const result = await runProgram(
      () => {
        const key = new aws.kms.Key("key");
        const { queueArn } = new DeadLetterQueue("failed", { ...args, kmsKeyArn: key.arn });
        return { queueArn };
      },
      { unknowns: true },
    );
    const queue = one(result, "aws:sqs/queue:Queue");
    expect(queue.inputs["kmsMasterKeyId"]).toBe(unknown);
    expect(one(result, "aws:sqs/queuePolicy:QueuePolicy").inputs).toMatchObject({
      queueUrl: unknown,
      policy: expect.stringContaining(queueArn) as string,
    });
    expect(result.outputs).toEqual({ queueArn });
  });
});
