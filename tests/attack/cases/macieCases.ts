import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principal, type Principals } from "../principals.js";
import { clean } from "./scanCases.js";

/** What Macie reads, where it writes, and which keys let it in. */
export function macieCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region } = estate;
  const findings = String(estate.accountBuckets["findings"]);
  const evidence = String(estate.accountBuckets["evidence"]);
  const evidenceKey = String(estate.accountKeys["evidence"]);
  const object = (zone: string): string => `${String(estate.dataBuckets[zone])}/folder/object`;
  const service = who.service("macie");
  const source = (account: string, resource: string) => ({
    "aws:SourceAccount": account,
    "aws:SourceArn": `arn:aws:macie2:${region}:${account}:${resource}`,
  });
  const ofJob = source(accountId, "classification-job/3ce05dbb7ec5505def334104bf3a4f1e");
  const ofExport = source(accountId, "export-configuration:");
  /** The service-linked role with what AWS's own policy gives it: objects, and no key. */
  const role: Principal = {
    ...who.macie,
    identity: {
      Version: "2012-10-17",
      Statement: [{ Sid: "Objects", Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: "*" }],
    },
  };
  const poser: Principal = {
    ...who.administrator,
    label: "a role that poses as Macie",
    id: `arn:aws:iam::${accountId}:role/AWSServiceRoleForAmazonMacie`,
  };
  const zones = ["raw", "curated", "capture", "labels", "scratch"];
  const keys = [...new Set(["lake", "capture", "labels"].map((domain) => String(estate.dataKeys[domain])))];
  const throughS3 = { "kms:ViaService": `s3.${region}.amazonaws.com`, "aws:ViaAWSService": "true" };

  return [
    {
      name: "Macie's jobs keep what they find out about objects",
      controls: ["GOV-12"],
      principal: service,
      action: "s3:PutObject",
      resource: `${findings}/macie/AWSLogs/results.jsonl.gz`,
      context: ofJob,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "Macie tries the export out",
      controls: ["GOV-12"],
      principal: service,
      action: "s3:PutObject",
      resource: `${findings}/macie/AWSLogs/${accountId}/Macie/export-test-file`,
      context: ofExport,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "Macie sees where the bucket of its results is",
      controls: ["GOV-12"],
      principal: service,
      action: "s3:GetBucketLocation",
      resource: findings,
      context: ofExport,
      expected: "allowed",
    },
    {
      name: "Macie encrypts its results",
      controls: ["GOV-12"],
      principal: service,
      action: ["kms:GenerateDataKey", "kms:Encrypt"],
      resource: evidenceKey,
      context: ofJob,
      expected: "allowed",
    },
    {
      name: "Macie looks into the buckets where personal data may be, and into treated data",
      controls: ["DATA-25"],
      principal: role,
      action: "s3:GetObject",
      resource: zones.map(object),
      throughKey: {},
      expected: "allowed",
    },

    {
      name: "Macie writes results for a stranger",
      controls: ["GOV-12"],
      principal: service,
      action: "s3:PutObject",
      resource: `${findings}/macie/AWSLogs/results.jsonl.gz`,
      context: source(strangerAccount, "classification-job/3ce05dbb7ec5505def334104bf3a4f1e"),
      expected: "denied",
    },
    {
      name: "Macie writes results of something of ours that is no job and no export",
      controls: ["GOV-12"],
      principal: service,
      action: "s3:PutObject",
      resource: `${findings}/macie/AWSLogs/results.jsonl.gz`,
      context: source(accountId, "findings-filter/any"),
      expected: "denied",
    },
    {
      name: "Macie names a job of ours for another account",
      controls: ["GOV-12"],
      principal: service,
      action: ["s3:PutObject"],
      resource: `${findings}/macie/AWSLogs/results.jsonl.gz`,
      context: { ...ofJob, "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "Macie writes results without saying for whom",
      controls: ["GOV-12"],
      principal: service,
      action: "s3:PutObject",
      resource: `${findings}/macie/AWSLogs/results.jsonl.gz`,
      expected: "denied",
    },
    {
      name: "Macie writes beside its place, or into another bucket",
      controls: ["GOV-12", "GOV-05"],
      principal: service,
      action: "s3:PutObject",
      resource: [`${findings}/config/snapshot.json`, `${evidence}/macie/results`, object("raw")],
      context: ofJob,
      expected: "denied",
    },
    {
      name: "Macie reads or deletes with an identity of its own",
      controls: ["GOV-12"],
      principal: service,
      action: ["s3:GetObject", "s3:DeleteObject"],
      resource: `${findings}/macie/AWSLogs/results.jsonl.gz`,
      context: ofJob,
      expected: "denied",
    },
    {
      name: "another service sees the bucket or writes into it in Macie's way",
      controls: ["GOV-12"],
      principal: [who.service("guardduty"), who.service("cloudtrail")],
      action: "s3:PutObject",
      resource: `${findings}/macie/AWSLogs/results.jsonl.gz`,
      context: ofJob,
      expected: "denied",
    },
    {
      name: "Macie sees where a bucket is for a stranger, or for nobody it names",
      controls: ["GOV-12"],
      principal: service,
      action: "s3:GetBucketLocation",
      resource: findings,
      context: source(strangerAccount, "export-configuration:"),
      expected: "denied",
    },
    {
      name: "Macie sees where a bucket is for something that is no export",
      controls: ["GOV-12"],
      principal: service,
      action: "s3:GetBucketLocation",
      resource: findings,
      context: source(accountId, "findings-filter/any"),
      expected: "denied",
    },
    {
      name: "Macie names an export of ours for another account",
      controls: ["GOV-12"],
      principal: service,
      action: "s3:GetBucketLocation",
      resource: findings,
      context: { ...ofExport, "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "Macie decrypts its results again",
      controls: ["GOV-12", "DATA-02"],
      principal: service,
      action: "kms:Decrypt",
      resource: evidenceKey,
      context: ofJob,
      expected: "denied",
    },
    {
      name: "Macie encrypts with the key for a stranger",
      controls: ["GOV-12", "DATA-02"],
      principal: service,
      action: ["kms:GenerateDataKey", "kms:Encrypt"],
      resource: evidenceKey,
      context: { ...ofJob, "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "Macie encrypts with the key for something that is no job and no export",
      controls: ["GOV-12", "DATA-02"],
      principal: service,
      action: ["kms:GenerateDataKey", "kms:Encrypt"],
      resource: evidenceKey,
      context: source(accountId, "findings-filter/any"),
      expected: "denied",
    },
    {
      name: "Macie's role opens data without S3",
      controls: ["DATA-25", "DATA-02"],
      principal: [role, who.macie],
      action: "kms:Decrypt",
      resource: keys,
      expected: "denied",
    },
    {
      name: "Macie's role opens data through another service",
      controls: ["DATA-25", "DATA-02"],
      principal: [role, who.macie],
      action: "kms:Decrypt",
      resource: keys,
      context: { ...throughS3, "kms:ViaService": `lambda.${region}.amazonaws.com` },
      expected: "denied",
    },
    {
      name: "Macie's role encrypts, or hands the key on",
      controls: ["DATA-25", "DATA-02"],
      principal: [role, who.macie],
      action: ["kms:Encrypt", "kms:GenerateDataKey", "kms:CreateGrant"],
      resource: keys,
      context: throughS3,
      expected: "denied",
    },
    {
      name: "Macie's role opens what it has nothing to look for in",
      controls: ["DATA-25", "DATA-02"],
      principal: [role, who.macie],
      action: "kms:Decrypt",
      resource: ["database", "messaging", "logs", "studio", "compute"].map((domain) => String(estate.dataKeys[domain])),
      context: throughS3,
      expected: "denied",
    },
    {
      name: "somebody who poses as Macie opens data through S3",
      controls: ["DATA-25", "DATA-02"],
      atlas: "AML.T0025",
      principal: [poser, who.administrator, who.workload, who.scientist],
      action: "kms:Decrypt",
      resource: keys,
      context: throughS3,
      expected: "denied",
    },
    {
      name: "a role of Macie's name in another account opens data through S3",
      controls: ["DATA-25", "DATA-02"],
      principal: {
        ...who.stranger,
        label: "a stranger's Macie",
        id: `arn:aws:iam::${strangerAccount}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie`,
      },
      action: "kms:Decrypt",
      resource: keys,
      context: throughS3,
      expected: "denied",
    },
    {
      name: "Macie's role reads what is marked as contaminated or exposed",
      controls: ["DATA-25", "DATA-26"],
      principal: role,
      action: "s3:GetObject",
      resource: zones.map(object),
      context: { ...clean, "s3:ExistingObjectTag/quarantine": "true" },
      expected: "denied",
    },
  ];
}
