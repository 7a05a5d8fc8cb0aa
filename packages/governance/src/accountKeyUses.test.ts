import { keyPolicy, type PolicyStatement } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { accountKeyDomains, accountKeyUses, type AccountKeyDomain } from "./accountKeyUses.js";
import { environment } from "./environment.fixture.js";

const account = { AWS: "arn:aws:iam::111111111111:root" };
const administrators = [
  "arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass",
  "arn:aws:iam::111111111111:role/acme/account/acme-account-deployer",
];
const evidenceExport = "arn:aws:iam::111111111111:role/acme/account/acme-account-evidence-export";

/** The statements that a key's policy has besides those of its administrators. */
function uses(domain: AccountKeyDomain, isHomeRegion: boolean, place = environment): readonly PolicyStatement[] {
  const document = keyPolicy(place, domain, accountKeyUses(place, isHomeRegion)[domain], false);
  return (JSON.parse(document) as { Statement: readonly PolicyStatement[] }).Statement.slice(3);
}

function throughService(
  roles: string | string[],
  services: string | string[],
): NonNullable<PolicyStatement["Condition"]> {
  return {
    ArnEquals: { "aws:PrincipalArn": roles },
    StringEquals: { "kms:CallerAccount": "111111111111", "kms:ViaService": services },
  };
}

const logs: PolicyStatement = {
  Sid: "CloudWatchLogs",
  Effect: "Allow",
  Principal: { Service: "logs.eu-central-1.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:Describe*", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
  Resource: "*",
  Condition: {
    ArnLike: {
      "kms:EncryptionContext:aws:logs:arn": [
        "/acme/account/governance/",
        "/aws/sagemaker/NotebookInstances",
        "/aws/sagemaker/ProcessingJobs",
        "/aws/sagemaker/TrainingJobs",
        "/aws/sagemaker/TransformJobs",
        "/aws/sagemaker/studio",
      ].map((name) => `arn:aws:logs:eu-central-1:111111111111:log-group:${name}*`),
    },
  },
};

describe("accountKeyUses", { tags: ["GOV-03"] }, () => {
  it("knows the seven domains", () => {
    const domains = ["audit", "evidence", "operations", "supply-chain", "volumes", "catalog", "backup"];
    expect(Object.keys(accountKeyDomains)).toEqual(domains);
    expect(Object.keys(accountKeyUses(environment, true))).toEqual(domains);
  });

  it("lets the trail, log delivery, the account's log groups and the verification use the key audit", () => {
    expect(uses("audit", true)).toEqual([
      {
        Sid: "TrailVerification",
        Effect: "Allow",
        Principal: account,
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: throughService(evidenceExport, "s3.eu-central-1.amazonaws.com"),
      },
      {
        Sid: "Auditor",
        Effect: "Allow",
        Principal: account,
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: throughService(
          "arn:aws:iam::111111111111:role/acme/account/acme-account-auditor",
          "s3.eu-central-1.amazonaws.com",
        ),
      },
      {
        Sid: "CloudTrailEncrypts",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:GenerateDataKey*",
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:111111111111:trail/acme-account-trail" },
          StringLike: {
            "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111111111111:trail/*",
          },
        },
      },
      {
        Sid: "CloudTrailReads",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:DescribeKey"],
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:111111111111:trail/acme-account-trail" },
        },
      },
      {
        Sid: "LogDelivery",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnLike: { "aws:SourceArn": "arn:aws:logs:*:111111111111:*" },
        },
      },
      logs,
    ]);
  });

  it("lets the verification write evidence and read none", () => {
    expect(uses("evidence", true)).toEqual([
      {
        Sid: "EvidenceWriters",
        Effect: "Allow",
        Principal: account,
        Action: "kms:GenerateDataKey",
        Resource: "*",
        Condition: throughService(evidenceExport, "s3.eu-central-1.amazonaws.com"),
      },
      {
        Sid: "Auditor",
        Effect: "Allow",
        Principal: account,
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: throughService(
          "arn:aws:iam::111111111111:role/acme/account/acme-account-auditor",
          "s3.eu-central-1.amazonaws.com",
        ),
      },
      {
        Sid: "MacieResults",
        Effect: "Allow",
        Principal: { Service: "macie.amazonaws.com" },
        Action: ["kms:Encrypt", "kms:GenerateDataKey"],
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnLike: {
            "aws:SourceArn": [
              "arn:aws:macie2:*:111111111111:classification-job/*",
              "arn:aws:macie2:*:111111111111:export-configuration:*",
            ],
          },
        },
      },
    ]);
  });

  it("lets deployers give functions variables, functions read them, and both kinds of dead letters arrive", () => {
    expect(uses("operations", true)).toEqual([
      {
        Sid: "FunctionVariables",
        Effect: "Allow",
        Principal: account,
        Action: ["kms:Decrypt", "kms:Encrypt"],
        Resource: "*",
        Condition: throughService(administrators, "lambda.eu-central-1.amazonaws.com"),
      },
      {
        Sid: "FunctionVariablesGrants",
        Effect: "Allow",
        Principal: account,
        Action: "kms:CreateGrant",
        Resource: "*",
        Condition: {
          ...throughService(administrators, "lambda.eu-central-1.amazonaws.com"),
          Bool: { "kms:GrantIsForAWSResource": "true" },
        },
      },
      {
        Sid: "EventDelivery",
        Effect: "Allow",
        Principal: account,
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
        Condition: throughService(
          "arn:aws:iam::111111111111:role/acme/account/acme-account-findings-events",
          "sns.eu-central-1.amazonaws.com",
        ),
      },
      {
        Sid: "Functions",
        Effect: "Allow",
        Principal: account,
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
        Condition: throughService(evidenceExport, [
          "lambda.eu-central-1.amazonaws.com",
          "sqs.eu-central-1.amazonaws.com",
        ]),
      },
      {
        Sid: "EventBridgeDeadLetters",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnLike: { "aws:SourceArn": "arn:aws:events:eu-central-1:111111111111:rule/*" },
        },
      },
      {
        Sid: "CloudWatchAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:111111111111:alarm:*" },
        },
      },
    ]);
  });

  it("lets EC2 start what has encrypted volumes, by a grant for AWS resources alone", () => {
    expect(uses("volumes", true)).toEqual([
      {
        Sid: "Volumes",
        Effect: "Allow",
        Principal: account,
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"],
        Resource: "*",
        Condition: throughService(administrators, "ec2.eu-central-1.amazonaws.com"),
      },
      {
        Sid: "VolumesGrants",
        Effect: "Allow",
        Principal: account,
        Action: "kms:CreateGrant",
        Resource: "*",
        Condition: {
          ...throughService(administrators, "ec2.eu-central-1.amazonaws.com"),
          Bool: { "kms:GrantIsForAWSResource": "true" },
        },
      },
    ]);
  });

  it("lets ECR use the key supply-chain for those who make repositories", { tags: ["TRN-15"] }, () => {
    const repositories = (environmentNames: readonly string[], roles: string[]): readonly PolicyStatement[] => {
      const { "supply-chain": supplyChain } = accountKeyUses(environment, false, environmentNames);
      expect(supplyChain.roles?.flatMap(({ roleArns }) => roleArns).sort()).toEqual(roles);
      const document = keyPolicy(environment, "supply-chain", supplyChain, false);
      return (JSON.parse(document) as { Statement: readonly PolicyStatement[] }).Statement.slice(3);
    };
    const condition = throughService(administrators, "ecr.eu-central-1.amazonaws.com");
    const statement = { Effect: "Allow", Principal: account, Resource: "*" };
    expect(repositories([], administrators)).toEqual([
      { ...statement, Sid: "Repositories", Action: "kms:RetireGrant", Condition: condition },
      {
        ...statement,
        Sid: "RepositoriesGrants",
        Action: "kms:CreateGrant",
        Condition: { ...condition, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
    repositories(["dev"], [...administrators, "arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer"]);
  });

  it.each(["catalog", "backup"] as const)("lets nobody use the key %s yet", (domain) => {
    expect(uses(domain, true)).toEqual([]);
  });

  it("leaves out, in further Regions, what only the home Region has", () => {
    expect(uses("audit", false)).toEqual([logs]);
    expect(uses("evidence", false)).toEqual([]);
    expect(uses("operations", false).map(({ Sid }) => Sid)).toEqual([
      "FunctionVariables",
      "FunctionVariablesGrants",
      "EventDelivery",
      "EventBridgeDeadLetters",
      "CloudWatchAlarms",
    ]);
    expect(uses("operations", false)[2]?.Condition?.["ArnEquals"]).toEqual({
      "aws:PrincipalArn": "arn:aws:iam::111111111111:role/acme/account/acme-account-findings-eu-central-1-events",
    });
    expect(uses("volumes", false)).toEqual(uses("volumes", true));
  });

  it("cites the account's own roles, groups and trail, also from an environment's facts", () => {
    expect(accountKeyUses({ ...environment, name: "dev" }, true)).toEqual(accountKeyUses(environment, true));
  });
});
