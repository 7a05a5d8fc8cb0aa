import type { Environment } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { evidenceExportPurpose, TrailIntegrity, type TrailIntegrityArgs } from "./trailIntegrity.js";

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
const bundle = {
  name: evidenceExportPurpose,
  path: import.meta.dirname,
  handler: "index.handler",
  runtime: "nodejs24.x",
  architecture: "arm64",
  evidencePrefix: "trail-integrity/",
  timeoutSeconds: 900,
  memoryMiB: 1024,
};
const keyArns = {
  audit: "arn:aws:kms:eu-west-1:111111111111:key/audit",
  evidence: "arn:aws:kms:eu-west-1:111111111111:key/evidence",
  operations: "arn:aws:kms:eu-west-1:111111111111:key/operations",
};

function run(args: Partial<TrailIntegrityArgs> = {}) {
  return runProgram(() => {
    const integrity = new TrailIntegrity("integrity", {
      environment,
      bundle,
      sourceVersion: "1.2.3",
      archiveBucketName: "archive",
      evidenceBucketName: "evidence",
      keyArns,
      trailRegions: ["eu-west-1", "eu-north-1"],
      schedule: "rate(1 day)",
      lookBackHours: 26,
      alertTopicArn: "arn:aws:sns:eu-west-1:111111111111:acme-account-alerts",
      logRetention: { days: 400, deletionProtection: true },
      ...args,
    });
    return { functionName: integrity.functionName, deadLetterQueueNames: integrity.deadLetterQueueNames };
  });
}

describe("TrailIntegrity", { tags: ["GOV-01"] }, () => {
  it("makes one function and one schedule, each with its own dead-letter queue", async () => {
    const all = identities(await run());
    expect(all.filter((identity) => identity.startsWith("secure-ml:"))).toEqual([
      "secure-ml:core:BundledFunction :: integrity-verifier :: integrity",
      "secure-ml:core:DeadLetterQueue :: integrity-schedule-undelivered :: integrity-schedule",
      "secure-ml:core:DeadLetterQueue :: integrity-verifier-failed :: integrity-verifier",
      "secure-ml:core:EncryptedLogGroup :: integrity-verifier-logs :: integrity-verifier",
      "secure-ml:core:RoutedEvent :: integrity-schedule :: integrity",
      "secure-ml:core:ServiceRole :: integrity-verifier :: integrity-verifier",
      "secure-ml:governance:TrailIntegrity :: integrity :: project-stack",
    ]);
    expect(all.filter((identity) => identity.startsWith("aws:"))).toHaveLength(15);
  });

  it("records its bundle by name, wherever that lies", async () => {
    expect(one(await run(), "secure-ml:governance:TrailIntegrity").inputs["bundle"]).toBe("evidence-export");
  });

  it("tells the function where to look and where to write", async () => {
    const result = await run();
    const verifier = one(result, "aws:lambda/function:Function");
    expect(verifier.inputs).toMatchObject({
      name: "acme-account-evidence-export",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      timeout: 900,
      memorySize: 1024,
      kmsKeyArn: keyArns.operations,
      environment: {
        variables: {
          ACCOUNT_ID: "111111111111",
          ARCHIVE_BUCKET: "archive",
          EVIDENCE_BUCKET: "evidence",
          LOOK_BACK_HOURS: "26",
          METRIC_NAMESPACE: "acme/account",
          SOURCE_VERSION: "1.2.3",
          TRAIL_HOME_REGION: "eu-west-1",
          TRAIL_NAME: "acme-account-trail",
          TRAIL_REGIONS: "eu-west-1,eu-north-1",
        },
      },
    });
    // A new account's quota leaves nothing to reserve, and two runs at a time do no harm.
    expect(verifier.inputs["reservedConcurrentExecutions"]).toBe(-1);
    expect(result.controls.get(verifier.urn)).toEqual(["GOV-01"]);
    expect(result.outputs["functionName"]).toBe("acme-account-evidence-export");
    expect(result.outputs["deadLetterQueueNames"]).toEqual([
      one(result, "aws:sqs/queue:Queue", "integrity-verifier-failed-queue").inputs["name"],
      one(result, "aws:sqs/queue:Queue", "integrity-schedule-undelivered-queue").inputs["name"],
    ]);
  });

  it("gives it the trail's files to read, a prefix of the evidence to write, and no more", async () => {
    const result = await run();
    const queue = one(result, "aws:sqs/queue:Queue", "integrity-verifier-failed-queue");
    expect(JSON.parse(String(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReadTrailFiles",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::archive/AWSLogs/111111111111/CloudTrail*",
        },
        { Sid: "ListArchive", Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::archive" },
        { Sid: "DecryptTrailFiles", Effect: "Allow", Action: "kms:Decrypt", Resource: keyArns.audit },
        {
          Sid: "WriteEvidence",
          Effect: "Allow",
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::evidence/trail-integrity/*",
        },
        { Sid: "EncryptEvidence", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: keyArns.evidence },
        { Sid: "ReadDigestKeys", Effect: "Allow", Action: "cloudtrail:ListPublicKeys", Resource: "*" },
        {
          Sid: "WriteOwnLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:eu-west-1:111111111111:log-group:/acme/account/governance/evidence-export:*",
        },
        { Sid: "SendOwnDeadLetters", Effect: "Allow", Action: "sqs:SendMessage", Resource: queue.outputs["arn"] },
        {
          Sid: "UseOwnKey",
          Effect: "Allow",
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: keyArns.operations,
        },
      ],
    });
    expect(one(result, "aws:iam/role:Role").inputs).toMatchObject({
      name: "acme-account-evidence-export",
      path: "/acme/account/",
      permissionsBoundary: "arn:aws:iam::111111111111:policy/acme/account/acme-account-boundary",
    });
  });

  it("logs under the key audit, whose policy admits the account's log groups", async () => {
    expect(one(await run(), "aws:cloudwatch/logGroup:LogGroup").inputs).toMatchObject({
      name: "/acme/account/governance/evidence-export",
      kmsKeyId: keyArns.audit,
      retentionInDays: 400,
    });
  });

  it("starts it on the schedule", async () => {
    const result = await run();
    const rule = one(result, "aws:cloudwatch/eventRule:EventRule");
    expect(rule.inputs).toMatchObject({
      name: "acme-account-trail-integrity",
      scheduleExpression: "rate(1 day)",
      state: "ENABLED",
    });
    expect(result.controls.get(rule.urn)).toEqual(["GOV-25", "GOV-01"]);
    expect(one(result, "aws:cloudwatch/eventTarget:EventTarget").inputs).toMatchObject({
      rule: "acme-account-trail-integrity",
      arn: one(result, "aws:lambda/function:Function").outputs["arn"],
    });
    expect(one(result, "aws:lambda/permission:Permission").inputs).toMatchObject({
      principal: "events.amazonaws.com",
      sourceArn: "arn:aws:events:eu-west-1:111111111111:rule/acme-account-trail-integrity",
    });
  });

  it("names every problem at once", async () => {
    await expect(
      run({
        bundle: { ...bundle, name: "other" },
        trailRegions: [],
        lookBackHours: 0,
        sourceVersion: "not a version",
      }),
    ).rejects.toThrow(
      'TrailIntegrity "integrity": bundle.name must be one of evidence-export, but is "other"; ' +
        "trailRegions must not be empty, but is []; " +
        "lookBackHours must be a whole number of hours from 1 to 800, but is 0; " +
        'sourceVersion must be 1 to 64 letters, digits and ._+-, but is "not a version".',
    );
  });

  it("takes buckets and keys that do not exist yet", async () => {
    const result = await runProgram(
      () => {
        const later = (name: string) => new pulumi.ComponentResource("test:test:Later", name).urn;
        new TrailIntegrity("integrity", {
          environment,
          bundle,
          sourceVersion: "1.2.3",
          archiveBucketName: later("archive"),
          evidenceBucketName: later("evidence"),
          keyArns: { audit: later("audit"), evidence: later("evidence-key"), operations: later("operations") },
          trailRegions: ["eu-west-1"],
          schedule: "cron(0 6 * * ? *)",
          lookBackHours: 26,
          alertTopicArn: "arn:aws:sns:eu-west-1:111111111111:acme-account-alerts",
          logRetention: { days: 400, deletionProtection: true },
        });
      },
      { unknowns: true },
    );
    expect(one(result, "aws:lambda/function:Function").inputs).toMatchObject({ name: "acme-account-evidence-export" });
    expect(one(result, "aws:cloudwatch/eventRule:EventRule").inputs["scheduleExpression"]).toBe("cron(0 6 * * ? *)");
  });
});
