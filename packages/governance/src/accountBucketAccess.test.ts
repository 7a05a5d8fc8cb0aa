import type { Environment } from "@secure-ml/core";
import { expect, it } from "vitest";
import { accountBucketAccess } from "./accountBucketAccess.js";

const environment: Environment = {
  project: "acme",
  name: "dev",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  accountId: "111111111111",
  deployerRoleArns: [],
  breakGlassRoleArns: [],
};

it("lists who reads records and who writes evidence, as roles of the account", { tags: ["DATA-09", "GOV-05"] }, () => {
  const role = (purpose: string) => `arn:aws:iam::111111111111:role/acme/account/acme-account-${purpose}`;
  expect(accountBucketAccess(environment)).toEqual({
    "audit-logs": { roleArns: [role("auditor"), role("evidence-export")] },
    evidence: { roleArns: [role("auditor"), role("evidence-export")] },
  });
});
