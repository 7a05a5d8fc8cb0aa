import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { reports } from "../../ruleCases.fixture.js";
import { compliantJob, itJudgesJobArgument, trainingJob, type JobChange } from "../../trainingJobs.fixture.js";
import { trnJobVolumeKey as rule } from "./jobVolumeKey.js";

const key = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const missing = (property: string, job = "job"): string =>
  `mandatory ${job}: found no ${property}; expected the ARN of a customer managed key; fix: set ${property} to the key's ARN`;
const tuning = (change: JobChange) =>
  resource(awsType.hyperParameterTuningJob, "tuning", {
    trainingJobDefinition: { ...compliantJob, resourceConfig: undefined, ...change },
  });

describe("trn-job-volume-key", { tags: ["TRN-07"] }, () => {
  itJudgesJobArgument({
    rule,
    property: "resourceConfig.volumeKmsKeyId",
    wrong: [
      [
        { resourceConfig: { instanceType: "ml.m5.xlarge", volumeKmsKeyId: "alias/aws/sagemaker" } },
        '"alias/aws/sagemaker"',
      ],
      [{ resourceConfig: { instanceType: "ml.g5.xlarge", volumeKmsKeyId: "0a1b" } }, '"0a1b"'],
    ],
    absent: { resourceConfig: { instanceType: "ml.m5.xlarge" } },
    unknown: { resourceConfig: { instanceType: "ml.m5.xlarge", volumeKmsKeyId: unknown } },
    expected: "expected the ARN of a customer managed key; fix: set <property> to the key's ARN",
  });

  it("passes machines with disks of their own without a key", async () => {
    const alone = trainingJob({ resourceConfig: { instanceType: "ml.g5.xlarge" } });
    const groups = trainingJob({
      resourceConfig: { instanceGroups: [{ instanceType: "ml.g5.xlarge" }, { instanceType: "ml.p6-b200.48xlarge" }] },
    });
    expect(await reports(rule, [alone])).toEqual([]);
    expect(await reports(rule, [groups])).toEqual([]);
  });

  it("demands a key as soon as one machine needs it, and where no machine is named", async () => {
    const groups = trainingJob({
      resourceConfig: { instanceGroups: [{ instanceType: "ml.g5.xlarge" }, { instanceType: "ml.m5.xlarge" }] },
    });
    expect(await reports(rule, [groups])).toEqual([missing("resourceConfig.volumeKmsKeyId")]);
    const known = trainingJob({
      resourceConfig: { instanceGroups: [{ instanceType: unknown }, { instanceType: "ml.m5.xlarge" }] },
    });
    expect(await reports(rule, [known])).toEqual([missing("resourceConfig.volumeKmsKeyId")]);
    expect(await reports(rule, [trainingJob({ resourceConfig: undefined })])).toEqual([
      missing("resourceConfig.volumeKmsKeyId"),
    ]);
  });

  it("cannot decide while the machines are unknown", async () => {
    expect(await reports(rule, [trainingJob({ resourceConfig: { instanceType: unknown } })])).toEqual([
      "advisory job: undecided: whether the machines of resourceConfig need a volume key cannot be known yet",
    ]);
  });

  it("judges the other form of a tuning job's machines", async () => {
    const property = "trainingJobDefinition.hyperParameterTuningResourceConfig.volumeKmsKeyId";
    const form = (config: JobChange) => tuning({ hyperParameterTuningResourceConfig: config });
    expect(await reports(rule, [form({ instanceConfigs: [{ instanceType: "ml.m5.xlarge" }] })])).toEqual([
      missing(property, "tuning"),
    ]);
    expect(await reports(rule, [form({ instanceType: "ml.m5.xlarge" })])).toEqual([missing(property, "tuning")]);
    expect(await reports(rule, [form({ instanceConfigs: [{ instanceType: "ml.g5.xlarge" }] })])).toEqual([]);
    expect(await reports(rule, [form({ instanceType: "ml.m5.xlarge", volumeKmsKeyId: key })])).toEqual([]);
  });
});
