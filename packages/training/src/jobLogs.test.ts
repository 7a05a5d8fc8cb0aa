import { all, identities, one, runProgram } from "@secure-ml/testing";
import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { JobLogs, type JobLogsArgs } from "./jobLogs.js";

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const maskingType = "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy";
const kmsKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/audit";
const groups = {
  "training-jobs": "/aws/sagemaker/TrainingJobs",
  "processing-jobs": "/aws/sagemaker/ProcessingJobs",
  "transform-jobs": "/aws/sagemaker/TransformJobs",
  "notebook-instances": "/aws/sagemaker/NotebookInstances",
  studio: "/aws/sagemaker/studio",
};

const run = (args: Partial<JobLogsArgs> = {}, options: pulumi.ComponentResourceOptions = {}) =>
  runProgram(() => {
    const logs = new JobLogs(
      "logs",
      { environment, kmsKeyArn, retention: { days: 365, deletionProtection: true }, ...args },
      options,
    );
    return { arns: logs.logGroupArns };
  });

describe("JobLogs", { tags: ["TRN-31"] }, () => {
  it("makes each group that SageMaker writes to, under the key, for a time that ends", async () => {
    const result = await run();
    expect(identities(result)).toEqual(
      [
        "pulumi:pulumi:Stack :: project-stack :: ",
        "secure-ml:training:JobLogs :: logs :: project-stack",
        ...Object.keys(groups).flatMap((part) => [
          `secure-ml:core:EncryptedLogGroup :: logs-${part} :: logs`,
          `${groupType} :: logs-${part}-log-group :: logs-${part}`,
          `${maskingType} :: logs-${part}-masking :: logs-${part}`,
        ]),
      ].sort(),
    );
    for (const [part, name] of Object.entries(groups)) {
      const group = one(result, groupType, `logs-${part}-log-group`);
      expect(group.inputs).toEqual({
        name,
        kmsKeyId: kmsKeyArn,
        retentionInDays: 365,
        deletionProtectionEnabled: true,
        skipDestroy: false,
        tags: { "retention-class": "audit" },
      });
      expect(result.controls.get(group.urn)).toContain("TRN-31");
      expect(one(result, maskingType, `logs-${part}-masking`).inputs["logGroupName"]).toBe(name);
    }
    expect(result.outputs["arns"]).toEqual(
      Object.fromEntries(
        Object.values(groups).map((name) => [name, `arn:aws:logs:eu-central-1:111111111111:log-group:${name}`]),
      ),
    );
  });

  it("takes over what SageMaker has made, as it is, and makes the rest", async () => {
    const seen: Record<string, unknown> = {};
    const options: pulumi.ComponentResourceOptions = {
      transformations: [
        ({ type, props, opts }) => {
          if (type === groupType) {
            const { import: id, ignoreChanges } = opts as pulumi.CustomResourceOptions;
            seen[String((props as Record<string, unknown>)["name"])] = id === undefined ? "made" : [id, ignoreChanges];
          }
          return undefined;
        },
      ],
    };
    const result = await run({ existing: ["/aws/sagemaker/TrainingJobs", "/aws/sagemaker/studio"] }, options);
    const differing = [
      "deletionProtectionEnabled",
      "kmsKeyId",
      "logGroupClass",
      "retentionInDays",
      "skipDestroy",
      "tags",
      "tagsAll",
    ];
    expect(seen).toEqual({
      "/aws/sagemaker/TrainingJobs": ["/aws/sagemaker/TrainingJobs", differing],
      "/aws/sagemaker/ProcessingJobs": "made",
      "/aws/sagemaker/TransformJobs": "made",
      "/aws/sagemaker/NotebookInstances": "made",
      "/aws/sagemaker/studio": ["/aws/sagemaker/studio", differing],
    });
    expect(all(result, maskingType)).toHaveLength(5);
  });

  it("refuses a group that is listed twice, and a retention that there is not", async () => {
    await expect(run({ existing: ["/aws/sagemaker/studio", "/aws/sagemaker/studio"] })).rejects.toThrow(
      'JobLogs "logs": existing must name each log group once, but is "/aws/sagemaker/studio, /aws/sagemaker/studio".',
    );
    await expect(run({ retention: { days: 364, deletionProtection: true } })).rejects.toThrow("retention.days");
  });
});
