import type { Environment } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { bucketPerimeter, type BucketAccess } from "./bucketPerimeter.js";

const role = (environment: string, purpose: string) =>
  `arn:aws:iam::111111111111:role/acme/${environment}/acme-${environment}-${purpose}`;
const environment: Environment = {
  project: "acme",
  name: "dev",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  accountId: "111111111111",
  deployerRoleArns: [role("dev", "deployer")],
  breakGlassRoleArns: [role("account", "break-glass")],
};
const always = [
  role("dev", "deployer"),
  role("account", "break-glass"),
  "arn:aws:iam::111111111111:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
];
const refused = {
  Effect: "Deny",
  Principal: "*",
  Action: [
    "s3:AbortMultipartUpload",
    "s3:DeleteObject*",
    "s3:GetObject*",
    "s3:ListBucket*",
    "s3:ListMultipartUploadParts",
    "s3:PutObject*",
    "s3:RestoreObject",
  ],
  Resource: ["arn:aws:s3:::data", "arn:aws:s3:::data/*"],
};
const perimeter = (access: BucketAccess = {}, s3EndpointId: string | undefined = "vpce-1", facts = environment) =>
  bucketPerimeter({ environment: facts, bucketName: "data", access, s3EndpointId });

describe("bucketPerimeter", { tags: ["DATA-09"] }, () => {
  it("refuses everybody but those who always come, from anywhere, when no role is listed", () => {
    expect(perimeter()).toEqual([
      {
        Sid: "DenyOutsideNetwork",
        ...refused,
        Condition: {
          StringNotEquals: { "aws:SourceVpce": "vpce-1" },
          ArnNotLike: { "aws:PrincipalArn": always },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
        },
      },
      {
        Sid: "DenyOtherRoles",
        ...refused,
        Condition: {
          ArnNotLike: { "aws:PrincipalArn": always },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ]);
  });

  it("lets listed roles through the endpoint, and those from outside from anywhere", () => {
    const [network, roles] = perimeter({
      roleArns: [role("dev", "training")],
      outsideRoleArns: [role("dev", "pipeline")],
    });
    expect(network?.Condition?.["ArnNotLike"]).toEqual({ "aws:PrincipalArn": [...always, role("dev", "pipeline")] });
    expect(roles?.Condition?.["ArnNotLike"]).toEqual({
      "aws:PrincipalArn": [...always, role("dev", "pipeline"), role("dev", "training")],
    });
  });

  it("has the role part only where there is no network", () => {
    expect(bucketPerimeter({ environment, bucketName: "data" }).map(({ Sid }) => Sid)).toEqual(["DenyOtherRoles"]);
  });

  it("speaks of no action that changes the bucket, so that a wrong endpoint can be mended", () => {
    const actions = perimeter().flatMap(({ Action }) => Action);
    expect(
      actions.filter((action) =>
        /Bucket(?!\*)|Policy|Lifecycle|Encryption|s3:\*/.test(action.replace("ListBucket*", "")),
      ),
    ).toEqual([]);
  });

  it("finds Macie's role in the environment's partition", () => {
    const [, roles] = perimeter({}, "vpce-1", { ...environment, partition: "aws-cn" });
    expect(JSON.stringify(roles?.Condition)).toContain(
      "arn:aws-cn:iam::111111111111:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
    );
  });
});
