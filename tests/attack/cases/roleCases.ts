import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principals } from "../principals.js";

/** What the roles of both stacks may do, and who may become them. */
export function roleCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region } = estate;
  const { evidenceExport, trailDelivery, flowLogs } = who;
  const roles = [evidenceExport, trailDelivery, flowLogs];
  const archive = String(estate.accountBuckets["audit-logs"]);
  const evidence = String(estate.accountBuckets["evidence"]);
  const data = Object.values(estate.dataBuckets);
  const trailFile = `${archive}/AWSLogs/${accountId}/CloudTrail/${region}/2026/01/31/f.json.gz`;
  const group = (name: string) => estate.arn("logs", `log-group:${name}`);
  const stream = (groupName: string, name: string) => `${group(groupName)}:log-stream:${name}`;
  const trailGroup = "/acmeml/account/governance/trail";
  const ownGroup = "/acmeml/account/governance/evidence-export";
  const flowGroup = `/acmeml/${estate.environment}/network/training-flow-logs`;
  const other = estate.environment === "dev" ? "prod" : "dev";
  const writeStream = ["logs:CreateLogStream", "logs:PutLogEvents"];
  const fromHere = { "aws:SourceAccount": accountId };
  const flowLog = estate.arn("ec2", "vpc-flow-log/fl-1");

  return [
    // Who becomes them.
    {
      name: "Lambda assumes the verification's role",
      controls: ["GOV-01", "GOV-40"],
      principal: who.service("lambda"),
      action: "sts:AssumeRole",
      resource: evidenceExport.id,
      context: { ...fromHere, "aws:SourceArn": estate.functionArn },
      expected: "allowed",
    },
    {
      name: "CloudTrail assumes the role that writes to CloudWatch Logs",
      controls: ["GOV-01"],
      principal: who.service("cloudtrail"),
      action: "sts:AssumeRole",
      resource: trailDelivery.id,
      expected: "allowed",
    },
    {
      name: "the flow log service assumes its role",
      controls: ["NET-09"],
      principal: who.service("vpc-flow-logs"),
      action: "sts:AssumeRole",
      resource: flowLogs.id,
      context: { ...fromHere, "aws:SourceArn": flowLog },
      expected: "allowed",
    },
    {
      name: "Lambda assumes the verification's role for a stranger's function",
      controls: ["GOV-40"],
      principal: who.service("lambda"),
      action: "sts:AssumeRole",
      resource: evidenceExport.id,
      context: { "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "Lambda does not say for whom it assumes the verification's role",
      controls: ["GOV-40"],
      principal: who.service("lambda"),
      action: "sts:AssumeRole",
      resource: evidenceExport.id,
      expected: "denied",
    },
    {
      name: "the flow log service assumes our role for a stranger's account",
      controls: ["NET-09"],
      principal: who.service("vpc-flow-logs"),
      action: "sts:AssumeRole",
      resource: flowLogs.id,
      context: { "aws:SourceAccount": strangerAccount, "aws:SourceArn": flowLog },
      expected: "denied",
    },
    {
      name: "the flow log service assumes our role for a stranger's flow log",
      controls: ["NET-09"],
      principal: who.service("vpc-flow-logs"),
      action: "sts:AssumeRole",
      resource: flowLogs.id,
      context: { ...fromHere, "aws:SourceArn": `arn:aws:ec2:${region}:${strangerAccount}:vpc-flow-log/fl-1` },
      expected: "denied",
    },
    {
      name: "another service assumes a role",
      controls: ["GOV-40", "GOV-01", "NET-09"],
      principal: [who.service("ec2"), who.service("sagemaker"), who.service("edgelambda")],
      action: "sts:AssumeRole",
      resource: roles.map(({ id }) => id),
      context: { ...fromHere, "aws:SourceArn": flowLog },
      expected: "denied",
    },
    {
      name: "a service assumes the role of another",
      controls: ["GOV-40"],
      principal: who.service("lambda"),
      action: "sts:AssumeRole",
      resource: [trailDelivery.id, flowLogs.id],
      context: { ...fromHere, "aws:SourceArn": flowLog },
      expected: "denied",
    },
    {
      name: "a person or a workload assumes a service's role",
      controls: ["GOV-40"],
      principal: [
        who.administrator,
        who.accountDeployer,
        who.platformDeployer,
        who.breakGlass,
        who.workload,
        who.scientist,
        who.stranger,
        who.otherDeployer,
        ...roles,
      ],
      action: "sts:AssumeRole",
      resource: roles.map(({ id }) => id),
      expected: "denied",
    },
    {
      name: "CloudTrail assumes our role for a stranger's trail",
      controls: ["GOV-01"],
      principal: who.service("cloudtrail"),
      action: "sts:AssumeRole",
      resource: trailDelivery.id,
      context: { "aws:SourceAccount": strangerAccount },
      expected: "allowed",
      conceded: {
        reason:
          "CloudTrail sends neither account nor ARN when it assumes a role, so no condition can be set; iam:PassRole does not reach over accounts, and the role writes to one log group only.",
      },
    },

    // The verification of the trail.
    {
      name: "the verification reads the trail's files and digests",
      controls: ["GOV-01", "GOV-04"],
      principal: evidenceExport,
      action: "s3:GetObject",
      resource: [trailFile, `${archive}/AWSLogs/${accountId}/CloudTrail-Digest/us-east-1/2026/01/31/f.json.gz`],
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "the verification lists the archive",
      controls: ["GOV-01"],
      principal: evidenceExport,
      action: "s3:ListBucket",
      resource: archive,
      expected: "allowed",
    },
    {
      name: "the verification writes evidence under the evidence key",
      controls: ["GOV-01", "GOV-04"],
      principal: evidenceExport,
      action: "s3:PutObject",
      resource: `${evidence}/trail-integrity/2026/01/31/report.json`,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "the verification takes the public keys of every Region",
      controls: ["GOV-01", "GOV-40"],
      principal: evidenceExport,
      action: "cloudtrail:ListPublicKeys",
      resource: "*",
      expected: "allowed",
    },
    {
      name: "the verification takes the public keys of another Region",
      controls: ["GOV-01", "GOV-40"],
      principal: evidenceExport,
      action: "cloudtrail:ListPublicKeys",
      resource: "*",
      context: { "aws:RequestedRegion": "us-east-1" },
      expected: "allowed",
    },
    {
      name: "the verification writes its own log",
      controls: ["GOV-01"],
      principal: evidenceExport,
      action: writeStream,
      resource: stream(ownGroup, "2026/01/31/[$LATEST]abc"),
      expected: "allowed",
    },
    {
      name: "Lambda keeps an event that the verification failed on",
      controls: ["GOV-01"],
      principal: evidenceExport,
      action: "sqs:SendMessage",
      resource: estate.failedQueueArn,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "the verification deletes or changes what it judges",
      controls: ["GOV-04"],
      principal: evidenceExport,
      action: [
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:PutObject",
        "s3:PutObjectRetention",
        "s3:BypassGovernanceRetention",
      ],
      resource: trailFile,
      expected: "denied",
    },
    {
      name: "the verification reads other logs of the archive",
      controls: ["GOV-04"],
      principal: evidenceExport,
      action: "s3:GetObject",
      resource: [
        `${archive}/AWSLogs/aws-account-id=${accountId}/aws-service=vpcflowlogs/f`,
        `${archive}/AWSLogs/${accountId}/vpcflowlogs/f`,
        `${archive}/AWSLogs/${strangerAccount}/CloudTrail/f`,
        `${archive}/f`,
      ],
      expected: "denied",
    },
    {
      name: "the verification reads, replaces or deletes evidence",
      controls: ["GOV-04"],
      principal: evidenceExport,
      action: ["s3:GetObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"],
      resource: `${evidence}/trail-integrity/2026/01/31/report.json`,
      expected: "denied",
    },
    {
      name: "the verification writes other evidence than its own",
      controls: ["GOV-04"],
      principal: evidenceExport,
      action: "s3:PutObject",
      resource: [`${evidence}/access-review/report.json`, `${evidence}/report.json`],
      expected: "denied",
    },
    {
      name: "the verification touches any other bucket",
      controls: ["DATA-03", "DATA-10"],
      atlas: "AML.T0035",
      principal: evidenceExport,
      action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resource: [
        ...data,
        String(estate.accountBuckets["access-logs"]),
        String(estate.accountBuckets["findings"]),
        String(estate.accountBuckets["code"]),
      ].map((bucket) => `${bucket}/folder/object`),
      expected: "denied",
    },
    {
      name: "the verification lists any other bucket",
      controls: ["DATA-03"],
      principal: evidenceExport,
      action: "s3:ListBucket",
      resource: [...data, evidence],
      expected: "denied",
    },
    {
      name: "the verification forges lines in the trail's log group",
      controls: ["GOV-01"],
      principal: evidenceExport,
      action: writeStream,
      resource: stream(trailGroup, "forged"),
      expected: "denied",
    },
    {
      name: "the verification reads or removes failed events",
      controls: ["GOV-01"],
      principal: evidenceExport,
      action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue"],
      resource: [estate.failedQueueArn, estate.undeliveredQueueArn],
      expected: "denied",
    },

    // The trail's delivery to CloudWatch Logs.
    {
      name: "the trail writes its live copy",
      controls: ["GOV-01"],
      principal: trailDelivery,
      action: writeStream,
      resource: stream(trailGroup, `${accountId}_CloudTrail_${region}`),
      expected: "allowed",
    },
    {
      name: "the trail's delivery writes another stream or group",
      controls: ["GOV-01"],
      principal: trailDelivery,
      action: writeStream,
      resource: [
        stream(trailGroup, `${strangerAccount}_CloudTrail_${region}`),
        stream(ownGroup, `${accountId}_CloudTrail_${region}`),
        stream(flowGroup, `${accountId}_CloudTrail_${region}`),
      ],
      expected: "denied",
    },

    // Flow logs.
    {
      name: "flow logs are written to their group",
      controls: ["NET-09"],
      principal: flowLogs,
      action: writeStream,
      resource: stream(flowGroup, "eni-1-all"),
      expected: "allowed",
    },
    {
      name: "the flow log service lists the streams of its group",
      controls: ["NET-09"],
      principal: flowLogs,
      action: "logs:DescribeLogStreams",
      resource: `${group(flowGroup)}:log-stream:`,
      expected: "allowed",
    },
    {
      name: "the flow log service looks for its group among all",
      controls: ["NET-09"],
      principal: flowLogs,
      action: "logs:DescribeLogGroups",
      resource: "*",
      expected: "allowed",
    },
    {
      name: "flow logs are written to another environment's group, or to the trail's",
      controls: ["NET-09"],
      principal: flowLogs,
      action: [...writeStream, "logs:DescribeLogStreams"],
      resource: [
        stream(`/acmeml/${other}/network/training-flow-logs`, "eni-1-all"),
        stream(trailGroup, "eni-1-all"),
        stream(`${flowGroup}-copy`, "eni-1-all"),
      ],
      expected: "denied",
    },

    // None of them.
    {
      name: "a service's role makes, deletes or shortens a log group",
      controls: ["NET-09", "GOV-01", "GOV-40"],
      atlas: "AML.T0025",
      principal: roles,
      action: ["logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:PutRetentionPolicy", "logs:DisassociateKmsKey"],
      resource: [trailGroup, ownGroup, flowGroup].map(group),
      expected: "denied",
    },
    {
      name: "a service's role deletes a log stream",
      controls: ["NET-09", "GOV-01", "GOV-40"],
      principal: roles,
      action: "logs:DeleteLogStream",
      resource: [trailGroup, ownGroup, flowGroup].map((name) => stream(name, "any")),
      expected: "denied",
    },
    {
      name: "a delivery role reads or writes objects",
      controls: ["GOV-04", "DATA-10"],
      principal: [trailDelivery, flowLogs],
      action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resource: [archive, evidence, ...data].map((bucket) => `${bucket}/folder/object`),
      expected: "denied",
    },
    {
      name: "a service's role stops the trail",
      controls: ["GOV-01", "GOV-40"],
      principal: roles,
      action: ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"],
      resource: estate.trailArn,
      expected: "denied",
    },
    {
      name: "a service's role makes or becomes another",
      controls: ["GOV-40"],
      principal: roles,
      action: ["iam:CreateRole", "iam:PassRole", "iam:PutRolePolicy", "iam:DeleteRolePermissionsBoundary"],
      resource: [...roles.map(({ id }) => id), estate.platformRole("new")],
      expected: "denied",
    },
    {
      name: "a service's role asks a model",
      controls: ["GOV-40"],
      atlas: "AML.T0040",
      principal: roles,
      action: "sagemaker:InvokeEndpoint",
      resource: estate.arn("sagemaker", "endpoint/any"),
      expected: "denied",
    },
    {
      name: "a delivery role takes the trail's public keys",
      controls: ["GOV-40"],
      principal: [trailDelivery, flowLogs],
      action: "cloudtrail:ListPublicKeys",
      resource: "*",
      expected: "denied",
    },
  ];
}
