import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principals } from "../principals.js";

const algorithm = "s3:x-amz-server-side-encryption";
const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const acl = "s3:x-amz-acl";
const ownerHasControl = { [acl]: "bucket-owner-full-control" };

/** What AWS services deliver into the account's buckets, and in whose name. */
export function deliveryCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region, trailArn } = estate;
  const archive = String(estate.accountBuckets["audit-logs"]);
  const accessLogs = String(estate.accountBuckets["access-logs"]);
  const auditKey = String(estate.accountKeys["audit"]);
  const cloudTrail = who.service("cloudtrail");
  const logDelivery = who.service("delivery.logs");
  const accessLogging = who.service("logging.s3");
  const fromTrail = { "aws:SourceArn": trailArn, "aws:SourceAccount": accountId };
  const ofTrail = { "kms:EncryptionContext:aws:cloudtrail:arn": trailArn };
  const fromLogs = { "aws:SourceArn": estate.arn("logs", "*"), "aws:SourceAccount": accountId };
  const withKey = { [algorithm]: "aws:kms", [keyId]: auditKey };
  const trailFile = `${archive}/AWSLogs/${accountId}/CloudTrail/${region}/2026/01/31/${accountId}_CloudTrail.json.gz`;
  const digest = `${archive}/AWSLogs/${accountId}/CloudTrail-Digest/${region}/2026/01/31/${accountId}_digest.json.gz`;
  const insight = `${archive}/AWSLogs/${accountId}/CloudTrail-Insight/${region}/2026/01/31/${accountId}.json.gz`;
  const flowFile = `${archive}/AWSLogs/aws-account-id=${accountId}/aws-service=vpcflowlogs/aws-region=${region}/f.log.parquet`;
  const dnsFile = `${archive}/AWSLogs/${accountId}/vpcdnsquerylogs/vpc-1/2026/01/31/f.log.gz`;
  const sources = [
    ...Object.entries(estate.accountBuckets)
      .filter(([zone]) => zone !== "access-logs")
      .map(([, bucket]) => bucket),
    ...Object.values(estate.dataBuckets),
  ];
  const accessLog = (source: string) =>
    `${accessLogs}/server-access/${accountId}/${region}/${source.split(":").at(-1)}/2026/01/31/log`;
  const strangerTrail = `arn:aws:cloudtrail:${region}:${strangerAccount}:trail/acmeml-account-trail`;
  const stranger = {
    "aws:SourceArn": `arn:aws:logs:${region}:${strangerAccount}:*`,
    "aws:SourceAccount": strangerAccount,
  };

  return [
    {
      name: "CloudTrail asks who owns the archive",
      controls: ["GOV-01", "GOV-04"],
      principal: cloudTrail,
      action: "s3:GetBucketAcl",
      resource: archive,
      context: fromTrail,
      expected: "allowed",
    },
    {
      name: "CloudTrail writes logs, digests and insights under the audit key, with the ACL header",
      controls: ["GOV-01", "GOV-04", "DATA-07"],
      principal: cloudTrail,
      action: "s3:PutObject",
      resource: [trailFile, digest, insight],
      context: { ...fromTrail, ...withKey, ...ownerHasControl },
      throughKey: ofTrail,
      expected: "allowed",
    },
    {
      name: "CloudTrail writes logs, digests and insights under the audit key, without the ACL header",
      controls: ["GOV-01", "GOV-04", "DATA-07"],
      principal: cloudTrail,
      action: "s3:PutObject",
      resource: [trailFile, digest, insight],
      context: { ...fromTrail, ...withKey },
      throughKey: ofTrail,
      expected: "allowed",
    },
    {
      name: "CloudTrail leaves the encryption of a file to the bucket",
      controls: ["GOV-01", "DATA-05"],
      principal: cloudTrail,
      action: "s3:PutObject",
      resource: [trailFile, digest],
      context: { ...fromTrail, ...ownerHasControl },
      throughKey: ofTrail,
      expected: "allowed",
    },
    {
      name: "the log delivery service looks at the archive before it writes",
      controls: ["NET-09", "GOV-04"],
      principal: logDelivery,
      action: ["s3:GetBucketAcl", "s3:ListBucket"],
      resource: archive,
      context: fromLogs,
      expected: "allowed",
    },
    {
      name: "the log delivery service writes flow logs under the audit key, with the ACL header",
      controls: ["NET-09", "GOV-04", "DATA-07"],
      principal: logDelivery,
      action: "s3:PutObject",
      resource: [flowFile, dnsFile],
      context: { ...fromLogs, ...ownerHasControl },
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "the log delivery service writes flow logs under the audit key, without the ACL header",
      controls: ["NET-09", "GOV-04", "DATA-07"],
      principal: logDelivery,
      action: "s3:PutObject",
      resource: [flowFile, dnsFile],
      context: fromLogs,
      throughKey: {},
      expected: "allowed",
    },
    ...sources.map((source): AttackCase => ({
      name: `S3 writes the access logs of ${source.split(":").at(-1)}`,
      controls: ["DATA-14"],
      principal: accessLogging,
      action: "s3:PutObject",
      resource: accessLog(source),
      context: { "aws:SourceArn": source, "aws:SourceAccount": accountId },
      expected: "allowed",
    })),

    // Confused deputies.
    {
      name: "a stranger's trail delivers into our archive",
      controls: ["GOV-01", "GOV-04"],
      principal: cloudTrail,
      action: "s3:PutObject",
      resource: trailFile,
      context: { "aws:SourceArn": strangerTrail, "aws:SourceAccount": strangerAccount, ...withKey },
      expected: "denied",
    },
    {
      name: "a stranger's trail looks at our archive",
      controls: ["GOV-01", "GOV-04"],
      principal: cloudTrail,
      action: "s3:GetBucketAcl",
      resource: archive,
      context: { "aws:SourceArn": strangerTrail, "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "a second trail of our account delivers into the archive",
      controls: ["GOV-01", "GOV-04"],
      principal: cloudTrail,
      action: "s3:PutObject",
      resource: trailFile,
      context: { "aws:SourceArn": estate.arn("cloudtrail", "trail/rogue"), "aws:SourceAccount": accountId, ...withKey },
      expected: "denied",
    },
    {
      name: "CloudTrail does not say for which trail it writes",
      controls: ["GOV-04"],
      principal: cloudTrail,
      action: "s3:PutObject",
      resource: trailFile,
      context: withKey,
      expected: "denied",
    },
    {
      name: "CloudTrail writes beside the account's own folder",
      controls: ["GOV-04"],
      principal: cloudTrail,
      action: "s3:PutObject",
      resource: [`${archive}/AWSLogs/${strangerAccount}/CloudTrail/f.json.gz`, `${archive}/f.json.gz`],
      context: { ...fromTrail, ...withKey },
      expected: "denied",
    },
    {
      name: "CloudTrail opens a file to the public by its ACL",
      controls: ["DATA-07", "GOV-04"],
      principal: cloudTrail,
      action: "s3:PutObject",
      resource: trailFile,
      context: { ...fromTrail, ...withKey, [acl]: "public-read" },
      expected: "denied",
    },
    {
      name: "CloudTrail reads or deletes what it wrote",
      controls: ["GOV-04"],
      principal: cloudTrail,
      action: ["s3:GetObject", "s3:DeleteObject", "s3:DeleteObjectVersion"],
      resource: trailFile,
      context: fromTrail,
      expected: "denied",
    },
    {
      name: "CloudTrail writes for our trail into any other bucket",
      controls: ["GOV-04", "DATA-10"],
      principal: cloudTrail,
      action: "s3:PutObject",
      resource: [...sources, accessLogs]
        .filter((bucket) => bucket !== archive)
        .map((bucket) => `${bucket}/AWSLogs/${accountId}/CloudTrail/f.json.gz`),
      context: fromTrail,
      expected: "denied",
    },
    {
      name: "flow logs of a stranger's VPC are delivered into our archive",
      controls: ["NET-09", "GOV-04"],
      principal: logDelivery,
      action: "s3:PutObject",
      resource: [flowFile, dnsFile],
      context: stranger,
      expected: "denied",
    },
    {
      name: "log delivery for a stranger's account under an ARN of ours",
      controls: ["GOV-04"],
      principal: logDelivery,
      action: "s3:PutObject",
      resource: flowFile,
      context: { ...fromLogs, "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "log delivery for our account under a stranger's ARN",
      controls: ["GOV-04"],
      principal: logDelivery,
      action: "s3:PutObject",
      resource: flowFile,
      context: { ...stranger, "aws:SourceAccount": accountId },
      expected: "denied",
    },
    {
      name: "log delivery that does not say for whom",
      controls: ["GOV-04"],
      principal: logDelivery,
      action: "s3:PutObject",
      resource: [flowFile, dnsFile],
      expected: "denied",
    },
    {
      name: "log delivery for a stranger looks at our archive",
      controls: ["GOV-04"],
      principal: logDelivery,
      action: ["s3:GetBucketAcl", "s3:ListBucket"],
      resource: archive,
      context: { ...fromLogs, "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "log delivery under a stranger's ARN looks at our archive",
      controls: ["GOV-04"],
      principal: logDelivery,
      action: ["s3:GetBucketAcl", "s3:ListBucket"],
      resource: archive,
      context: { ...stranger, "aws:SourceAccount": accountId },
      expected: "denied",
    },
    {
      name: "log delivery opens a file to the public by its ACL",
      controls: ["DATA-07"],
      principal: logDelivery,
      action: "s3:PutObject",
      resource: flowFile,
      context: { ...fromLogs, [acl]: "public-read" },
      expected: "denied",
    },
    {
      name: "log delivery writes into another account's folder",
      controls: ["GOV-04"],
      principal: logDelivery,
      action: "s3:PutObject",
      resource: [`${archive}/AWSLogs/aws-account-id=${strangerAccount}/f`, `${archive}/AWSLogs/${strangerAccount}/f`],
      context: fromLogs,
      expected: "denied",
    },
    {
      name: "Config, which cannot deliver into a locked bucket, tries",
      controls: ["GOV-04"],
      principal: who.service("config"),
      action: "s3:PutObject",
      resource: `${archive}/AWSLogs/${accountId}/Config/f`,
      context: { "aws:SourceAccount": accountId },
      expected: "denied",
    },
    {
      name: "S3 delivers the access logs of a stranger's bucket",
      controls: ["DATA-14"],
      principal: accessLogging,
      action: "s3:PutObject",
      resource: accessLog("arn:aws:s3:::stranger"),
      context: { "aws:SourceArn": "arn:aws:s3:::stranger", "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "S3 delivers the access logs of a bucket of ours that is not on the list",
      controls: ["DATA-14"],
      principal: accessLogging,
      action: "s3:PutObject",
      resource: accessLog("arn:aws:s3:::acmeml-other"),
      context: { "aws:SourceArn": "arn:aws:s3:::acmeml-other", "aws:SourceAccount": accountId },
      expected: "denied",
    },
    {
      name: "somebody else took over a bucket's name and has its access logs delivered here",
      controls: ["DATA-14"],
      principal: accessLogging,
      action: "s3:PutObject",
      resource: accessLog(archive),
      context: { "aws:SourceArn": archive, "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "the access logs log themselves, for ever",
      controls: ["DATA-14"],
      principal: accessLogging,
      action: "s3:PutObject",
      resource: accessLog(accessLogs),
      context: { "aws:SourceArn": accessLogs, "aws:SourceAccount": accountId },
      expected: "denied",
    },
    {
      name: "S3 delivers access logs beside their folder, or into another bucket",
      controls: ["DATA-14"],
      principal: accessLogging,
      action: "s3:PutObject",
      resource: [`${accessLogs}/elsewhere/log`, ...sources.map((bucket) => `${bucket}/server-access/log`)],
      context: { "aws:SourceArn": archive, "aws:SourceAccount": accountId },
      expected: "denied",
    },
  ];
}
