import type { AttackCase, RequestContext } from "../attackCase.js";
import { eachSide } from "../eachSide.js";
import type { Estate } from "../estate.js";
import { strangerAccount, widened, type Principals } from "../principals.js";

const statusTag = "GuardDutyMalwareScanStatus";

/** What AWS puts into a request about an object that was found clean. */
export const clean: RequestContext = { [`s3:ExistingObjectTag/${statusTag}`]: "NO_THREATS_FOUND" };

/** What a request carries that sets tags. */
const tagging = (tags: Readonly<Record<string, string>>): RequestContext => ({
  "s3:RequestObjectTagKeys": Object.keys(tags),
  ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`s3:RequestObjectTag/${key}`, value])),
});

const reads = ["s3:GetObject", "s3:GetObjectVersion"];
const sets = ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"];
const readsTags = ["s3:GetObjectTagging", "s3:GetObjectVersionTagging"];

/** What comes in from outside, until a scan has found it clean, and who may say so. */
export function scanCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, environment } = estate;
  const bucket = (zone: string): string => String(estate.dataBuckets[zone]);
  const intake = `${bucket("raw")}/intake/2026/file.parquet`;
  const scanned = [
    intake,
    ...(environment === "dev"
      ? []
      : [`${bucket("raw")}/label-sources/file.csv`, `${bucket("artifacts")}/third-party/model.tar.gz`]),
  ];
  const scannedBuckets = [...new Set(scanned.map((arn) => String(arn.split("/")[0])))];
  const elsewhere = ["curated", "features", "quarantine", "capture", "labels", "scratch"].map(
    (zone) => `${bucket(zone)}/folder/object`,
  );
  const scanner = { label: "the scanner", id: estate.platformRole("malware-scan") };
  const etl = { label: "ETL", id: estate.platformRole("etl") };
  const guardDuty = who.service("malware-protection-plan.guardduty");
  const rule = estate.arn("events", "rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3-abc");
  const managed = { "events:ManagedBy": "malware-protection-plan.guardduty.amazonaws.com" };
  const results = ["THREATS_FOUND", "UNSUPPORTED", "FAILED", "ACCESS_DENIED"];
  const listed = ["ingest", "etl", "labels", "erasure"].map(who.listed);
  const events = who.service("events");
  const fromRule = {
    "aws:SourceAccount": accountId,
    "aws:SourceArn": estate.arn("events", `rule/acmeml-${environment}-malware-scan-results`),
  };
  const fromAnother = { ...fromRule, "aws:SourceArn": estate.arn("events", "rule/another") };
  const teller = {
    label: "the delivery of scan results",
    id: estate.platformRole("malware-scan-results-events"),
  };
  const queue = estate.arn("sqs", `acmeml-${environment}-malware-scan-results-undelivered`);
  const controls = ["DATA-28"] as const;
  const keys = [...new Set(scannedBuckets.map((arn) => String(estate.policies.keyOf.get(arn))))];

  return [
    {
      name: "GuardDuty takes the scanner's role for a bucket of ours",
      controls,
      principal: guardDuty,
      action: "sts:AssumeRole",
      resource: scanner.id,
      context: { "aws:SourceAccount": accountId },
      expected: "allowed",
    },
    {
      name: "the scanner reads what was not scanned yet",
      controls,
      principal: scanner,
      action: "s3:GetObject",
      resource: scanned,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "the scanner reads a version that was not scanned yet",
      controls,
      principal: scanner,
      action: "s3:GetObjectVersion",
      resource: scanned,
      expected: "allowed",
    },
    {
      name: "the scanner reads tags",
      controls,
      principal: scanner,
      action: readsTags,
      resource: scanned,
      expected: "allowed",
    },
    {
      name: "the scanner says what it has found, beside the tags that an upload carried",
      controls,
      principal: scanner,
      action: sets,
      resource: scanned,
      context: tagging({ [statusTag]: "NO_THREATS_FOUND", source: "partner" }),
      expected: "allowed",
    },
    {
      name: "the scanner tries out whether it may write",
      controls,
      principal: scanner,
      action: "s3:PutObject",
      resource: scannedBuckets.map((arn) => `${arn}/malware-protection-resource-validation-object`),
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "the scanner sees whose the bucket is, and hears of uploads",
      controls,
      principal: scanner,
      action: ["s3:ListBucket", "s3:GetBucketNotification", "s3:PutBucketNotification"],
      resource: scannedBuckets,
      expected: "allowed",
    },
    {
      name: "the scanner keeps GuardDuty's own rule",
      controls,
      principal: scanner,
      action: ["events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets"],
      resource: rule,
      context: managed,
      expected: "allowed",
    },
    {
      name: "the scanner looks at GuardDuty's own rule",
      controls,
      principal: scanner,
      action: ["events:DescribeRule", "events:ListTargetsByRule"],
      resource: rule,
      expected: "allowed",
    },
    {
      name: "ETL reads what was found clean",
      controls,
      principal: etl,
      action: "s3:GetObject",
      resource: intake,
      context: clean,
      through: "s3",
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "Macie reads what was not scanned yet, to which it would not come back",
      controls,
      principal: who.macie,
      action: reads,
      resource: scanned,
      expected: "allowed",
    },
    {
      name: "the responder, with every right, reads what a scan did not find clean",
      controls,
      principal: who.listed("quarantine"),
      action: reads,
      resource: scanned,
      through: "s3",
      expected: "allowed",
    },
    {
      name: "uploads carry other tags, and tags are set afterwards",
      controls,
      principal: who.listed("ingest"),
      action: ["s3:PutObject", ...sets],
      resource: intake,
      context: tagging({ source: "partner", "dataset-id": "01J" }),
      through: "s3",
      expected: "allowed",
    },
    {
      name: "uploads carry no tags",
      controls,
      principal: { label: "ingest", id: estate.platformRole("ingest") },
      action: "s3:PutObject",
      resource: intake,
      through: "s3",
      throughKey: {},
      expected: "allowed",
    },

    {
      name: "a role of raw reads what was not scanned yet, with the widest policy of all",
      controls,
      atlas: "AML.T0010",
      principal: listed,
      action: reads,
      resource: scanned,
      through: "s3",
      expected: "denied",
    },
    ...results.map((result): AttackCase => ({
      name: `a role reads what was scanned with the result ${result}`,
      controls,
      atlas: "AML.T0010",
      principal: [...listed, ...["training", "processing", "model", "mle"].map(who.listed)],
      action: reads,
      resource: scanned,
      context: { [`s3:ExistingObjectTag/${statusTag}`]: result },
      through: "s3",
      expected: "denied",
    })),
    {
      name: "ETL reads a file before the scan",
      controls,
      atlas: "AML.T0010",
      principal: etl,
      action: reads,
      resource: intake,
      through: "s3",
      expected: "denied",
    },
    {
      name: "deployers or a break-glass session read what was not scanned yet",
      controls,
      principal: [who.platformDeployerUnbound, who.breakGlass],
      action: reads,
      resource: scanned,
      expected: "denied",
    },
    {
      name: "a role of raw claims in an upload or afterwards that something is clean, in any spelling",
      controls,
      atlas: "AML.T0020",
      principal: listed,
      action: ["s3:PutObject", ...sets],
      resource: scanned,
      context: tagging({ guarddutymalwarescanstatus: "NO_THREATS_FOUND" }),
      through: "s3",
      expected: "denied",
    },
    {
      name: "a role of raw claims beside other tags that something is clean",
      controls,
      atlas: "AML.T0020",
      principal: [...listed, who.listed("mle"), who.listed("processing")],
      action: ["s3:PutObject", ...sets],
      resource: scanned,
      context: tagging({ source: "partner", [statusTag]: "NO_THREATS_FOUND" }),
      through: "s3",
      expected: "denied",
    },
    {
      name: "deployers, a break-glass session, Macie or the responder claim that something is clean",
      controls,
      principal: [who.platformDeployerUnbound, who.breakGlass, who.macie, who.listed("quarantine")],
      action: ["s3:PutObject", ...sets],
      resource: scanned,
      context: tagging({ [statusTag]: "NO_THREATS_FOUND" }),
      expected: "denied",
    },
    ...eachSide({
      name: "the scanner reads or tags what is not to be scanned",
      controls,
      atlas: "AML.T0035",
      principal: scanner,
      action: [...reads, ...sets],
      resource: elsewhere,
      expected: "denied",
    }),
    {
      name: "the scanner reads the rest of a bucket",
      controls,
      principal: scanner,
      action: [...reads, ...sets],
      resource: scannedBuckets.map((arn) => `${arn}/other/object`),
      expected: "denied",
    },
    {
      name: "the scanner writes or deletes data",
      controls,
      atlas: "AML.T0020",
      principal: scanner,
      action: ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"],
      resource: scanned,
      expected: "denied",
    },
    {
      name: "the scanner changes how a bucket is protected",
      controls: ["DATA-28", "DATA-10"],
      principal: widened(scanner),
      action: ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketVersioning", "s3:PutLifecycleConfiguration"],
      resource: scannedBuckets,
      expected: "denied",
    },
    {
      name: "the scanner changes a rule that is not GuardDuty's",
      controls,
      principal: scanner,
      action: ["events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets"],
      resource: rule,
      expected: "denied",
    },
    {
      name: "the scanner changes another rule, or sees it",
      controls,
      principal: scanner,
      action: ["events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets"],
      resource: estate.arn("events", `rule/acmeml-${environment}-malware-scan-results`),
      context: managed,
      expected: "denied",
    },
    {
      name: "the scanner uses a key without S3, or another key",
      controls: ["DATA-28", "DATA-02"],
      principal: scanner,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: [...keys, ...["messaging", "compute", "database"].map((domain) => String(estate.dataKeys[domain]))],
      expected: "denied",
    },
    {
      name: "the scanner decrypts through another service",
      controls: ["DATA-28", "DATA-02"],
      principal: scanner,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: keys,
      context: { "kms:ViaService": `lambda.${estate.region}.amazonaws.com`, "aws:ViaAWSService": "true" },
      expected: "denied",
    },
    {
      name: "GuardDuty takes the scanner's role for a stranger",
      controls,
      principal: guardDuty,
      action: "sts:AssumeRole",
      resource: scanner.id,
      context: { "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "GuardDuty takes the scanner's role without saying for whom",
      controls,
      principal: guardDuty,
      action: "sts:AssumeRole",
      resource: scanner.id,
      expected: "denied",
    },
    {
      name: "another service, a person or a workload takes the scanner's role",
      controls,
      principal: [
        who.service("guardduty"),
        who.service("lambda"),
        who.administrator,
        who.scientist,
        who.workload,
        who.stranger,
      ],
      action: "sts:AssumeRole",
      resource: scanner.id,
      context: { "aws:SourceAccount": accountId },
      expected: "denied",
    },
    {
      name: "the other environment's scanner reads and tags what comes in",
      controls,
      principal: {
        ...who.administrator,
        label: "another environment's scanner",
        id: `arn:aws:iam::${accountId}:role/acmeml/other/acmeml-other-malware-scan`,
      },
      action: [...reads, ...sets],
      resource: scanned,
      expected: "denied",
    },
    {
      name: "strangers and the anonymous read what was found clean, through our endpoint",
      controls: ["DATA-28", "DATA-09"],
      principal: [who.stranger, who.otherDeployer, who.anonymous],
      action: reads,
      resource: scanned,
      context: clean,
      through: "s3",
      expected: "denied",
    },

    {
      name: "EventBridge takes the role that tells of scans",
      controls,
      principal: events,
      action: "sts:AssumeRole",
      resource: teller.id,
      context: fromRule,
      expected: "allowed",
    },
    {
      name: "people are told of what is not clean",
      controls,
      principal: teller,
      action: "sns:Publish",
      resource: estate.platformTopicArn,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "a scan result that could not be told is kept",
      controls,
      principal: events,
      action: "sqs:SendMessage",
      resource: queue,
      context: fromRule,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "the queue of scan results is read over TLS",
      controls,
      principal: who.administrator,
      action: "sqs:ReceiveMessage",
      resource: queue,
      expected: "allowed",
    },
    {
      name: "another rule takes the role that tells of scans",
      controls,
      principal: events,
      action: "sts:AssumeRole",
      resource: teller.id,
      context: fromAnother,
      expected: "denied",
    },
    {
      name: "a stranger's rule takes the role that tells of scans",
      controls,
      principal: events,
      action: "sts:AssumeRole",
      resource: teller.id,
      context: { ...fromRule, "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "the delivery of scan results publishes elsewhere",
      controls,
      principal: teller,
      action: "sns:Publish",
      resource: [estate.accountTopicArn, estate.arn("sns", "another")],
      expected: "denied",
    },
    {
      name: "another rule fills the queue of scan results",
      controls,
      principal: events,
      action: "sqs:SendMessage",
      resource: queue,
      context: fromAnother,
      expected: "denied",
    },
    {
      name: "the queue of scan results is written or read in the clear",
      controls: ["DATA-28", "DATA-06"],
      principal: [who.administrator, who.platformDeployer],
      action: ["sqs:SendMessage", "sqs:ReceiveMessage"],
      resource: queue,
      context: { "aws:SecureTransport": "false" },
      expected: "denied",
    },
  ];
}
