import { describe, expect, it } from "vitest";
import type { Environment } from "@secure-ml/core";
import { archiveProtection } from "./archiveProtection.js";

const environment: Environment = {
  project: "acme",
  name: "account",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  accountId: "111111111111",
  deployerRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-deployer"],
  breakGlassRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass"],
};
const auditor = "arn:aws:iam::111111111111:role/acme/account/acme-account-auditor";

describe("archiveProtection", { tags: ["GOV-05"] }, () => {
  it("keeps records from everybody but their readers, and their locks from everybody but deployers", () => {
    const objects = { Effect: "Deny", Principal: "*", Resource: "arn:aws:s3:::archive/*" };
    expect(archiveProtection(environment, "archive", [auditor])).toEqual([
      {
        Sid: "DenyRecordTampering",
        ...objects,
        Action: [
          "s3:BypassGovernanceRetention",
          "s3:DeleteObjectVersion",
          "s3:PutObjectLegalHold",
          "s3:PutObjectRetention",
        ],
        Condition: {
          ArnNotLike: { "aws:PrincipalArn": [...environment.deployerRoleArns, ...environment.breakGlassRoleArns] },
        },
      },
      {
        Sid: "DenyOtherReaders",
        ...objects,
        Action: ["s3:GetObject", "s3:GetObjectTorrent", "s3:GetObjectVersion", "s3:GetObjectVersionTorrent"],
        Condition: { ArnNotLike: { "aws:PrincipalArn": [auditor, ...environment.breakGlassRoleArns] } },
      },
    ]);
  });
});
