import type { Environment } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { accessLogDelivery, logDelivery, macieDelivery, trailDelivery } from "./bucketDelivery.js";

const environment: Environment = {
  project: "acme",
  name: "account",
  partition: "aws-cn",
  dnsSuffix: "amazonaws.com.cn",
  region: "cn-north-1",
  accountId: "111111111111",
  deployerRoleArns: [],
  breakGlassRoleArns: [],
};

describe("trailDelivery", { tags: ["GOV-04"] }, () => {
  it("admits one trail, below the account's own prefix, with or without an ACL header", () => {
    const trailArn = "arn:aws-cn:cloudtrail:cn-north-1:111111111111:trail/acme-account-trail";
    expect(trailDelivery(environment, "archive", trailArn)).toEqual([
      {
        Sid: "CloudTrailAclCheck",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: "arn:aws-cn:s3:::archive",
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
      {
        Sid: "CloudTrailWrite",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: "arn:aws-cn:s3:::archive/AWSLogs/111111111111/*",
        Condition: {
          StringEquals: { "aws:SourceArn": trailArn },
          StringEqualsIfExists: { "s3:x-amz-acl": "bucket-owner-full-control" },
        },
      },
    ]);
  });
});

describe("logDelivery", { tags: ["GOV-04", "NET-09"] }, () => {
  it("admits the account's logs from any Region, also under Hive-compatible prefixes", () => {
    const source = {
      StringEquals: { "aws:SourceAccount": "111111111111" },
      ArnLike: { "aws:SourceArn": "arn:aws-cn:logs:*:111111111111:*" },
    };
    expect(logDelivery(environment, "archive")).toEqual([
      {
        Sid: "AWSLogDeliveryWrite",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: [
          "arn:aws-cn:s3:::archive/AWSLogs/111111111111/*",
          "arn:aws-cn:s3:::archive/AWSLogs/aws-account-id=111111111111/*",
        ],
        Condition: { ...source, StringEqualsIfExists: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
      {
        Sid: "AWSLogDeliveryAclCheck",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["s3:GetBucketAcl", "s3:ListBucket"],
        Resource: "arn:aws-cn:s3:::archive",
        Condition: source,
      },
    ]);
  });
});

describe("accessLogDelivery", { tags: ["DATA-14"] }, () => {
  it("admits the logs of named buckets, below the one prefix that they log to", () => {
    expect(accessLogDelivery(environment, "logs", ["raw", "curated"])).toEqual([
      {
        Sid: "S3ServerAccessLogs",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: "arn:aws-cn:s3:::logs/server-access/*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnLike: { "aws:SourceArn": ["arn:aws-cn:s3:::raw", "arn:aws-cn:s3:::curated"] },
        },
      },
    ]);
  });
});

describe("macieDelivery", { tags: ["GOV-12"] }, () => {
  it("admits results of this account's jobs, below their own prefix", () => {
    const admitted = {
      Effect: "Allow",
      Principal: { Service: "macie.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "111111111111" },
        ArnLike: {
          "aws:SourceArn": [
            "arn:aws-cn:macie2:*:111111111111:classification-job/*",
            "arn:aws-cn:macie2:*:111111111111:export-configuration:*",
          ],
        },
      },
    };
    expect(macieDelivery(environment, "findings")).toEqual([
      { Sid: "MacieBucketCheck", ...admitted, Action: "s3:GetBucketLocation", Resource: "arn:aws-cn:s3:::findings" },
      { Sid: "MacieResults", ...admitted, Action: "s3:PutObject", Resource: "arn:aws-cn:s3:::findings/macie/*" },
    ]);
  });
});
