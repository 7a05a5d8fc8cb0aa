import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { quarantineStatements, responderRoleArn } from "./quarantineStatements.js";

const responder = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-quarantine";
const [breakGlass] = environment.breakGlassRoleArns;
const objects = { Effect: "Deny", Principal: "*", Resource: "arn:aws:s3:::data/*" };
const marked = { "s3:ExistingObjectTag/quarantine": "true" };

describe("quarantineStatements", { tags: ["DATA-26"] }, () => {
  it("leaves what is marked to the responder, and the mark to the responder and break-glass sessions", () => {
    expect(responderRoleArn(environment)).toBe(responder);
    expect(quarantineStatements(environment, "data")).toEqual([
      {
        Sid: "DenyQuarantined",
        ...objects,
        Action: "s3:GetObject*",
        Condition: { StringEquals: marked, ArnNotLike: { "aws:PrincipalArn": responder } },
      },
      {
        Sid: "DenyQuarantineRelease",
        ...objects,
        Action: [
          "s3:DeleteObjectTagging",
          "s3:DeleteObjectVersionTagging",
          "s3:PutObjectTagging",
          "s3:PutObjectVersionTagging",
        ],
        Condition: { StringEquals: marked, ArnNotLike: { "aws:PrincipalArn": [responder, breakGlass] } },
      },
      {
        Sid: "DenyQuarantineForgery",
        ...objects,
        Action: ["s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
        Condition: {
          "ForAnyValue:StringEqualsIgnoreCase": { "s3:RequestObjectTagKeys": "quarantine" },
          ArnNotLike: { "aws:PrincipalArn": [responder, breakGlass] },
        },
      },
    ]);
  });
});
