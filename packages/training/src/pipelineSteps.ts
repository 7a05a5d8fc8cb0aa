import { hasLocalNvme } from "@secure-ml/controls";

/** A value that a run fills in: a parameter, a property of an earlier step, or a text joined from such. */
export type PipelineValue = string | number | boolean | { readonly [operator: string]: unknown };

/** Kinds of steps that a definition may have: those whose network, keys and roles can be stated. */
export const stepTypes = [
  "Processing",
  "Training",
  "Tuning",
  "Transform",
  "Model",
  "RegisterModel",
  "Condition",
  "Fail",
] as const;

/** Kind of a step. */
export type StepType = (typeof stepTypes)[number];

/** One step, in the words of the definition's JSON: `Arguments` are the request of SageMaker's API without names. */
export interface PipelineStep {
  /** Unique in the pipeline. */
  readonly Name: string;
  readonly Type: StepType;
  readonly Arguments: Readonly<Record<string, unknown>>;
  /** Names of steps that must be done first, where no value of theirs is used. */
  readonly DependsOn?: readonly string[];
  /** Files of a processing step's outputs that conditions read. */
  readonly PropertyFiles?: readonly PropertyFile[];
}

/** A JSON file that a processing step writes and a condition reads. */
export interface PropertyFile {
  readonly PropertyFileName: string;
  /** The output that the file is in. */
  readonly OutputName: string;
  readonly FilePath: string;
}

/** What every job of a pipeline states, and no run can change. */
export interface JobSecurity {
  /** Ids of private subnets. */
  readonly subnetIds: readonly string[];
  /** Ids of security groups. */
  readonly securityGroupIds: readonly string[];
  /** ARN of the key of the volumes (`compute`). */
  readonly volumeKeyArn: string;
  /** ARN of the key of the outputs (`artifacts`). */
  readonly outputKeyArn: string;
}

/** Machine of a job. */
export interface JobMachine {
  /** Such as `ml.m5.large`. */
  readonly instanceType: string;
  /** Seconds after which SageMaker stops the job. */
  readonly maxRuntimeSeconds: number;
  /**
   * Size of each volume in gigabytes.
   * @defaultValue 30
   */
  readonly volumeSizeGb?: number;
}

/** What a job step of every kind has. */
interface JobStepArgs {
  readonly name: string;
  /** ARN of the role of this kind of job; never the pipeline's. */
  readonly roleArn: string;
  /** Image by digest, from the own registry. */
  readonly image: string;
  readonly security: JobSecurity;
  readonly machine: JobMachine;
  /** Command and arguments in the container. */
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly dependsOn?: readonly string[];
}

/** Arguments of {@link processingStep}. */
export interface ProcessingStepArgs extends JobStepArgs {
  /** Where inputs are, by name; in the container they are under `/opt/ml/processing/input/<name>`. */
  readonly inputs: Readonly<Record<string, PipelineValue>>;
  /** Where outputs go, by name; in the container they are under `/opt/ml/processing/output/<name>`. */
  readonly outputs: Readonly<Record<string, PipelineValue>>;
  readonly propertyFiles?: readonly PropertyFile[];
}

/** Arguments of {@link trainingStep}. */
export interface TrainingStepArgs extends JobStepArgs {
  /** Where data is, by channel; in the container it is under `/opt/ml/input/data/<channel>`. */
  readonly channels: Readonly<Record<string, PipelineValue>>;
  /** Where the model goes. */
  readonly output: PipelineValue;
  readonly hyperParameters?: Readonly<Record<string, PipelineValue>>;
}

/** A processing job: isolated, in the VPC, its volume and outputs under our keys. */
export function processingStep(args: ProcessingStepArgs): PipelineStep {
  const { security, machine } = args;
  const input = ([name, S3Uri]: [string, PipelineValue]) => ({
    InputName: name,
    AppManaged: false,
    S3Input: {
      S3Uri,
      LocalPath: `/opt/ml/processing/input/${name}`,
      S3DataType: "S3Prefix",
      S3InputMode: "File",
      S3DataDistributionType: "FullyReplicated",
    },
  });
  const output = ([name, S3Uri]: [string, PipelineValue]) => ({
    OutputName: name,
    AppManaged: false,
    S3Output: { S3Uri, LocalPath: `/opt/ml/processing/output/${name}`, S3UploadMode: "EndOfJob" },
  });
  return {
    ...named(args, "Processing"),
    Arguments: {
      RoleArn: args.roleArn,
      AppSpecification: {
        ImageUri: args.image,
        ...(args.entrypoint === undefined ? {} : { ContainerEntrypoint: args.entrypoint }),
      },
      ...(args.environment === undefined ? {} : { Environment: args.environment }),
      ProcessingInputs: Object.entries(args.inputs).map(input),
      ProcessingOutputConfig: {
        KmsKeyId: security.outputKeyArn,
        Outputs: Object.entries(args.outputs).map(output),
      },
      ProcessingResources: { ClusterConfig: resources(machine, security) },
      NetworkConfig: {
        EnableInterContainerTrafficEncryption: true,
        EnableNetworkIsolation: true,
        VpcConfig: vpc(security),
      },
      StoppingCondition: { MaxRuntimeInSeconds: machine.maxRuntimeSeconds },
    },
    ...(args.propertyFiles === undefined ? {} : { PropertyFiles: args.propertyFiles }),
  };
}

/** A training job: isolated, in the VPC, its volume and model under our keys. */
export function trainingStep(args: TrainingStepArgs): PipelineStep {
  const { security, machine } = args;
  return {
    ...named(args, "Training"),
    Arguments: {
      RoleArn: args.roleArn,
      AlgorithmSpecification: {
        TrainingImage: args.image,
        TrainingInputMode: "File",
        ...(args.entrypoint === undefined ? {} : { ContainerEntrypoint: args.entrypoint }),
      },
      ...(args.environment === undefined ? {} : { Environment: args.environment }),
      ...(args.hyperParameters === undefined ? {} : { HyperParameters: args.hyperParameters }),
      InputDataConfig: Object.entries(args.channels).map(([channel, S3Uri]) => ({
        ChannelName: channel,
        DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri, S3DataDistributionType: "FullyReplicated" } },
      })),
      OutputDataConfig: { S3OutputPath: args.output, KmsKeyId: security.outputKeyArn },
      ResourceConfig: resources(machine, security),
      VpcConfig: vpc(security),
      EnableNetworkIsolation: true,
      EnableInterContainerTrafficEncryption: true,
      StoppingCondition: { MaxRuntimeInSeconds: machine.maxRuntimeSeconds },
    },
  };
}

/** Arguments of {@link conditionStep}. */
export interface ConditionStepArgs {
  readonly name: string;
  /** The processing step that wrote the metric, and its property file. */
  readonly step: string;
  readonly propertyFile: string;
  /** Where the metric is in the file, such as `metrics.auc.value`. */
  readonly path: string;
  /** The least that the metric must be. */
  readonly minimum: number;
  /** Steps for a metric that is high enough. */
  readonly ifSteps: readonly PipelineStep[];
  /** Steps for one that is not. */
  readonly elseSteps: readonly PipelineStep[];
}

/** Goes on only when a metric that an earlier step wrote is high enough. */
export function conditionStep(args: ConditionStepArgs): PipelineStep {
  return {
    Name: args.name,
    Type: "Condition",
    Arguments: {
      Conditions: [
        {
          Type: "GreaterThanOrEqualTo",
          LeftValue: {
            "Std:JsonGet": {
              PropertyFile: { Get: `Steps.${args.step}.PropertyFiles.${args.propertyFile}` },
              Path: args.path,
            },
          },
          RightValue: args.minimum,
        },
      ],
      IfSteps: args.ifSteps,
      ElseSteps: args.elseSteps,
    },
  };
}

/** Arguments of {@link registerStep}. */
export interface RegisterStepArgs {
  readonly name: string;
  readonly modelPackageGroupName: string;
  /** Image by digest that serves the model, from the own registry. */
  readonly image: string;
  /** The model that an earlier step made. */
  readonly modelData: PipelineValue;
  /** The report that the decision was made from. */
  readonly evaluationReport: PipelineValue;
  /** Content types that the model takes and gives, such as `text/csv`. */
  readonly contentTypes: readonly string[];
  readonly responseTypes: readonly string[];
  /** Machines that may serve the model. */
  readonly instanceTypes: readonly string[];
}

/** Registers a model version that waits for a person. */
export function registerStep(args: RegisterStepArgs): PipelineStep {
  return {
    Name: args.name,
    Type: "RegisterModel",
    Arguments: {
      ModelPackageGroupName: args.modelPackageGroupName,
      // Sent, not left to a default: IAM refuses the call without it.
      ModelApprovalStatus: "PendingManualApproval",
      ModelMetrics: {
        ModelQuality: { Statistics: { ContentType: "application/json", S3Uri: args.evaluationReport } },
      },
      InferenceSpecification: {
        Containers: [{ Image: args.image, ModelDataUrl: args.modelData }],
        SupportedContentTypes: args.contentTypes,
        SupportedResponseMIMETypes: args.responseTypes,
        SupportedRealtimeInferenceInstanceTypes: args.instanceTypes,
      },
    },
  };
}

/** Ends a run as failed. */
export function failStep(name: string, message: string): PipelineStep {
  return { Name: name, Type: "Fail", Arguments: { ErrorMessage: message } };
}

function named<Type extends StepType>({ name, dependsOn }: JobStepArgs, type: Type) {
  return { Name: name, Type: type, ...(dependsOn === undefined ? {} : { DependsOn: dependsOn }) };
}

function vpc({ subnetIds, securityGroupIds }: JobSecurity) {
  return { Subnets: subnetIds, SecurityGroupIds: securityGroupIds };
}

function resources({ instanceType, volumeSizeGb = 30 }: JobMachine, { volumeKeyArn }: JobSecurity) {
  return {
    InstanceCount: 1,
    InstanceType: instanceType,
    VolumeSizeInGB: volumeSizeGb,
    // SageMaker refuses a volume key for machines whose disks the hardware encrypts.
    ...(hasLocalNvme(instanceType) ? {} : { VolumeKmsKeyId: volumeKeyArn }),
  };
}
