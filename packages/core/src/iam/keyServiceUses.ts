import { arn } from "../arn.js";
import type { Environment } from "../environment.js";
import type { KeyServiceUse } from "./keyPolicy.js";
import type { PolicyCondition } from "./policyDocument.js";
import { logsServicePrincipal, servicePrincipal } from "./servicePrincipal.js";

/**
 * CloudWatch Logs encrypts log groups whose names start with one of the prefixes.
 *
 * @param logGroupPrefixes beginnings of log group names, without `*`
 * @see AWS, "Encrypt log data in CloudWatch Logs using AWS Key Management Service":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logGroupKeyUse(environment: Environment, logGroupPrefixes: readonly string[]): KeyServiceUse {
  return {
    sid: "CloudWatchLogs",
    principal: logsServicePrincipal(environment),
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": logGroupPrefixes.map((prefix) =>
          arn(environment, { service: "logs", resource: `log-group:${prefix}*` }),
        ),
      },
    },
  };
}

/**
 * The log delivery service writes flow, DNS and firewall logs to an encrypted bucket, from any Region of the account.
 *
 * @see AWS, "Enable logging from AWS services":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export function logDeliveryKeyUse(environment: Environment): KeyServiceUse {
  return {
    sid: "LogDelivery",
    principal: servicePrincipal("delivery.logs"),
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    condition: {
      StringEquals: { "aws:SourceAccount": environment.accountId },
      ArnLike: { "aws:SourceArn": arn(environment, { service: "logs", region: "*", resource: "*" }) },
    },
  };
}

/**
 * CloudTrail encrypts the files of one trail; `Decrypt` is for buckets that use bucket keys, whose calls carry the bucket
 * as their context instead of the trail.
 *
 * @param trailArn exact ARN, composed from the trail's fixed name
 * @see AWS, "Configure AWS KMS key policies for CloudTrail":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function trailKeyUse(environment: Environment, trailArn: string): readonly KeyServiceUse[] {
  const principal = servicePrincipal("cloudtrail");
  const source = { "aws:SourceArn": trailArn };
  return [
    {
      sid: "CloudTrailEncrypts",
      principal,
      actions: ["kms:GenerateDataKey*"],
      condition: {
        StringEquals: source,
        StringLike: {
          "kms:EncryptionContext:aws:cloudtrail:arn": arn(environment, {
            service: "cloudtrail",
            region: "*",
            resource: "trail/*",
          }),
        },
      },
    },
    {
      sid: "CloudTrailReads",
      principal,
      actions: ["kms:Decrypt", "kms:DescribeKey"],
      condition: { StringEquals: source },
    },
  ];
}

/**
 * CloudWatch publishes the account's alarms to encrypted topics. Without it alarms change their state and nobody hears.
 *
 * @see AWS, "Managing Amazon SNS encryption keys and costs":
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function alarmKeyUse(environment: Environment): KeyServiceUse {
  return {
    sid: "CloudWatchAlarms",
    principal: servicePrincipal("cloudwatch"),
    actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
    condition: {
      StringEquals: { "aws:SourceAccount": environment.accountId },
      ArnLike: { "aws:SourceArn": arn(environment, { service: "cloudwatch", resource: "alarm:*" }) },
    },
  };
}

/**
 * EventBridge puts undeliverable events of the account's rules into encrypted dead-letter queues.
 *
 * @see AWS, "Using dead-letter queues to process undelivered events in EventBridge":
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function eventDeadLetterKeyUse(environment: Environment): KeyServiceUse {
  return {
    sid: "EventBridgeDeadLetters",
    principal: servicePrincipal("events"),
    actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
    condition: {
      StringEquals: { "aws:SourceAccount": environment.accountId },
      ArnLike: { "aws:SourceArn": arn(environment, { service: "events", resource: "rule/*" }) },
    },
  };
}

/**
 * SNS puts messages of the environment's topics into encrypted queues that subscribe to them, and undeliverable ones into
 * dead-letter queues.
 *
 * @see AWS, "Access management for encrypted Amazon SQS queues with least privilege policies":
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-least-privilege-policy.html
 */
export function topicDeliveryKeyUse(environment: Environment): KeyServiceUse {
  return {
    sid: "TopicDeliveries",
    principal: servicePrincipal("sns"),
    actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
    condition: {
      ArnLike: {
        "aws:SourceArn": arn(environment, { service: "sns", resource: `${environment.project}-${environment.name}-*` }),
      },
    },
  };
}

/** Where Macie's results begin in the `findings` bucket. */
export const macieResultsPrefix = "macie/";

/**
 * Ties a call of Macie to the account's own jobs and to its own export, of any Region: results of all Regions go to one
 * bucket.
 */
export function macieSource(environment: Environment): PolicyCondition {
  const source = (resource: string): string => arn(environment, { service: "macie2", region: "*", resource });
  return {
    StringEquals: { "aws:SourceAccount": environment.accountId },
    ArnLike: { "aws:SourceArn": [source("classification-job/*"), source("export-configuration:*")] },
  };
}

/**
 * Macie encrypts what its jobs have found out about objects, and does not read it again.
 *
 * @see AWS, "Storing and retaining sensitive data discovery results":
 * https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html
 */
export function macieResultsKeyUse(environment: Environment): KeyServiceUse {
  return {
    sid: "MacieResults",
    principal: servicePrincipal("macie"),
    actions: ["kms:Encrypt", "kms:GenerateDataKey"],
    condition: macieSource(environment),
  };
}
