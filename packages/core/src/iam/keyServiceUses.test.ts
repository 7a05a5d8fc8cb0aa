import { describe, expect, it } from "vitest";
import { environment } from "../environment.fixture.js";
import {
  alarmKeyUse,
  eventDeadLetterKeyUse,
  logDeliveryKeyUse,
  logGroupKeyUse,
  macieResultsKeyUse,
  topicDeliveryKeyUse,
  trailKeyUse,
} from "./keyServiceUses.js";

describe("uses of a key by services", { tags: ["DATA-02"] }, () => {
  it("CloudWatch Logs: log groups with our prefixes", () => {
    expect(logGroupKeyUse(environment, ["/acme/dev/", "aws-waf-logs-acme-"])).toEqual({
      sid: "CloudWatchLogs",
      principal: "logs.eu-central-1.amazonaws.com",
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": [
            "arn:aws:logs:eu-central-1:111111111111:log-group:/acme/dev/*",
            "arn:aws:logs:eu-central-1:111111111111:log-group:aws-waf-logs-acme-*",
          ],
        },
      },
    });
  });

  it("log delivery: of this account, in any Region", () => {
    expect(logDeliveryKeyUse(environment)).toEqual({
      sid: "LogDelivery",
      principal: "delivery.logs.amazonaws.com",
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      condition: {
        StringEquals: { "aws:SourceAccount": "111111111111" },
        ArnLike: { "aws:SourceArn": "arn:aws:logs:*:111111111111:*" },
      },
    });
  });

  it("CloudTrail: the one trail, which encrypts with itself as context", () => {
    const trail = "arn:aws:cloudtrail:eu-central-1:111111111111:trail/acme-account-trail";
    expect(trailKeyUse(environment, trail)).toEqual([
      {
        sid: "CloudTrailEncrypts",
        principal: "cloudtrail.amazonaws.com",
        actions: ["kms:GenerateDataKey*"],
        condition: {
          StringEquals: { "aws:SourceArn": trail },
          StringLike: {
            "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111111111111:trail/*",
          },
        },
      },
      {
        sid: "CloudTrailReads",
        principal: "cloudtrail.amazonaws.com",
        actions: ["kms:Decrypt", "kms:DescribeKey"],
        condition: { StringEquals: { "aws:SourceArn": trail } },
      },
    ]);
  });

  it("CloudWatch: alarms of this account and Region", { tags: ["GOV-25"] }, () => {
    expect(alarmKeyUse(environment)).toEqual({
      sid: "CloudWatchAlarms",
      principal: "cloudwatch.amazonaws.com",
      actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
      condition: {
        StringEquals: { "aws:SourceAccount": "111111111111" },
        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:111111111111:alarm:*" },
      },
    });
  });

  it("EventBridge: dead letters of this account's rules", () => {
    expect(eventDeadLetterKeyUse(environment)).toEqual({
      sid: "EventBridgeDeadLetters",
      principal: "events.amazonaws.com",
      actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
      condition: {
        StringEquals: { "aws:SourceAccount": "111111111111" },
        ArnLike: { "aws:SourceArn": "arn:aws:events:eu-central-1:111111111111:rule/*" },
      },
    });
  });

  it("Macie: results of this account's jobs, in any Region", { tags: ["GOV-12"] }, () => {
    expect(macieResultsKeyUse(environment)).toEqual({
      sid: "MacieResults",
      principal: "macie.amazonaws.com",
      actions: ["kms:Encrypt", "kms:GenerateDataKey"],
      condition: {
        StringEquals: { "aws:SourceAccount": "111111111111" },
        ArnLike: {
          "aws:SourceArn": [
            "arn:aws:macie2:*:111111111111:classification-job/*",
            "arn:aws:macie2:*:111111111111:export-configuration:*",
          ],
        },
      },
    });
  });

  it("SNS: the environment's topics", () => {
    expect(topicDeliveryKeyUse(environment)).toEqual({
      sid: "TopicDeliveries",
      principal: "sns.amazonaws.com",
      actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
      condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-central-1:111111111111:acme-dev-*" } },
    });
  });
});
