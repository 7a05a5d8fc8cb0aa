import { hasLocalNvme } from "@secure-ml/controls";
import type { PipelineDefinitionArgs } from "./pipelineDefinition.js";
import { referenceProblems, twice } from "./pipelineReferences.js";
import { stepTypes, type PipelineStep } from "./pipelineSteps.js";

type Values = Readonly<Record<string, unknown>>;

/** Where each kind of job states what must be fixed. */
interface JobPaths {
  readonly role?: string;
  readonly image?: string;
  readonly vpc?: string;
  readonly isolation?: string;
  readonly peers?: string;
  readonly resources: string;
  readonly outputKey: string;
  readonly cap?: string;
}

const trainingPaths: JobPaths = {
  role: "RoleArn",
  image: "AlgorithmSpecification.TrainingImage",
  vpc: "VpcConfig",
  isolation: "EnableNetworkIsolation",
  peers: "EnableInterContainerTrafficEncryption",
  resources: "ResourceConfig",
  outputKey: "OutputDataConfig.KmsKeyId",
  cap: "StoppingCondition.MaxRuntimeInSeconds",
};

const jobPaths: Readonly<Partial<Record<string, JobPaths>>> = {
  Training: trainingPaths,
  Processing: {
    role: "RoleArn",
    image: "AppSpecification.ImageUri",
    vpc: "NetworkConfig.VpcConfig",
    isolation: "NetworkConfig.EnableNetworkIsolation",
    peers: "NetworkConfig.EnableInterContainerTrafficEncryption",
    resources: "ProcessingResources.ClusterConfig",
    outputKey: "ProcessingOutputConfig.KmsKeyId",
    cap: "StoppingCondition.MaxRuntimeInSeconds",
  },
  // Role, network and image of a transform are those of its model.
  Transform: { resources: "TransformResources", outputKey: "TransformOutput.KmsKeyId" },
};

/**
 * Everything that is wrong with the steps and parameters of a pipeline.
 *
 * @returns one sentence for each problem; none for a definition that is safe
 */
export function pipelineProblems(args: PipelineDefinitionArgs): readonly string[] {
  const placed = allSteps(args.steps, false);
  const steps = placed.map(({ step }) => step);
  return [
    ...(args.steps.length === 0 ? ["it has no steps"] : []),
    ...[...twice(steps.map(({ Name }) => Name))].map((name) => `two steps are called "${name}"`),
    ...placed.flatMap(({ step, conditional }) =>
      stepProblems(step, conditional, args).map((problem) => `step "${step.Name}": ${problem}`),
    ),
    ...referenceProblems(
      args,
      steps.filter(({ Type }) => stepTypes.includes(Type)),
    ),
  ];
}

interface PlacedStep {
  readonly step: PipelineStep;
  /** Whether a condition decides that it runs. */
  readonly conditional: boolean;
}

function allSteps(steps: readonly PipelineStep[], conditional: boolean): readonly PlacedStep[] {
  return steps.flatMap((step) => {
    const branch = (name: string) => (step.Arguments[name] ?? []) as readonly PipelineStep[];
    return step.Type === "Condition"
      ? [
          { step, conditional },
          ...allSteps(branch("IfSteps"), true),
          // What runs when the metric is too low is decided by no metric.
          ...allSteps(branch("ElseSteps"), false),
        ]
      : [{ step, conditional }];
  });
}

function stepProblems(step: PipelineStep, conditional: boolean, args: PipelineDefinitionArgs): readonly string[] {
  const { Type, Arguments } = step;
  if (!stepTypes.includes(Type))
    return [`is of type ${Type as string}, which cannot be checked; use ${stepTypes.join(", ")}`];
  if ("CacheConfig" in step) return ["reuses older outputs; remove CacheConfig"];
  if (Type === "RegisterModel") return registerProblems(Arguments, conditional, args);
  if (Type === "Model") {
    return [
      ...roleProblems(Arguments, "ExecutionRoleArn", args),
      ...vpcProblems(Arguments, "VpcConfig"),
      ...mustBeTrue(Arguments, "EnableNetworkIsolation"),
      ...imageProblems(Arguments, "PrimaryContainer.Image", args),
    ];
  }
  if (Type === "Tuning") {
    const several = Arguments["TrainingJobDefinitions"];
    const definitions = Array.isArray(several)
      ? (several as readonly Values[])
      : [at(Arguments, "TrainingJobDefinition")];
    return definitions.flatMap((definition) => jobProblems((definition ?? {}) as Values, trainingPaths, args));
  }
  const paths = jobPaths[Type];
  return paths === undefined ? [] : jobProblems(Arguments, paths, args);
}

/**
 * Requests that open a door into a job: a shell on its machine, and debugging or profiling, whose containers are AWS's own
 * and stand outside the isolation.
 */
const debugging = [
  "DebugHookConfig",
  "DebugRuleConfigurations",
  "ProfilerRuleConfigurations",
  "RemoteDebugConfig",
  "TensorBoardOutputConfig",
];

function jobProblems(values: Values, paths: JobPaths, args: PipelineDefinitionArgs): readonly string[] {
  return [
    ...(paths.role === undefined ? [] : roleProblems(values, paths.role, args)),
    ...(paths.image === undefined ? [] : imageProblems(values, paths.image, args)),
    ...(paths.vpc === undefined ? [] : vpcProblems(values, paths.vpc)),
    ...(paths.isolation === undefined ? [] : mustBeTrue(values, paths.isolation)),
    ...(paths.peers === undefined ? [] : mustBeTrue(values, paths.peers)),
    ...machineProblems(values, paths.resources, args),
    ...keyProblems(values, paths.outputKey),
    ...(paths.cap === undefined ? [] : capProblems(values, paths.cap, args)),
    ...debugging.filter((name) => name in values).map((name) => `opens the job by ${name}; remove it`),
  ];
}

/** A value that must be there and fixed: a run could choose what a parameter or another step's property holds. */
function fixed(
  values: Values,
  path: string,
  accepts: (value: unknown) => boolean,
  expected: string,
): readonly string[] {
  const value = at(values, path);
  if (value === undefined || value === null) return [`has no ${path}; ${expected}`];
  if (isFilledIn(value)) return [`${path} is filled in by a run (${JSON.stringify(value)}); ${expected}`];
  return accepts(value) ? [] : [`${path} is ${JSON.stringify(value)}; ${expected}`];
}

function roleProblems(values: Values, path: string, { pipelineRoleArn }: PipelineDefinitionArgs): readonly string[] {
  const expected = "name a role of this kind of job, not the pipeline's";
  return fixed(values, path, (role) => typeof role === "string" && role !== pipelineRoleArn, expected);
}

function imageProblems(values: Values, path: string, { registry }: PipelineDefinitionArgs): readonly string[] {
  const expected = `name an image by digest, ${registry}/<repository>@sha256:<64 hexadecimal digits>`;
  return fixed(values, path, (image) => isOwnImage(image, registry), expected);
}

function isOwnImage(image: unknown, registry: string): boolean {
  return typeof image === "string" && image.startsWith(`${registry}/`) && /^[^@:]+@sha256:[0-9a-f]{64}$/.test(image);
}

function vpcProblems(values: Values, path: string): readonly string[] {
  const list = (value: unknown) => Array.isArray(value) && value.length > 0;
  return [
    ...fixed(values, `${path}.Subnets`, list, "name private subnets"),
    ...fixed(values, `${path}.SecurityGroupIds`, list, "name security groups"),
  ];
}

function mustBeTrue(values: Values, path: string): readonly string[] {
  return fixed(values, path, (value) => value === true, "set it to true");
}

function keyProblems(values: Values, path: string): readonly string[] {
  const isKeyArn = (key: unknown) => typeof key === "string" && /^arn:[^:]+:kms:[^:]+:\d{12}:key\/.+$/.test(key);
  return fixed(values, path, isKeyArn, "name a key by its ARN");
}

function machineProblems(values: Values, path: string, { instanceTypes }: PipelineDefinitionArgs): readonly string[] {
  const type = at(values, `${path}.InstanceType`);
  const allowed = fixed(
    values,
    `${path}.InstanceType`,
    (value) => typeof value === "string" && instanceTypes.includes(value),
    `use one of ${instanceTypes.join(", ")}`,
  );
  if (typeof type === "string" && hasLocalNvme(type)) {
    return at(values, `${path}.VolumeKmsKeyId`) === undefined
      ? allowed
      : [
          ...allowed,
          `${path}.VolumeKmsKeyId is set for ${type}, whose disks the hardware encrypts; SageMaker refuses it`,
        ];
  }
  return [...allowed, ...keyProblems(values, `${path}.VolumeKmsKeyId`)];
}

function capProblems(values: Values, path: string, { maxRuntimeSeconds }: PipelineDefinitionArgs): readonly string[] {
  const expected = `give it 1 to ${maxRuntimeSeconds} seconds`;
  return fixed(
    values,
    path,
    (cap) => typeof cap === "number" && Number.isInteger(cap) && cap >= 1 && cap <= maxRuntimeSeconds,
    expected,
  );
}

function registerProblems(values: Values, conditional: boolean, args: PipelineDefinitionArgs): readonly string[] {
  const containers = at(values, "InferenceSpecification.Containers");
  const images = Array.isArray(containers) ? (containers as readonly Values[]) : [];
  return [
    ...(conditional ? [] : ["registers without a condition; put it into the IfSteps of a Condition step"]),
    ...fixed(
      values,
      "ModelApprovalStatus",
      (status) => status === "PendingManualApproval",
      'set it to "PendingManualApproval"',
    ),
    ...fixed(values, "ModelPackageGroupName", (group) => typeof group === "string", "name the group"),
    ...(images.length === 0 ? ["has no InferenceSpecification.Containers; name the image that serves the model"] : []),
    ...images.flatMap((container) => imageProblems(container, "Image", args)),
  ];
}

/** Whether a run decides on a value, or on a part of it. */
function isFilledIn(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isFilledIn);
  return typeof value === "object" && value !== null;
}

function at(values: Values, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (current, segment) =>
        typeof current === "object" && current !== null ? (current as Values)[segment] : undefined,
      values,
    );
}
