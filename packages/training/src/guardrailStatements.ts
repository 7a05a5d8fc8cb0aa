import { nvmeFamilies } from "@secure-ml/controls";
import type { PolicyCondition, PolicyStatement } from "@secure-ml/core";

/** Where one kind of workload runs. */
export interface Placement {
  /** Ids of its subnets; at least one. */
  readonly subnetIds: readonly string[];
  /** Ids of its security groups; at least one. */
  readonly securityGroupIds: readonly string[];
}

/** Where each kind of workload runs. */
export interface Placements {
  /** Training, tuning, processing and monitoring jobs. */
  readonly jobs: Placement;
  /** The Studio domain, its user profiles, and notebook instances. */
  readonly studio: Placement;
  /** Containers of models. */
  readonly models: Placement;
}

/** Which keys a request may name, as key ARNs: SageMaker compares ARNs of keys, never ids or aliases. */
export interface GuardrailKeys {
  /** Keys of volumes: jobs, notebooks, the domain. */
  readonly volumes: readonly string[];
  /** Keys of what jobs write. */
  readonly outputs: readonly string[];
}

/** How large a request may be. */
export interface GuardrailLimits {
  /** Instance types of jobs, such as `ml.m5.xlarge`. */
  readonly jobInstanceTypes: readonly string[];
  /** Instance types of apps, spaces and notebooks; `system` is what a Studio app without a machine of its own names. */
  readonly studioInstanceTypes: readonly string[];
  /** Longest run of a job in seconds. */
  readonly maxRuntimeSeconds: number;
  /** Longest time in seconds that machines are kept warm after a training job; 0 for none. */
  readonly warmPoolSeconds: number;
}

/**
 * Calls that start a job, or define one that a schedule starts. All carry the same keys.
 *
 * @see AWS, "Actions, resources, and condition keys for Amazon SageMaker":
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
const jobs = [
  "CreateDataQualityJobDefinition",
  "CreateHyperParameterTuningJob",
  "CreateModelBiasJobDefinition",
  "CreateModelExplainabilityJobDefinition",
  "CreateModelQualityJobDefinition",
  "CreateProcessingJob",
  "CreateTrainingJob",
];

/** A transform job takes its network from its model, and has no run time. */
const jobsAndTransform = [...jobs, "CreateTransformJob"];

/**
 * Calls that start compute, hand access on or buy capacity, and carry no key that would hold them: refused by name. Each
 * needs a control of its own before anybody may call it.
 */
const unconstrained = [
  "CreateAIBenchmarkJob",
  "CreateAIRecommendationJob",
  "CreateAlgorithm",
  // These two have no network isolation.
  "CreateAutoMLJob",
  "CreateAutoMLJobV2",
  "CreateCluster",
  "CreateCompilationJob",
  "CreateEdgePackagingJob",
  "CreateHub*",
  "CreateInferenceExperiment",
  "CreateInferenceRecommendationsJob",
  "CreateJob",
  "CreateLabelingJob",
  "CreateLineageGroupPolicy",
  "CreateMlflow*",
  "CreateNotebookInstanceLifecycleConfig",
  "CreateOptimizationJob",
  "CreatePartnerApp",
  "CreateReservedCapacity",
  "CreateTrainingPlan",
  "PutLineageGroupPolicy",
  "PutModelPackageGroupPolicy",
  "PutResourcePolicy",
  // A shell in somebody's space from outside.
  "StartSession",
  "UpdateCluster",
  "UpdateNotebookInstanceLifecycleConfig",
];

const key = (name: string): string => `sagemaker:${name}`;
const isMissing = (name: string): PolicyCondition => ({ Null: { [key(name)]: "true" } });
const isThere = (name: string): PolicyCondition => ({ Null: { [key(name)]: "false" } });
/** With `StringNotEquals` under `ForAllValues`, one approved subnet would carry a foreign one through. */
const hasOther = (name: string, values: readonly string[]): PolicyCondition => ({
  "ForAnyValue:StringNotEquals": { [key(name)]: values },
});
/** Present but wrong: a negated operator alone also matches a request that rightly carries no key. */
const isOtherArn = (name: string, arns: readonly string[]): PolicyCondition => ({
  ...isThere(name),
  ArnNotEquals: { [key(name)]: arns },
});
const isAbove = (name: string, ceiling: number): PolicyCondition => ({
  NumericGreaterThan: { [key(name)]: String(ceiling) },
});

/**
 * Denies of whatever would run outside the platform's subnets and groups, reach the network from inside a container, or
 * talk in clear to its peers. That subnets and groups must be named at all is in the boundary of every role (GOV-40).
 */
export function networkGuardrail({ jobs: job, studio, models }: Placements): readonly PolicyStatement[] {
  const studios = ["CreateDomain", "CreateNotebookInstance", "UpdateDomain"];
  // An endpoint configuration carries these keys only when it does not leave its network to the model.
  const serving = ["CreateEndpointConfig", "CreateModel"];
  return [
    deny("JobSubnet", jobs, hasOther("VpcSubnets", job.subnetIds)),
    deny("JobGroup", jobs, hasOther("VpcSecurityGroupIds", job.securityGroupIds)),
    deny("StudioSubnet", studios, hasOther("VpcSubnets", studio.subnetIds)),
    deny(
      "StudioGroup",
      [...studios, "CreateUserProfile", "UpdateUserProfile"],
      hasOther("VpcSecurityGroupIds", studio.securityGroupIds),
    ),
    deny("ModelSubnet", serving, hasOther("VpcSubnets", models.subnetIds)),
    deny("ModelGroup", serving, hasOther("VpcSecurityGroupIds", models.securityGroupIds)),
    // A request that leaves a switch out carries no key and gets AWS's default, which is off.
    deny("NotIsolated", [...jobs, "CreateModel"], { BoolIfExists: { [key("NetworkIsolation")]: "false" } }),
    deny("IsolationOff", ["CreateEndpointConfig"], { Bool: { [key("NetworkIsolation")]: "false" } }),
    deny("PeersInClear", jobs, { BoolIfExists: { [key("InterContainerTrafficEncryption")]: "false" } }),
    // A schedule that names a definition carries none of the keys; one that holds a job of its own names a machine.
    deny("InlineMonitor", ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"], isThere("InstanceTypes")),
  ];
}

/** Denies of volumes and outputs under other keys than the platform's, or under none. */
export function encryptionGuardrail({ volumes, outputs }: GuardrailKeys): readonly PolicyStatement[] {
  return [
    // Machines with disks of their own refuse a volume key; one other machine among them suffices to demand it.
    deny("NoJobVolumeKey", jobsAndTransform, {
      ...isMissing("VolumeKmsKeyArn"),
      "ForAnyValue:StringNotLike": { [key("InstanceTypes")]: nvmeFamilies.map((family) => `ml.${family}.*`) },
    }),
    deny("NoStudioVolumeKey", ["CreateDomain", "CreateNotebookInstance"], isMissing("VolumeKmsKeyArn")),
    deny(
      "OtherVolumeKey",
      [...jobsAndTransform, "CreateDomain", "CreateEndpointConfig", "CreateNotebookInstance"],
      isOtherArn("VolumeKmsKeyArn", volumes),
    ),
    // Every job must name a key, also one that writes nothing: the negated operator matches an absent key as well.
    deny("OutputKey", jobsAndTransform, { ArnNotEquals: { [key("OutputKmsKeyArn")]: outputs } }),
  ];
}

/** Denies of machines, run times and ways in that nobody approved, and of calls that no key could hold. */
export function platformGuardrail(limits: GuardrailLimits): readonly PolicyStatement[] {
  return [
    deny("JobMachine", [...jobsAndTransform, "UpdateTrainingJob"], hasOther("InstanceTypes", limits.jobInstanceTypes)),
    deny(
      "StudioMachine",
      [
        "CreateApp",
        "CreateDomain",
        "CreateNotebookInstance",
        "CreateSpace",
        "CreateUserProfile",
        "UpdateDomain",
        "UpdateNotebookInstance",
        "UpdateSpace",
        "UpdateUserProfile",
      ],
      hasOther("InstanceTypes", limits.studioInstanceTypes),
    ),
    // Serverless jobs name no machine, and would slip past every list of machines.
    deny("NoMachine", jobsAndTransform, isMissing("InstanceTypes")),
    deny("NoCap", jobs, isMissing("MaxRuntimeInSeconds")),
    deny("CapTooHigh", jobs, isAbove("MaxRuntimeInSeconds", limits.maxRuntimeSeconds)),
    deny("DebugShell", ["CreateTrainingJob", "UpdateTrainingJob"], { Bool: { [key("EnableRemoteDebug")]: "true" } }),
    deny("WarmPool", ["CreateTrainingJob", "UpdateTrainingJob"], isAbove("KeepAlivePeriod", limits.warmPoolSeconds)),
    deny("SharedFileSystem", ["CreateHyperParameterTuningJob", "CreateTrainingJob"], isThere("FileSystemId")),
    deny("RemoteSpace", ["CreateSpace", "UpdateSpace"], { StringEquals: { [key("RemoteAccess")]: "ENABLED" } }),
    // An update that leaves a setting alone carries no key and must pass: hence the positive operator. Creation is held
    // by the boundary.
    deny("NotebookRoot", ["UpdateNotebookInstance"], { StringEquals: { [key("RootAccess")]: "Enabled" } }),
    deny("NotebookMetadata", ["UpdateNotebookInstance"], {
      StringEquals: { [key("MinimumInstanceMetadataServiceVersion")]: "1" },
    }),
    deny("Unconstrained", unconstrained),
  ];
}

function deny(sid: string, calls: readonly string[], condition?: PolicyCondition): PolicyStatement {
  return {
    Sid: sid,
    Effect: "Deny",
    Action: calls.map((call) => `sagemaker:${call}`),
    Resource: "*",
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}
