import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principals } from "../principals.js";

/** The records of the account: who reads them, and who ends their locks. */
export function auditCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region, environment } = estate;
  const archive = String(estate.accountBuckets["audit-logs"]);
  const evidence = String(estate.accountBuckets["evidence"]);
  const records = [
    `${archive}/AWSLogs/${accountId}/CloudTrail/${region}/2026/01/31/f.json.gz`,
    `${evidence}/trail-integrity/2026-01-31.json`,
  ];
  const data = Object.values(estate.dataBuckets).map((bucket) => `${bucket}/part-0.parquet`);
  const tampering = [
    "s3:BypassGovernanceRetention",
    "s3:DeleteObjectVersion",
    "s3:PutObjectLegalHold",
    "s3:PutObjectRetention",
  ];
  const { audit = "", evidence: evidenceKey = "" } = estate.accountKeys;
  const otherKeys = [...new Set([...Object.values(estate.accountKeys), ...Object.values(estate.dataKeys)])].filter(
    (key) => key !== audit && key !== evidenceKey,
  );
  const viaS3 = { "kms:ViaService": `s3.${region}.amazonaws.com` };
  const sso = (name: string) => `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/${region}/${name}`;
  const person = (label: string, id: string) => ({
    label,
    id,
    identity: {
      Version: "2012-10-17",
      Statement: [{ Sid: "Enter", Effect: "Allow" as const, Action: "sts:AssumeRole", Resource: "*" }],
    },
  });
  const auditor = person("a person with the auditors' permission set", sso("AWSReservedSSO_Auditor_0123456789abcdef"));
  const others = [
    person("a person with another permission set", sso("AWSReservedSSO_DataScientist_0123456789abcdef")),
    person("a person whose permission set begins alike", sso("AWSReservedSSO_Auditor_Junior_0123456789abcdef")),
    person(
      "a person of another account",
      sso("AWSReservedSSO_Auditor_0123456789abcdef").replace(accountId, strangerAccount),
    ),
    person("a role that only has the name", `arn:aws:iam::${accountId}:role/AWSReservedSSO_Auditor_0123456789abcdef`),
  ];
  const people = [who.scientist, who.workload, who.openCeiling, who.trailDelivery, who.flowLogs, who.findingDelivery];
  const outsiders = [who.stranger, who.otherDeployer, who.anonymous];
  return [
    {
      name: "an auditor enters the auditors' role",
      controls: ["GOV-05"],
      principal: auditor,
      action: "sts:AssumeRole",
      resource: who.auditor.id,
      expected: "allowed",
    },
    {
      name: "an auditor opens records, also superseded ones",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: "s3:GetObject",
      resource: records,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "an auditor sees versions, locks and settings of the records",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: ["s3:GetObjectVersion", "s3:GetObjectRetention"],
      resource: records,
      expected: "allowed",
    },
    {
      name: "an auditor lists what there is, and how it is kept",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: ["s3:ListBucket", "s3:ListBucketVersions", "s3:GetBucketObjectLockConfiguration", "s3:GetBucketPolicy"],
      resource: [archive, evidence],
      expected: "allowed",
    },
    {
      name: "an auditor reads the account's log groups",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: ["logs:FilterLogEvents", "logs:StartQuery"],
      resource: estate.arn("logs", "log-group:/acmeml/account/governance/trail"),
      expected: "allowed",
    },
    {
      name: "an auditor asks what was recorded, and for the credential report",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: ["iam:GenerateCredentialReport", "cloudtrail:LookupEvents"],
      resource: "*",
      expected: "allowed",
    },
    {
      name: "an auditor asks who may do what",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: ["iam:GetRole", "iam:GetRolePolicy"],
      resource: who.evidenceExport.id,
      expected: "allowed",
    },
    {
      name: "the verification opens the trail's files",
      controls: ["GOV-05", "GOV-01"],
      principal: who.evidenceExport,
      action: "s3:GetObject",
      resource: String(records[0]),
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "an administrator in the deployer's place lifts a lock to destroy what is disposable",
      controls: ["GOV-05"],
      principal: [who.accountDeployerUnbound, who.breakGlass],
      action: ["s3:BypassGovernanceRetention", "s3:DeleteObjectVersion"],
      resource: records,
      expected: "allowed",
    },
    {
      name: "somebody else enters the auditors' role",
      controls: ["GOV-05"],
      principal: [...others, who.workload, who.scientist, who.accountDeployer, who.administrator, ...outsiders],
      action: "sts:AssumeRole",
      resource: who.auditor.id,
      expected: "denied",
    },
    {
      name: "a service enters the auditors' role",
      controls: ["GOV-05"],
      principal: [who.service("lambda"), who.service("sagemaker"), who.service("ec2")],
      action: "sts:AssumeRole",
      resource: who.auditor.id,
      context: { "aws:SourceAccount": accountId },
      expected: "denied",
    },
    {
      name: "an administrator who gave himself every right reads the records",
      controls: ["GOV-05"],
      principal: [who.administrator, who.accountDeployer, who.platformDeployer],
      action: ["s3:GetObject", "s3:GetObjectVersion"],
      resource: records,
      expected: "denied",
    },
    {
      name: "a workload, a scientist or a delivery reads the records",
      controls: ["GOV-05"],
      principal: people,
      action: ["s3:GetObject", "s3:GetObjectVersion"],
      resource: records,
      expected: "denied",
    },
    {
      name: "the verification reads the evidence that it wrote",
      controls: ["GOV-05"],
      principal: who.evidenceExport,
      action: ["s3:GetObject", "s3:GetObjectVersion"],
      resource: String(records[1]),
      expected: "denied",
    },
    {
      name: "outsiders read the records",
      controls: ["GOV-05"],
      principal: outsiders,
      action: ["s3:GetObject", "s3:GetObjectVersion"],
      resource: records,
      expected: "denied",
    },
    {
      name: "an administrator, a workload or the other stack's deployer ends the lock of a record",
      controls: ["GOV-05", "GOV-04"],
      principal: [who.administrator, who.platformDeployer, ...people, who.evidenceExport, who.auditor, ...outsiders],
      action: tampering,
      resource: records,
      expected: "denied",
    },
    {
      name: "a service that delivers records ends their lock or reads them",
      controls: ["GOV-05", "GOV-04"],
      principal: [who.service("cloudtrail"), who.service("delivery.logs")],
      action: [...tampering, "s3:GetObject"],
      resource: records,
      context: { "aws:SourceAccount": accountId, "aws:SourceArn": estate.trailArn },
      expected: "denied",
    },
    {
      name: "an auditor writes, deletes or hides records",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: ["s3:PutObject", "s3:DeleteObject", "s3:PutObjectTagging"],
      resource: records,
      expected: "denied",
    },
    {
      name: "an auditor changes how records are kept",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutLifecycleConfiguration", "s3:PutBucketLogging"],
      resource: [archive, evidence],
      expected: "denied",
    },
    {
      name: "an auditor reads data",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: ["s3:GetObject", "s3:PutObject"],
      resource: data,
      expected: "denied",
    },
    {
      name: "an auditor opens any other key",
      controls: ["GOV-05", "DATA-02"],
      principal: who.auditor,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: otherKeys,
      context: viaS3,
      expected: "denied",
    },
    {
      name: "an auditor uses the records' keys by hand, or seals something with them",
      controls: ["GOV-05", "GOV-03"],
      principal: who.auditor,
      action: ["kms:Encrypt", "kms:GenerateDataKey", "kms:CreateGrant"],
      resource: [audit, evidenceKey],
      context: viaS3,
      expected: "denied",
    },
    {
      name: "an auditor opens the records' keys without S3",
      controls: ["GOV-05", "GOV-03"],
      principal: who.auditor,
      action: "kms:Decrypt",
      resource: [audit, evidenceKey],
      expected: "denied",
    },
    {
      name: "an auditor stops the trail",
      controls: ["GOV-05", "GOV-40"],
      principal: who.auditor,
      action: ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"],
      resource: estate.trailArn,
      expected: "denied",
    },
    {
      name: "an auditor changes a role, or passes one on",
      controls: ["GOV-05", "GOV-40"],
      principal: who.auditor,
      action: ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:PassRole"],
      resource: [who.auditor.id, who.evidenceExport.id],
      expected: "denied",
    },
    {
      name: "an auditor calls a model",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: "sagemaker:InvokeEndpoint",
      resource: estate.arn("sagemaker", `endpoint/acmeml-${environment}-churn`),
      expected: "denied",
    },
    {
      name: "an auditor starts a job",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: "sagemaker:CreateTrainingJob",
      resource: estate.arn("sagemaker", "training-job/audit"),
      expected: "denied",
    },
    {
      name: "an auditor reads the environment's log groups",
      controls: ["GOV-05"],
      principal: who.auditor,
      action: ["logs:FilterLogEvents", "logs:StartQuery"],
      resource: estate.arn("logs", `log-group:/acmeml/${environment}/network/training-flow-logs`),
      expected: "denied",
    },
  ];
}
