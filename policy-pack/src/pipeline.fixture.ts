import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { expect, it } from "vitest";
import { awsType } from "./awsTypes.js";
import { reasons, reports, type Rule } from "./ruleCases.fixture.js";

type Json = Record<string, unknown>;

/** ARN of the role that the pipeline runs as. */
export const pipelineRoleArn = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-pipeline";
const role = (kind: string) => `arn:aws:iam::111111111111:role/acme/dev/acme-dev-${kind}`;
/** An image as the rules want it. */
export const image = `111111111111.dkr.ecr.eu-central-1.amazonaws.com/acme-dev-training@sha256:${"0a".repeat(32)}`;
const key = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const vpc = { Subnets: ["subnet-1"], SecurityGroupIds: ["sg-1"] };
const machine = { InstanceType: "ml.m5.large", VolumeKmsKeyId: key };

/** Steps of a pipeline as the rules want them: one of each kind. */
export const steps: readonly Json[] = [
  {
    Name: "Prepare",
    Type: "Processing",
    Arguments: {
      RoleArn: role("processing"),
      AppSpecification: { ImageUri: image },
      NetworkConfig: { VpcConfig: vpc, EnableNetworkIsolation: true, EnableInterContainerTrafficEncryption: true },
      ProcessingResources: { ClusterConfig: machine },
      ProcessingOutputConfig: { KmsKeyId: key },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    },
  },
  {
    Name: "Train",
    Type: "Training",
    Arguments: {
      RoleArn: role("training"),
      AlgorithmSpecification: { TrainingImage: image },
      VpcConfig: vpc,
      EnableNetworkIsolation: true,
      EnableInterContainerTrafficEncryption: true,
      ResourceConfig: machine,
      OutputDataConfig: { KmsKeyId: key },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    },
  },
  {
    Name: "Score",
    Type: "Transform",
    Arguments: { TransformResources: machine, TransformOutput: { KmsKeyId: key } },
  },
  {
    Name: "IsGoodEnough",
    Type: "Condition",
    Arguments: {
      Conditions: [],
      IfSteps: [
        {
          Name: "Register",
          Type: "RegisterModel",
          Arguments: {
            ModelApprovalStatus: "PendingManualApproval",
            ModelPackageGroupName: "acme-dev-churn",
            InferenceSpecification: { Containers: [{ Image: image }] },
          },
        },
      ],
      ElseSteps: [{ Name: "Reject", Type: "Fail", Arguments: {} }],
    },
  },
];

/** A pipeline of these steps. */
export function pipelineOf(list: readonly Json[], changes: Json = {}): RecordedResource {
  return resource(awsType.pipeline, "pipeline", {
    roleArn: pipelineRoleArn,
    pipelineDefinition: JSON.stringify({ Version: "2020-12-01", Steps: list }),
    ...changes,
  });
}

/**
 * A pipeline of which one step differs.
 *
 * @param path such as `VpcConfig.Subnets` in the step's arguments
 * @param value `undefined` removes it
 */
export function pipelineWith(step: string, path: string, value: unknown): RecordedResource {
  // Not structuredClone, which keeps parts shared that the steps share.
  const copy = JSON.parse(JSON.stringify(steps)) as Json[];
  const inner = copy.flatMap(({ Arguments }) => ((Arguments as Json)["IfSteps"] ?? []) as Json[]);
  const segments = path.split(".");
  const last = segments.pop() ?? "";
  const start = [...copy, ...inner].find(({ Name }) => Name === step)?.["Arguments"] as Json;
  const holder = segments.reduce((current, segment) => current[segment] as Json, start);
  holder[last] = value;
  return pipelineOf(copy);
}

/** Tests what every rule about definitions owes to one that it cannot read. */
export function itReadsDefinitions(rule: Rule): void {
  it("passes a pipeline as it should be", async () => {
    expect(await reports(rule, [pipelineOf(steps)])).toEqual([]);
  });

  it("cannot decide what it cannot see", async () => {
    const inS3 = { pipelineDefinition: undefined, pipelineDefinitionS3Location: { bucket: "b", objectKey: "k" } };
    expect(await reports(rule, [pipelineOf([], { pipelineDefinition: unknown })])).toEqual([
      "advisory pipeline: undecided: pipelineDefinition cannot be known yet",
    ]);
    expect(await reports(rule, [pipelineOf([], inS3)])).toEqual([
      "advisory pipeline: undecided: the definition in S3 cannot be seen from here",
    ]);
  });

  it.each(["no JSON", "{}", '{"Steps":{}}'])("violates with a definition that is none: %s", async (text) => {
    expect(await reports(rule, [pipelineOf([], { pipelineDefinition: text })])).toEqual([
      "mandatory pipeline: found a pipelineDefinition that is no JSON with Steps; expected the definition of a pipeline; fix: write the definition in schema version 2020-12-01",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });
}
