import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { all, identities, one, runProgram, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { RoutedEvent, type RoutedEventArgs } from "./routedEvent.js";

const ruleArn = "arn:aws:events:eu-central-1:111111111111:rule/acme-dev-trail-integrity";
const topicArn = "arn:aws:sns:eu-central-1:111111111111:acme-dev-alerts";
const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/operations";
const args: RoutedEventArgs = {
  environment,
  purpose: "trail-integrity",
  description: "Verifies the trail every day",
  on: { schedule: "rate(1 day)" },
  target: {
    kind: "function",
    functionArn: "arn:aws:lambda:eu-central-1:111111111111:function:acme-dev-evidence-export",
    functionName: "acme-dev-evidence-export",
  },
  kmsKeyArn: keyArn,
  controls: ["GOV-01"],
};
const run = (changes: Partial<RoutedEventArgs> = {}) =>
  runProgram(
    () => {
      const event = new RoutedEvent("verify", { ...args, ...changes });
      return { ruleArn: event.ruleArn, queue: event.deadLetterQueueName };
    },
    { aws: { region: "eu-central-1" } },
  );

describe("RoutedEvent", { tags: ["GOV-25"] }, () => {
  it("makes a scheduled rule with a fixed name", async () => {
    const result = await run();
    const rule = one(result, "aws:cloudwatch/eventRule:EventRule");
    expect(rule.inputs).toEqual({
      name: "acme-dev-trail-integrity",
      description: "Verifies the trail every day",
      state: "ENABLED",
      scheduleExpression: "rate(1 day)",
      eventBusName: "default",
      forceDestroy: false,
    });
    expect(rule.options.deleteBeforeReplace).toBe(true);
    expect(result.controls.get(rule.urn)).toEqual(["GOV-25", "GOV-01"]);
    expect(result.outputs).toEqual({ ruleArn, queue: "acme-dev-trail-integrity-undelivered" });
  });

  it("makes a rule that waits for events of a pattern", async () => {
    const pattern = { source: ["aws.macie"], detail: { severity: [{ numeric: [">=", 7] }] } };
    const rule = one(await run({ on: { pattern } }), "aws:cloudwatch/eventRule:EventRule");
    expect(rule.inputs["eventPattern"]).toBe('{"source":["aws.macie"],"detail":{"severity":[{"numeric":[">=",7]}]}}');
    expect("scheduleExpression" in rule.inputs).toBe(false);
  });

  it("lets a function be invoked by this rule alone, and keeps what could not be delivered", async () => {
    const result = await run();
    const permission = one(result, "aws:lambda/permission:Permission");
    expect(permission.inputs).toEqual({
      statementId: permission.id,
      function: "acme-dev-evidence-export",
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: ruleArn,
    });
    const target = one(result, "aws:cloudwatch/eventTarget:EventTarget");
    expect(target.inputs).toEqual({
      rule: "acme-dev-trail-integrity",
      arn: "arn:aws:lambda:eu-central-1:111111111111:function:acme-dev-evidence-export",
      deadLetterConfig: { arn: one(result, "aws:sqs/queue:Queue").outputs["arn"] },
      retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      eventBusName: "default",
      forceDestroy: false,
    });
    expect(target.dependencies).toEqual(
      expect.arrayContaining([permission.urn, one(result, "aws:sqs/queuePolicy:QueuePolicy").urn]),
    );
    expect(String(one(result, "aws:sqs/queuePolicy:QueuePolicy").inputs["policy"])).toContain(
      `"Condition":{"ArnEquals":{"aws:SourceArn":"${ruleArn}"}}`,
    );
    expect(all(result, "aws:iam/role:Role")).toEqual([]);
    expect(identities(result)).toEqual([
      "aws:cloudwatch/eventRule:EventRule :: verify-rule :: verify",
      "aws:cloudwatch/eventTarget:EventTarget :: verify-target :: verify",
      "aws:lambda/permission:Permission :: verify-permission :: verify",
      "aws:sqs/queue:Queue :: verify-undelivered-queue :: verify-undelivered",
      "aws:sqs/queuePolicy:QueuePolicy :: verify-undelivered-queue-policy :: verify-undelivered",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:core:DeadLetterQueue :: verify-undelivered :: verify",
      "secure-ml:core:RoutedEvent :: verify :: project-stack",
    ]);
  });

  it("delivers to anything else with a role that can do this one thing for this one rule", async () => {
    const result = await run({ target: { kind: "role", arn: topicArn, action: "sns:Publish", kmsKeyArn: keyArn } });
    const role = one(result, "aws:iam/role:Role");
    expect(role.inputs["name"]).toBe("acme-dev-trail-integrity-events");
    expect(JSON.parse(String(role.inputs["assumeRolePolicy"]))).toMatchObject({
      Statement: [
        {
          Principal: { Service: "events.amazonaws.com" },
          Condition: {
            StringEquals: { "aws:SourceAccount": "111111111111" },
            ArnLike: { "aws:SourceArn": ruleArn },
          },
        },
      ],
    });
    expect(JSON.parse(String(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "Deliver", Effect: "Allow", Action: "sns:Publish", Resource: topicArn },
        { Sid: "UseKey", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn },
      ],
    });
    const target = one(result, "aws:cloudwatch/eventTarget:EventTarget");
    expect(target.inputs).toMatchObject({ arn: topicArn, roleArn: role.outputs["arn"] });
    expect(target.dependencies).toContain(one(result, "aws:iam/rolePolicy:RolePolicy").urn);
    expect(all(result, "aws:lambda/permission:Permission")).toEqual([]);
  });

  it("delivers what a message makes of the event, and tells people of what could not be delivered", async () => {
    const message = { inputPaths: { type: "$.detail-type" }, inputTemplate: '{"summary": "<type>"}' };
    const result = await run({
      target: { kind: "role", arn: topicArn, action: "sns:Publish", message },
      alertTopicArn: topicArn,
    });
    expect(one(result, "aws:cloudwatch/eventTarget:EventTarget").inputs["inputTransformer"]).toEqual(message);
    expect(one(result, "aws:cloudwatch/metricAlarm:MetricAlarm").inputs).toMatchObject({
      dimensions: { QueueName: "acme-dev-trail-integrity-undelivered" },
      alarmActions: [topicArn],
    });
  });

  it("gives that role no key where the target has none", async () => {
    const result = await run({ target: { kind: "role", arn: topicArn, action: "sns:Publish" } });
    expect(String(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])).not.toContain("kms:");
  });

  it("knows rule and queue policy conditions before anything exists", async () => {
    const result = await runProgram(
      () => {
        const key = new aws.kms.Key("key");
        const topic = new aws.sns.Topic("topic");
        const target = { kind: "role", arn: topic.arn, action: "sns:Publish" } as const;
        new RoutedEvent("verify", { ...args, kmsKeyArn: key.arn, target });
      },
      { unknowns: true, aws: { region: "eu-central-1" } },
    );
    expect(one(result, "aws:cloudwatch/eventRule:EventRule").inputs["scheduleExpression"]).toBe("rate(1 day)");
    const target = one(result, "aws:cloudwatch/eventTarget:EventTarget");
    expect(target.inputs).toMatchObject({ rule: "acme-dev-trail-integrity", arn: unknown, roleArn: unknown });
    expect(target.propertyDependencies["arn"]).toEqual([one(result, "aws:sns/topic:Topic").urn]);
  });

  it("refuses a schedule that EventBridge would refuse", async () => {
    const failed = run({ on: { schedule: "every day" } });
    await expect(failed).rejects.toThrow(pulumi.ResourceError);
    await expect(failed).rejects.toThrow(
      'RoutedEvent "verify": on.schedule must be a rate such as "rate(1 day)" or "rate(12 hours)", or a cron ' +
        'expression of six fields such as "cron(0 3 * * ? *)", but is "every day".',
    );
  });
});
