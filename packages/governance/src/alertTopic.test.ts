import type { Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { all, dependents, one, runProgram, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { AlertTopic, alertTopicArn, type AlertTopicArgs } from "./alertTopic.js";

const environment: Environment = {
  project: "acme",
  name: "dev",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-central-1",
  accountId: "111111111111",
  deployerRoleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer"],
  breakGlassRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass"],
};
const kmsKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/messaging";
const topicArn = "arn:aws:sns:eu-central-1:111111111111:acme-dev-alerts";
const run = (changes: Partial<AlertTopicArgs> = {}) =>
  runProgram(
    () => {
      const topic = new AlertTopic("alerts", { environment, kmsKeyArn, ...changes });
      new aws.cloudwatch.MetricAlarm("user", {
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 1,
        alarmActions: [topic.topicArn],
      });
      return { topicArn: topic.topicArn };
    },
    { aws: { region: "eu-central-1" } },
  );

describe("AlertTopic", { tags: ["GOV-25"] }, () => {
  it("makes a topic of a fixed name, under our key, with messages signed by SHA-256", async () => {
    const result = await run();
    const topic = one(result, "aws:sns/topic:Topic");
    expect(topic.inputs).toEqual({
      name: "acme-dev-alerts",
      displayName: "Alerts of acme, dev",
      kmsMasterKeyId: kmsKeyArn,
      signatureVersion: 2,
      contentBasedDeduplication: false,
      fifoTopic: false,
    });
    expect(topic.options.deleteBeforeReplace).toBe(true);
    expect(result.controls.get(topic.urn)).toEqual(["GOV-25"]);
    expect(result.outputs).toEqual({ topicArn });
    expect(alertTopicArn(environment)).toBe(topicArn);
    expect(all(result, "aws:sns/topicSubscription:TopicSubscription")).toEqual([]);
  });

  it("lets alarms of the account publish, nobody else, and only over TLS", { tags: ["DATA-06"] }, async () => {
    const result = await run();
    const policy = one(result, "aws:sns/topicPolicy:TopicPolicy");
    expect(policy.inputs["arn"]).toBe(topicArn);
    expect(JSON.parse(String(policy.inputs["policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyPlaintext",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: topicArn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          Sid: "CloudWatchAlarms",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topicArn,
          Condition: {
            StringEquals: { "aws:SourceAccount": "111111111111" },
            ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:111111111111:alarm:*" },
          },
        },
      ],
    });
    expect(result.controls.get(policy.urn)).toEqual(["GOV-25", "DATA-06"]);
    expect(dependents(result, policy).map(({ name }) => name)).toEqual(["user"]);
  });

  it("subscribes people and pagers once the policy is there, and keeps the pagers' addresses secret", async () => {
    const result = await run({ emails: ["ml@example.com"], pagerUrls: ["https://pager.example.com/key-4711"] });
    const mail = one(result, "aws:sns/topicSubscription:TopicSubscription", "alerts-email-ml@example.com");
    expect(mail.inputs).toMatchObject({ topic: topicArn, protocol: "email", endpoint: "ml@example.com" });
    const pager = one(result, "aws:sns/topicSubscription:TopicSubscription", "alerts-pager-1");
    expect(pager.inputs).toMatchObject({ topic: topicArn, protocol: "https", endpointAutoConfirms: true });
    expect(JSON.stringify(pager.wireInputs["endpoint"])).toContain("1b47061264138c4ac30d75fd1eb44270");
    const component = one(result, "secure-ml:governance:AlertTopic");
    expect(JSON.stringify(component.wireInputs["pagerUrls"])).toContain("1b47061264138c4ac30d75fd1eb44270");
    for (const subscription of [mail, pager]) {
      expect(subscription.dependencies).toContain(one(result, "aws:sns/topicPolicy:TopicPolicy").urn);
    }
  });

  it("knows its policy and its ARN before anything exists", async () => {
    const result = await runProgram(
      () => {
        const key = new aws.kms.Key("key");
        return { topicArn: new AlertTopic("alerts", { environment, kmsKeyArn: key.arn }).topicArn };
      },
      { unknowns: true },
    );
    expect(one(result, "aws:sns/topicPolicy:TopicPolicy").inputs).toEqual({
      arn: unknown,
      policy: expect.stringContaining(topicArn) as string,
    });
    expect(result.outputs).toEqual({ topicArn });
  });

  it("reports everything that is wrong at once, without the pagers' addresses", async () => {
    const failed = run({
      emails: ["ml", "a@example.com", "a@example.com"],
      pagerUrls: ["http://pager.example.com/key-4711", "http://pager.example.com/key-4711"],
    });
    await expect(failed).rejects.toThrow(pulumi.ResourceError);
    await expect(failed).rejects.toThrow(
      'AlertTopic "alerts": emails must be addresses of e-mail, but is ["ml","a@example.com","a@example.com"]; ' +
        "pagerUrls must start with https://; " +
        'emails must name each address once, but is ["ml","a@example.com","a@example.com"]; ' +
        "pagerUrls must name each address once.",
    );
  });
});
