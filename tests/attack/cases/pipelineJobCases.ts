import type { AttackCase, RequestContext } from "../attackCase.js";
import type { Estate } from "../estate.js";
import type { Principal, Principals } from "../principals.js";

type Json = Readonly<Record<string, unknown>>;

/** A job that the emitted definition of the pipeline makes. */
interface PipelineJob {
  readonly step: string;
  readonly action: "sagemaker:CreateProcessingJob" | "sagemaker:CreateTrainingJob";
  readonly principal: Principal;
  /** ARNs of one object of each of its inputs. */
  readonly inputs: readonly string[];
  /** ARN of one object of its output. */
  readonly output: string;
  readonly outputKeyArn: string;
  /** What its request carries. */
  readonly request: RequestContext;
}

/**
 * The pipeline as it was emitted, step by step: SageMaker makes each job with the role that the step names, and the job
 * gets at what the step names. A step and a role that do not fit together show here, and nowhere before a real run.
 */
export function pipelineJobCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const jobs = jobsOf(estate, who);
  return jobs.flatMap((job): readonly AttackCase[] => {
    const { step, principal, inputs, output, request } = job;
    const others = jobs.filter((other) => other !== job);
    const foreign = [
      ...new Set(others.flatMap((other) => [...other.inputs, other.output]).filter((arn) => !inputs.includes(arn))),
    ];
    return [
      {
        name: `the pipeline makes the job of its step ${step}`,
        controls: ["TRN-21"],
        principal: who.pipeline,
        action: job.action,
        resource: estate.arn(
          "sagemaker",
          `${job.action.endsWith("TrainingJob") ? "training" : "processing"}-job/pipelines-1`,
        ),
        context: request,
        expected: "allowed",
      },
      {
        name: `the pipeline makes the job of its step ${step} in the open`,
        controls: ["TRN-21"],
        atlas: "AML.T0025",
        principal: who.pipeline,
        action: job.action,
        resource: estate.arn(
          "sagemaker",
          `${job.action.endsWith("TrainingJob") ? "training" : "processing"}-job/pipelines-1`,
        ),
        context: { ...request, "sagemaker:NetworkIsolation": "false" },
        expected: "denied",
      },
      {
        name: `the job of the step ${step} reads its inputs`,
        controls: ["TRN-09", "TRN-21"],
        principal,
        action: "s3:GetObject",
        resource: inputs,
        through: "s3",
        throughKey: {},
        expected: "allowed",
      },
      {
        name: `the job of the step ${step} finds its inputs`,
        controls: ["TRN-09", "TRN-21"],
        principal,
        action: "s3:ListBucket",
        resource: inputs.map(bucketOf),
        context: (bucket) => ({
          "s3:prefix": folderOf(inputs.find((input) => bucketOf(input) === bucket) ?? ""),
        }),
        through: "s3",
        expected: "allowed",
      },
      {
        name: `the job of the step ${step} writes its output under the key that the step names`,
        controls: ["TRN-09", "TRN-21"],
        principal,
        action: "s3:PutObject",
        resource: output,
        context: underKey(job.outputKeyArn),
        through: "s3",
        throughKey: {},
        expected: "allowed",
      },
      {
        name: `the job of the step ${step} writes its output under the key of volumes`,
        controls: ["TRN-09", "TRN-21"],
        principal,
        action: "s3:PutObject",
        resource: output,
        context: underKey(String(estate.dataKeys["compute"])),
        through: "s3",
        expected: "denied",
      },
      {
        name: `the job of the step ${step} reads its own output, or what only other steps have to do with`,
        controls: ["TRN-09", "TRN-21"],
        atlas: "AML.T0025",
        principal,
        action: "s3:GetObject",
        resource: [...new Set([output, ...foreign])],
        through: "s3",
        expected: "denied",
      },
      {
        name: `the job of the step ${step} puts something where another step reads or writes`,
        controls: ["TRN-09", "TRN-21"],
        atlas: "AML.T0020",
        principal,
        action: "s3:PutObject",
        resource: [...new Set([...inputs, ...foreign])].filter((arn) => arn !== output),
        through: "s3",
        expected: "denied",
      },
    ];
  });
}

function jobsOf(estate: Estate, who: Principals): readonly PipelineJob[] {
  const { Steps } = JSON.parse(estate.pipelineDefinition) as { Steps: readonly Step[] };
  const people = [who.processing, who.training, who.evaluation];
  return Steps.filter(({ Type }) => Type === "Processing" || Type === "Training").map(({ Name, Type, Arguments }) => {
    const at = (path: string): unknown =>
      path.split(".").reduce<unknown>((value, key) => (value as Json | undefined)?.[key], Arguments);
    const list = (path: string) => at(path) as readonly Json[];
    const training = Type === "Training";
    const network = training ? "VpcConfig" : "NetworkConfig.VpcConfig";
    const settings = training ? "" : "NetworkConfig.";
    const cluster = training ? "ResourceConfig" : "ProcessingResources.ClusterConfig";
    const outputKeyArn = String(at(training ? "OutputDataConfig.KmsKeyId" : "ProcessingOutputConfig.KmsKeyId"));
    const principal = people.find(({ id }) => id === at("RoleArn"));
    if (principal === undefined) throw new Error(`The step ${Name} runs as ${String(at("RoleArn"))}.`);
    const uris = training
      ? list("InputDataConfig").map(({ DataSource }) => ((DataSource as Json)["S3DataSource"] as Json)["S3Uri"])
      : list("ProcessingInputs").map(({ S3Input }) => (S3Input as Json)["S3Uri"]);
    return {
      step: Name,
      action: training ? "sagemaker:CreateTrainingJob" : "sagemaker:CreateProcessingJob",
      principal,
      inputs: uris.map((uri) => objectArn(uri, Steps)),
      output: outputOf(Arguments, Steps),
      outputKeyArn,
      request: {
        "sagemaker:VpcSubnets": at(`${network}.Subnets`) as readonly string[],
        "sagemaker:VpcSecurityGroupIds": at(`${network}.SecurityGroupIds`) as readonly string[],
        "sagemaker:NetworkIsolation": String(at(`${settings}EnableNetworkIsolation`)),
        "sagemaker:InterContainerTrafficEncryption": String(at(`${settings}EnableInterContainerTrafficEncryption`)),
        "sagemaker:InstanceTypes": [String(at(`${cluster}.InstanceType`))],
        "sagemaker:VolumeKmsKeyArn": String(at(`${cluster}.VolumeKmsKeyId`)),
        "sagemaker:OutputKmsKeyArn": outputKeyArn,
        "sagemaker:MaxRuntimeInSeconds": String(at("StoppingCondition.MaxRuntimeInSeconds")),
      },
    };
  });
}

interface Step {
  readonly Name: string;
  readonly Type: string;
  readonly Arguments: Json;
}

function outputOf(values: Json, steps: readonly Step[]): string {
  const { S3OutputPath } = (values["OutputDataConfig"] ?? {}) as Json;
  const { Outputs } = (values["ProcessingOutputConfig"] ?? {}) as { Outputs?: readonly { S3Output: Json }[] };
  return objectArn(S3OutputPath ?? Outputs?.[0]?.S3Output["S3Uri"], steps);
}

/** ARN of an object in a place that a step names; what a run fills in is `x`, and another step's output is where it goes. */
function objectArn(place: unknown, steps: readonly Step[]): string {
  if (typeof place === "string") return `arn:aws:s3:::${place.replace(/^s3:\/\//, "").replace(/\/?$/, "/part-0.csv")}`;
  const { Get, "Std:Join": join } = place as { Get?: string; "Std:Join"?: { On: string; Values: readonly unknown[] } };
  if (join !== undefined) {
    return objectArn(join.Values.map((part) => (typeof part === "string" ? part : "x")).join(join.On), steps);
  }
  const maker = steps.find(({ Name }) => Name === Get?.split(".")[1]);
  if (maker === undefined) throw new Error(`${JSON.stringify(place)} is no place.`);
  return outputOf(maker.Arguments, steps);
}

function bucketOf(objectArn: string): string {
  return objectArn.split("/")[0] ?? "";
}

/** The folder as SageMaker asks for it. */
function folderOf(objectArn: string): string {
  return objectArn.split("/").slice(1, -1).join("/");
}

function underKey(keyArn: string): RequestContext {
  return {
    "s3:x-amz-server-side-encryption": "aws:kms",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn,
  };
}
