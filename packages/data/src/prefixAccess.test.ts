import type { PolicyStatement } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { prefixProblems, prefixStatements } from "./prefixAccess.js";

const role = (purpose: string): string => `arn:aws:iam::111111111111:role/acme/dev/acme-dev-${purpose}`;
const always = [
  ...environment.deployerRoleArns,
  ...environment.breakGlassRoleArns,
  "arn:aws:iam::111111111111:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
  ...["erasure", "malware-scan", "quarantine"].map(role),
];
const statements = (...rows: Parameters<typeof prefixStatements>[2]): readonly PolicyStatement[] =>
  prefixStatements(environment, "lake", rows);
const find = (list: readonly PolicyStatement[], sid: string): PolicyStatement | undefined =>
  list.find(({ Sid }) => Sid === sid);
const refusedUnless = (...purposes: readonly string[]) => ({
  ArnNotLike: { "aws:PrincipalArn": [...always, ...purposes.map(role)] },
  BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
});

describe("prefixStatements", { tags: ["DATA-22"] }, () => {
  const one = statements({ prefix: "claims/", roles: { etl: "read", ingest: "read-write", archivist: "super" } });

  it("refuses each level to whoever does not have it, and services nothing", () => {
    expect(one).toEqual([
      {
        Sid: "DenyPrefixRead1",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:GetObject*", "s3:ListMultipartUploadParts"],
        Resource: ["arn:aws:s3:::lake/claims/*"],
        Condition: refusedUnless("etl", "ingest", "archivist"),
      },
      {
        Sid: "DenyPrefixWrite1",
        Effect: "Deny",
        Principal: "*",
        Action: [
          "s3:AbortMultipartUpload",
          "s3:DeleteObject",
          "s3:DeleteObjectTagging",
          "s3:PutObject",
          "s3:PutObjectTagging",
          "s3:RestoreObject",
        ],
        Resource: ["arn:aws:s3:::lake/claims/*"],
        Condition: refusedUnless("ingest", "archivist"),
      },
      {
        Sid: "DenyPrefixSuper1",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:DeleteObjectVersion", "s3:DeleteObjectVersionTagging", "s3:PutObjectAcl", "s3:PutObjectVersion*"],
        Resource: ["arn:aws:s3:::lake/claims/*"],
        Condition: refusedUnless("archivist"),
      },
      {
        Sid: "DenyPrefixList1",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:ListBucket*",
        Resource: "arn:aws:s3:::lake",
        Condition: {
          ...refusedUnless("etl", "ingest", "archivist"),
          StringLike: { "s3:prefix": ["claims", "claims/*"] },
        },
      },
    ]);
  });

  it("says once what holds for several prefixes", () => {
    const list = statements(
      { prefix: "a/", roles: { etl: "read", ingest: "super" } },
      { prefix: "b/", roles: { etl: "read" } },
      { prefix: "c/", roles: { ingest: "super", etl: "read" } },
    );
    expect(list).toHaveLength(8);
    expect(find(list, "DenyPrefixRead1")?.Resource).toEqual(["arn:aws:s3:::lake/a/*", "arn:aws:s3:::lake/c/*"]);
    expect(find(list, "DenyPrefixList1")?.Condition?.["StringLike"]).toEqual({
      "s3:prefix": ["a", "a/*", "c", "c/*"],
    });
    expect(find(list, "DenyPrefixRead2")?.Resource).toEqual(["arn:aws:s3:::lake/b/*"]);
  });

  it("says nothing without prefixes", () => {
    expect(statements()).toEqual([]);
  });
});

describe("prefixProblems", { tags: ["DATA-22"] }, () => {
  it("names every role that does not reach the zone, and those that do", () => {
    const row = { zone: "raw", prefix: "claims/" } as const;
    const reaching = () => [role("ingest"), role("etl"), role("etl")];
    expect(prefixProblems(environment, [{ ...row, roles: { etl: "read", ingest: "super" } }], reaching)).toEqual([]);
    expect(
      prefixProblems(environment, [{ ...row, roles: { etl: "read", elt: "read", ds: "read" } }], reaching),
    ).toEqual(["elt", "ds"].map((name) => `raw/claims/ names "${name}", but the roles that reach raw are etl, ingest`));
  });
});
