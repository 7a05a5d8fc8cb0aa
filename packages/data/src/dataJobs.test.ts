import { all, identities, one, runProgram } from "@secure-ml/testing";
import * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";
import { DataJobProgram, dataJobProgramLocation } from "./dataJobProgram.js";
import { DataJobs, type DataJobsArgs } from "./dataJobs.js";
import { environment } from "./environment.fixture.js";

const key = (id: string) => `arn:aws:kms:eu-west-1:111111111111:key/${id}`;
const group = "aws:cloudwatch/logGroup:LogGroup";
const column = { name: "months", type: "integer", minimum: 0 } as const;

const run = (changes: Partial<DataJobsArgs> = {}) =>
  runProgram(() => {
    const ready = new aws.iam.RolePolicy("policy", { role: "r", policy: "{}" });
    const role = (purpose: string) => ({
      roleArn: new aws.iam.Role(purpose, { name: purpose, assumeRolePolicy: "{}" }).arn,
      ready,
    });
    return new DataJobs("jobs", {
      environment,
      roles: { etl: role("etl"), labels: role("labels") },
      files: [{ name: "churn", columns: [column] }],
      programLocation: "s3://code/programs/admitRows.py",
      bucketNames: { raw: "raw", curated: "curated", labels: "labels" },
      keyArns: { lake: key("lake"), labels: key("labels"), logs: key("logs"), messaging: key("messaging") },
      subnetId: "subnet-1",
      availabilityZone: "eu-west-1a",
      securityGroupId: "sg-1",
      logRetention: { days: 365, deletionProtection: true },
      alertTopicArn: "arn:aws:sns:eu-west-1:111111111111:alerts",
      ...changes,
    }).jobNames;
  });

describe("DataJobs", { tags: ["DATA-22"] }, () => {
  it("makes a job for each role, which nobody can give another program, another place or other keys", async () => {
    const result = await run();
    expect(one(result, "aws:glue/job:Job", "jobs-etl-job").inputs).toEqual({
      name: "acme-dev-etl",
      description: "Checks what comes in below intake/ and writes it to the zone curated",
      roleArn: "arn:aws:iam::111111111111:role/etl",
      command: { name: "glueetl", pythonVersion: "3", scriptLocation: "s3://code/programs/admitRows.py" },
      glueVersion: "5.0",
      workerType: "G.1X",
      numberOfWorkers: 2,
      executionClass: "STANDARD",
      timeout: 30,
      maxRetries: 0,
      executionProperty: { maxConcurrentRuns: 1 },
      jobRunQueuingEnabled: true,
      securityConfiguration: "acme-dev-etl",
      connections: ["acme-dev-data-jobs"],
      defaultArguments: {
        "--job-language": "python",
        "--job-bookmark-option": "job-bookmark-disable",
        "--enable-continuous-cloudwatch-log": "true",
        "--custom-logGroup-prefix": "/acme/dev/data/etl",
        "--disable-proxy-v2": "true",
      },
      nonOverridableArguments: {
        "--source_bucket": "raw",
        "--source_prefix": "intake/",
        "--target_bucket": "curated",
        "--target_prefix": "datasets/",
        "--target_folder": "latest/",
        "--data_sets": JSON.stringify({ churn: [column] }),
      },
    });
    const labels = one(result, "aws:glue/job:Job", "jobs-labels-job");
    expect(labels.inputs).toMatchObject({
      name: "acme-dev-labels",
      roleArn: "arn:aws:iam::111111111111:role/labels",
      securityConfiguration: "acme-dev-labels",
      nonOverridableArguments: {
        "--source_prefix": "label-sources/",
        "--target_bucket": "labels",
        "--target_prefix": "held-out/",
        "--target_folder": "",
      },
    });
    expect(result.outputs).toEqual({ etl: "acme-dev-etl", labels: "acme-dev-labels" });
    expect(result.controls.get(labels.urn)).toEqual(["DATA-22"]);
  });

  it("encrypts what each writes and logs under keys of ours", { tags: ["DATA-01"] }, async () => {
    const result = await run();
    const written = (role: string) =>
      one(result, "aws:glue/securityConfiguration:SecurityConfiguration", `jobs-${role}-encryption`);
    for (const [role, output] of [
      ["etl", "lake"],
      ["labels", "labels"],
    ] as const) {
      expect(written(role).inputs["encryptionConfiguration"]).toEqual({
        cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: key("logs") },
        s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: key(output) },
        jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: key(output) },
      });
      expect(result.controls.get(written(role).urn)).toEqual(["DATA-01"]);
    }
  });

  it("has the log groups before the jobs, with the name of the security configuration at the end", async () => {
    const result = await run();
    const groups = all(result, group).map(({ inputs }) => inputs["name"]);
    expect(groups).toEqual([
      "/acme/dev/data/etl/error-acme-dev-etl",
      "/acme/dev/data/etl/output-acme-dev-etl",
      "/acme/dev/data/labels/error-acme-dev-labels",
      "/acme/dev/data/labels/output-acme-dev-labels",
    ]);
    expect(all(result, "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy")).toHaveLength(4);
    const etl = one(result, "aws:glue/job:Job", "jobs-etl-job");
    const before = [group, "aws:iam/rolePolicy:RolePolicy"].flatMap((type) => all(result, type));
    expect(etl.dependencies).toEqual(
      expect.arrayContaining(
        before.filter(({ name }) => !name.includes("labels") && !name.includes("arrived")).map(({ urn }) => urn),
      ),
    );
  });

  it("places them in the network", { tags: ["DATA-09"] }, async () => {
    const connection = one(await run(), "aws:glue/connection:Connection");
    expect(connection.inputs).toEqual({
      name: "acme-dev-data-jobs",
      connectionType: "NETWORK",
      physicalConnectionRequirements: {
        subnetId: "subnet-1",
        availabilityZone: "eu-west-1a",
        securityGroupIdLists: ["sg-1"],
      },
    });
  });

  it("starts them when something arrives, and only then", async () => {
    const result = await run();
    expect(one(result, "aws:glue/trigger:Trigger", "jobs-labels-trigger").inputs).toEqual({
      name: "acme-dev-labels",
      type: "EVENT",
      workflowName: "acme-dev-labels",
      eventBatchingConditions: [{ batchSize: 1 }],
      actions: [{ jobName: "acme-dev-labels" }],
      enabled: true,
    });
    const rule = one(result, "aws:cloudwatch/eventRule:EventRule", "jobs-labels-arrived-rule");
    expect(JSON.parse(String(rule.inputs["eventPattern"]))).toEqual({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: {
        bucket: { name: ["acme-dev-raw-111111111111-eu-west-1"] },
        object: { key: [{ prefix: "label-sources/" }] },
      },
    });
    expect(one(result, "aws:cloudwatch/eventTarget:EventTarget", "jobs-labels-arrived-target").inputs["arn"]).toBe(
      "arn:aws:glue:eu-west-1:111111111111:workflow/acme-dev-labels",
    );
    expect(identities(result).filter((identity) => identity.startsWith("aws:glue/"))).toHaveLength(9);
  });

  it(
    "starts them by a clean scan where objects are scanned, since nobody reads them before",
    { tags: ["DATA-28"] },
    async () => {
      const result = await run({ scannedPrefixes: ["intake/"] });
      const pattern = (role: string): unknown =>
        JSON.parse(
          String(one(result, "aws:cloudwatch/eventRule:EventRule", `jobs-${role}-arrived-rule`).inputs["eventPattern"]),
        );
      expect(pattern("etl")).toEqual({
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Malware Protection Object Scan Result"],
        detail: {
          s3ObjectDetails: { bucketName: ["acme-dev-raw-111111111111-eu-west-1"], objectKey: [{ prefix: "intake/" }] },
          scanResultDetails: { scanResultStatus: ["NO_THREATS_FOUND"] },
        },
      });
      expect(pattern("labels")).toMatchObject({ source: ["aws.s3"] });
    },
  );

  it("refuses what no file could be of, all at once", async () => {
    await expect(run({ files: [], timeoutMinutes: 481 })).rejects.toThrow(
      'DataJobs "jobs": files must not be empty, but is []; timeoutMinutes must be a whole number of minutes from 1 to 480, but is 481.',
    );
    const churn = { name: "churn", columns: [] };
    await expect(run({ files: [churn, churn] })).rejects.toThrow(
      'files must have names that differ, but is "churn, churn"; files churn columns must not be empty',
    );
  });
});

describe("DataJobProgram", { tags: ["DATA-22"] }, () => {
  it("puts the program where the jobs look for it", async () => {
    const bucket = "acme-account-code-111111111111-eu-west-1";
    const result = await runProgram(() => ({
      location: new DataJobProgram("program", { codeBucketName: bucket }).location,
    }));
    const object = one(result, "aws:s3/bucketObjectv2:BucketObjectv2");
    expect(object.inputs).toMatchObject({ bucket, key: "programs/admitRows.py", contentType: "text/x-python" });
    expect(object.inputs["content"]).toContain("def admitted(");
    expect(result.outputs["location"]).toBe(dataJobProgramLocation(environment));
    expect(dataJobProgramLocation(environment)).toBe(`s3://${bucket}/programs/admitRows.py`);
  });
});
