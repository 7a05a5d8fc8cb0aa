import { describe, expect, it } from "vitest";
import { gatewayEndpointPolicy } from "./endpointPolicies.js";
import { environment } from "./environment.fixture.js";

const ownAccount = { StringEquals: { "aws:PrincipalAccount": "111111111111", "aws:ResourceAccount": "111111111111" } };

describe("gatewayEndpointPolicy", { tags: ["NET-08"] }, () => {
  it("admits the account's principals to objects of its own buckets, and everybody to image layers", () => {
    expect(JSON.parse(gatewayEndpointPolicy(environment, "s3"))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OwnBuckets",
          Effect: "Allow",
          Principal: "*",
          Action: [
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:GetBucketLocation",
            "s3:GetObject",
            "s3:GetObjectAttributes",
            "s3:GetObjectTagging",
            "s3:GetObjectVersion",
            "s3:GetObjectVersionTagging",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads",
            "s3:ListBucketVersions",
            "s3:ListMultipartUploadParts",
            "s3:PutObject",
            "s3:PutObjectTagging",
            "s3:PutObjectVersionTagging",
          ],
          Resource: ["arn:aws:s3:::acme-account-*", "arn:aws:s3:::acme-dev-*"],
          Condition: ownAccount,
        },
        {
          Sid: "ImageLayers",
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
        },
      ],
    });
  });

  it("admits the account's principals to items of the environment's tables", () => {
    expect(JSON.parse(gatewayEndpointPolicy(environment, "dynamodb"))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OwnTables",
          Effect: "Allow",
          Principal: "*",
          Action: [
            "dynamodb:BatchGetItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:DescribeTable",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:UpdateItem",
          ],
          Resource: "arn:aws:dynamodb:eu-central-1:111111111111:table/acme-dev-*",
          Condition: ownAccount,
        },
      ],
    });
  });

  it("is written for the partition that the environment is in", () => {
    const china = { ...environment, partition: "aws-cn", region: "cn-north-1" };
    const text = gatewayEndpointPolicy(china, "s3") + gatewayEndpointPolicy(china, "dynamodb");
    expect(text).toContain("arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*");
    expect(text).toContain("arn:aws-cn:dynamodb:cn-north-1:");
    expect(text).not.toContain("arn:aws:");
  });
});
