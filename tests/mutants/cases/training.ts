import { resource, unknownValue } from "@secure-ml/testing";
import { made, type Mutant } from "../mutant.js";
import { withInputs, withNew, withStatements, without, type Mutation } from "../mutate.js";

const repository = { type: "aws:ecr/repository:Repository" };
const imageLifecycle = { type: "aws:ecr/lifecyclePolicy:LifecyclePolicy" };
const repositoryPolicy = { type: "aws:ecr/repositoryPolicy:RepositoryPolicy" };

const pipeline = { type: "aws:sagemaker/pipeline:Pipeline" };

type Json = Record<string, unknown>;

/** Changes the request of one step of the pipeline. */
function withStep(name: string, change: (request: Json) => Json): Mutation {
  return withInputs(pipeline, ({ pipelineDefinition }) => {
    const definition = JSON.parse(String(pipelineDefinition)) as Json;
    const edit = (steps: unknown): unknown =>
      (steps as (Json & { Arguments: Json })[]).map((step) => ({
        ...step,
        Arguments: {
          ...step.Arguments,
          ...(step["Name"] === name ? change(step.Arguments) : {}),
          ...(step.Arguments["IfSteps"] === undefined ? {} : { IfSteps: edit(step.Arguments["IfSteps"]) }),
        },
      }));
    return { pipelineDefinition: JSON.stringify({ ...definition, Steps: edit(definition["Steps"]) }) };
  });
}

export const trainingMutants: readonly Mutant[] = [
  {
    control: "TRN-15",
    change: "a tag can be moved to another image",
    stack: "platform",
    mutation: withInputs(repository, () => ({ imageTagMutability: "MUTABLE" })),
    rules: ["trn-ecr-immutable"],
  },
  {
    control: "TRN-15",
    change: "a repository has no encryption block",
    stack: "platform",
    mutation: withInputs(repository, () => ({ encryptionConfigurations: undefined })),
    rules: ["trn-ecr-cmk", "data-kms-customer-managed"],
  },
  {
    control: "TRN-15",
    change: "a repository is encrypted with AES256, so that its key counts for nothing",
    stack: "platform",
    mutation: withInputs(repository, ({ encryptionConfigurations }) => ({
      encryptionConfigurations: (encryptionConfigurations as object[]).map((block) => ({
        ...block,
        encryptionType: "AES256",
      })),
    })),
    rules: ["trn-ecr-cmk"],
  },
  {
    control: "TRN-15",
    change: "pushed images are not scanned",
    stack: "platform",
    mutation: withInputs(repository, () => ({ imageScanningConfiguration: undefined })),
    rules: ["trn-ecr-scan-on-push"],
  },
  {
    control: "TRN-15",
    change: "everybody may pull from a repository",
    stack: "platform",
    mutation: withStatements(repositoryPolicy, (statements) => [
      ...statements,
      { Sid: "Pull", Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" },
    ]),
    rules: ["trn-ecr-no-star-principal"],
  },
  {
    control: "TRN-15",
    change: "untagged images expire, which model versions may name by digest",
    stack: "platform",
    mutation: withInputs(imageLifecycle, () => ({
      policy: JSON.stringify({ rules: [{ rulePriority: 1, selection: { tagStatus: "untagged" } }] }),
    })),
    rules: ["trn-ecr-lifecycle"],
  },
  {
    control: "TRN-15",
    change: "a repository keeps all builds for ever",
    stack: "platform",
    mutation: without(imageLifecycle),
    rules: ["trn-ecr-lifecycle-linked"],
  },
  {
    control: "TRN-15",
    change: "a repository goes with all its images",
    stack: "platform",
    mutation: withInputs(repository, () => ({ forceDelete: true })),
    rules: ["trn-ecr-force-delete"],
  },
  {
    control: "TRN-15",
    change: "repositories that ECR makes by itself are open to changes and unencrypted",
    stack: "account",
    mutation: withNew(() =>
      made("account", "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", "cache", {
        prefix: "ROOT",
        appliedFors: ["PULL_THROUGH_CACHE"],
      }),
    ),
    rules: ["trn-ecr-template-same"],
  },
  {
    control: "TRN-20",
    change: "a step names its image by tag",
    stack: "platform",
    mutation: withStep("Train", ({ AlgorithmSpecification }) => ({
      AlgorithmSpecification: {
        ...(AlgorithmSpecification as Json),
        TrainingImage: String((AlgorithmSpecification as Json)["TrainingImage"]).replace(/@.*/, ":latest"),
      },
    })),
    rules: ["trn-image-by-digest"],
  },
  {
    control: "TRN-20",
    change: "a step takes its image from an account of AWS",
    stack: "platform",
    mutation: withStep("Train", ({ AlgorithmSpecification }) => ({
      AlgorithmSpecification: {
        ...(AlgorithmSpecification as Json),
        TrainingImage: `492215442770.dkr.ecr.eu-central-1.amazonaws.com/sagemaker-xgboost@sha256:${"0".repeat(64)}`,
      },
    })),
    rules: ["trn-image-own-registry"],
  },
  {
    control: "TRN-21",
    change: "a training step is not placed in the VPC",
    stack: "platform",
    mutation: withStep("Train", () => ({ VpcConfig: undefined })),
    rules: ["trn-pipe-steps-private"],
  },
  {
    control: "TRN-21",
    change: "whoever starts a run chooses the subnet",
    stack: "platform",
    mutation: withStep("Train", ({ VpcConfig }) => ({
      VpcConfig: { ...(VpcConfig as Json), Subnets: [{ Get: "Parameters.SubnetId" }] },
    })),
    rules: ["trn-pipe-no-security-params"],
  },
  {
    control: "TRN-21",
    change: "a step falls back to the pipeline's role",
    stack: "platform",
    mutation: withStep("Evaluate", () => ({ RoleArn: undefined })),
    rules: ["trn-pipe-step-roles"],
  },
  {
    control: "TRN-21",
    change: "the definition is whatever lies in a bucket",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", pipeline.type, "elsewhere", {
        pipelineName: "elsewhere",
        pipelineDisplayName: "elsewhere",
        roleArn: "arn:aws:iam::222222222222:role/acmeml/prod/acmeml-prod-pipeline",
        pipelineDefinition: '{"Version":"2020-12-01","Steps":[]}',
        pipelineDefinitionS3Location: { bucket: "code", objectKey: "pipeline.json" },
      }),
    ),
    rules: ["trn-pipe-s3-version"],
  },
  {
    control: "TRN-21",
    change: "a pipeline has no role of its own",
    stack: "platform",
    mutation: withInputs(pipeline, () => ({ roleArn: undefined })),
    rules: ["trn-pipe-role"],
  },
  {
    control: "TRN-22",
    change: "a model version is approved by the pipeline that made it",
    stack: "platform",
    mutation: withStep("Register", () => ({ ModelApprovalStatus: "Approved" })),
    rules: ["trn-pipe-register-pending"],
  },
  {
    control: "TRN-22",
    change: "a model is registered when its metric is too low",
    stack: "platform",
    mutation: withStep("IsGoodEnough", ({ IfSteps }) => ({ IfSteps: [], ElseSteps: IfSteps })),
    rules: ["trn-pipe-register-in-condition"],
  },
  {
    control: "TRN-22",
    change: "the pipeline's role may approve what it registers",
    stack: "platform",
    mutation: withStatements({ type: "aws:iam/rolePolicy:RolePolicy", name: "pipeline-policy" }, (statements) => [
      ...statements,
      { Sid: "Approve", Effect: "Allow", Action: "sagemaker:UpdateModelPackage", Resource: "*" },
    ]),
    rules: ["trn-approver-only-updates"],
  },
];

/** Of a stack of which nothing exists yet, so that ids and ARNs cannot be known. */
export const unknownTrainingMutants: readonly Mutant[] = [
  {
    control: "TRN-15",
    change: "nobody can tell whose lifecycle an unknown one is",
    stack: "platform",
    mutation: (resources) =>
      withNew(() =>
        resource(
          imageLifecycle.type,
          "lifecycle",
          { repository: unknownValue, policy: '{"rules":[{"selection":{"tagStatus":"tagged"}}]}' },
          { project: "secure-ml-platform", stack: "prod" },
        ),
      )(without(imageLifecycle)(resources)),
    rules: ["trn-ecr-lifecycle-linked"],
  },
];
