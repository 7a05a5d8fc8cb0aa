import type { AttackCase, RequestContext } from "../attackCase.js";
import type { Estate } from "../estate.js";
import type { Principals } from "../principals.js";

/** Calls that start or define a job, and the resource that each makes. */
const jobs: readonly (readonly [call: string, resource: string])[] = [
  ["CreateDataQualityJobDefinition", "data-quality-job-definition/j"],
  ["CreateHyperParameterTuningJob", "hyper-parameter-tuning-job/j"],
  ["CreateModelBiasJobDefinition", "model-bias-job-definition/j"],
  ["CreateModelExplainabilityJobDefinition", "model-explainability-job-definition/j"],
  ["CreateModelQualityJobDefinition", "model-quality-job-definition/j"],
  ["CreateProcessingJob", "processing-job/j"],
  ["CreateTrainingJob", "training-job/j"],
];

/** What a role under the guardrail cannot do although its own policy allows everything, and what it still can. */
export function guardrailCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { guarded } = who;
  const { dataKeys, subnetIds: subnets } = estate;
  const group = (workload: string): readonly string[] => [String(estate.securityGroupIds[workload])];
  const foreignKey = `arn:aws:kms:${estate.region}:${estate.accountId}:key/ffffffff-0000-0000-0000-000000000000`;
  const placed = (tier: string): RequestContext => ({
    "sagemaker:VpcSubnets": subnets(tier),
    "sagemaker:VpcSecurityGroupIds": group(tier),
  });
  const key = (name: string): string => `sagemaker:${name}`;
  const transform: RequestContext = {
    [key("VolumeKmsKeyArn")]: String(dataKeys["compute"]),
    [key("OutputKmsKeyArn")]: String(dataKeys["artifacts"]),
    [key("InstanceTypes")]: ["ml.m5.xlarge"],
  };
  const job: RequestContext = {
    ...transform,
    ...placed("training"),
    [key("NetworkIsolation")]: "true",
    [key("InterContainerTrafficEncryption")]: "true",
    [key("MaxRuntimeInSeconds")]: "3600",
  };
  const model: RequestContext = { ...placed("inference"), [key("NetworkIsolation")]: "true" };
  const notebook: RequestContext = {
    ...placed("studio"),
    [key("VolumeKmsKeyArn")]: String(dataKeys["studio"]),
    [key("InstanceTypes")]: ["ml.t3.medium"],
    [key("DirectInternetAccess")]: "Disabled",
    [key("RootAccess")]: "Disabled",
    [key("MinimumInstanceMetadataServiceVersion")]: "2",
  };
  const domain: RequestContext = {
    ...placed("studio"),
    [key("VolumeKmsKeyArn")]: String(dataKeys["studio"]),
    [key("AppNetworkAccessType")]: "VpcOnly",
  };
  const row = (
    name: string,
    call: string | readonly string[],
    resource: string,
    context: RequestContext,
    expected: "allowed" | "denied" = "denied",
    atlas?: string,
  ): AttackCase => ({
    name,
    controls: ["TRN-07"],
    ...(atlas === undefined ? {} : { atlas }),
    principal: guarded,
    action: [call].flat().map(key),
    resource: resource === "*" ? "*" : estate.arn("sagemaker", resource),
    context,
    expected,
  });
  /** One call with one thing changed at a time. */
  const changes = (
    call: string,
    resource: string,
    sound: RequestContext,
    list: readonly (readonly [what: string, change: RequestContext])[],
  ): readonly AttackCase[] =>
    list.map(([what, change]) =>
      row(`${call} ${what}`, call, resource, { ...sound, ...change }, "denied", "AML.T0025"),
    );

  const jobChanges: readonly (readonly [string, RequestContext])[] = [
    ["in a foreign subnet beside an approved one", { [key("VpcSubnets")]: [...subnets("training"), "subnet-foreign"] }],
    ["in a subnet of another tier", { [key("VpcSubnets")]: subnets("studio") }],
    ["without subnets", { [key("VpcSubnets")]: null }],
    [
      "under a foreign group beside an approved one",
      { [key("VpcSecurityGroupIds")]: [...group("training"), "sg-foreign"] },
    ],
    ["without groups", { [key("VpcSecurityGroupIds")]: null }],
    ["without isolation", { [key("NetworkIsolation")]: "false" }],
    ["that does not say whether it is isolated", { [key("NetworkIsolation")]: null }],
    ["whose peers talk in clear", { [key("InterContainerTrafficEncryption")]: "false" }],
    ["that does not say whether its peers encrypt", { [key("InterContainerTrafficEncryption")]: null }],
    ["without a volume key", { [key("VolumeKmsKeyArn")]: null }],
    ["under a foreign volume key", { [key("VolumeKmsKeyArn")]: foreignKey }],
    ["without an output key", { [key("OutputKmsKeyArn")]: null }],
    ["under another project's output key", { [key("OutputKmsKeyArn")]: foreignKey }],
    ["on a machine that nobody approved", { [key("InstanceTypes")]: ["ml.p5.48xlarge"] }],
    [
      "on a machine that nobody approved beside an approved one",
      { [key("InstanceTypes")]: ["ml.m5.xlarge", "ml.c5.18xlarge"] },
    ],
    ["that names no machine", { [key("InstanceTypes")]: null }],
    ["that names neither a machine nor a volume key", { [key("InstanceTypes")]: null, [key("VolumeKmsKeyArn")]: null }],
    ["without a cap", { [key("MaxRuntimeInSeconds")]: null }],
    ["above the cap", { [key("MaxRuntimeInSeconds")]: "432001" }],
    [
      "that mixes machines with and without disks of their own, without a volume key",
      { [key("InstanceTypes")]: ["ml.g5.xlarge", "ml.m5.xlarge"], [key("VolumeKmsKeyArn")]: null },
    ],
  ];

  return [
    // What work needs.
    ...jobs.map(([call, resource]) => row(`${call}, private, encrypted and capped`, call, resource, job, "allowed")),
    row(
      "CreateTrainingJob on a machine with disks of its own, which takes no volume key",
      "CreateTrainingJob",
      "training-job/j",
      { ...job, [key("InstanceTypes")]: ["ml.g5.xlarge"], [key("VolumeKmsKeyArn")]: null },
      "allowed",
    ),
    row("CreateTransformJob with both keys", "CreateTransformJob", "transform-job/j", transform, "allowed"),
    row("CreateModel in its subnets, isolated", "CreateModel", "model/m", model, "allowed"),
    row(
      "CreateNotebookInstance, closed and encrypted",
      "CreateNotebookInstance",
      "notebook-instance/n",
      notebook,
      "allowed",
    ),
    row("CreateDomain inside the VPC", "CreateDomain", "domain/d-1", domain, "allowed"),
    row("UpdateDomain without touching its network", "UpdateDomain", "domain/d-1", {}, "allowed"),
    row(
      "UpdateNotebookInstance without touching its settings",
      "UpdateNotebookInstance",
      "notebook-instance/n",
      {},
      "allowed",
    ),
    row(
      "UpdateNotebookInstance that keeps its settings closed",
      "UpdateNotebookInstance",
      "notebook-instance/n",
      { [key("RootAccess")]: "Disabled", [key("MinimumInstanceMetadataServiceVersion")]: "2" },
      "allowed",
    ),
    row(
      "CreateApp on a small machine",
      "CreateApp",
      "app/d-1/p/t/a",
      { [key("InstanceTypes")]: ["ml.t3.medium"] },
      "allowed",
    ),
    row(
      "CreateApp without a machine of its own",
      "CreateApp",
      "app/d-1/p/t/a",
      { [key("InstanceTypes")]: ["system"] },
      "allowed",
    ),
    row(
      "a schedule that names a definition",
      ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"],
      "monitoring-schedule/s",
      {},
      "allowed",
    ),
    row(
      "an endpoint configuration that leaves its network to the model",
      "CreateEndpointConfig",
      "endpoint-config/c",
      {},
      "allowed",
    ),
    row(
      "UpdateTrainingJob without a shell",
      "UpdateTrainingJob",
      "training-job/j",
      { [key("EnableRemoteDebug")]: "false" },
      "allowed",
    ),
    row("CreateSpace that nobody enters from outside", ["CreateSpace", "UpdateSpace"], "space/d-1/s", {}, "allowed"),
    row("reading about jobs", ["DescribeTrainingJob", "StopTrainingJob"], "training-job/j", {}, "allowed"),

    // Jobs: each thing wrong by itself, and each key left out.
    ...jobs.flatMap(([call, resource]) => changes(call, resource, job, jobChanges)),
    ...changes("CreateTransformJob", "transform-job/j", transform, [
      ["without a volume key", { [key("VolumeKmsKeyArn")]: null }],
      ["under a foreign volume key", { [key("VolumeKmsKeyArn")]: foreignKey }],
      ["without an output key", { [key("OutputKmsKeyArn")]: null }],
      ["under another project's output key", { [key("OutputKmsKeyArn")]: foreignKey }],
      ["on a machine that nobody approved", { [key("InstanceTypes")]: ["ml.p5.48xlarge"] }],
      ["that names no machine", { [key("InstanceTypes")]: null }],
    ]),
    ...changes("CreateTrainingJob", "training-job/j", job, [
      ["with a shell", { [key("EnableRemoteDebug")]: "true" }],
      ["whose machines stay warm for hours", { [key("KeepAlivePeriod")]: "3600" }],
      ["that reads a shared file system", { [key("FileSystemId")]: "fs-1" }],
    ]),
    row(
      "CreateHyperParameterTuningJob that reads a shared file system",
      "CreateHyperParameterTuningJob",
      "hyper-parameter-tuning-job/j",
      {
        ...job,
        [key("FileSystemId")]: "fs-1",
      },
    ),
    row("UpdateTrainingJob that opens a shell", "UpdateTrainingJob", "training-job/j", {
      [key("EnableRemoteDebug")]: "true",
    }),
    row("UpdateTrainingJob that keeps machines warm for hours", "UpdateTrainingJob", "training-job/j", {
      [key("KeepAlivePeriod")]: "3600",
    }),
    row("UpdateTrainingJob that takes a machine that nobody approved", "UpdateTrainingJob", "training-job/j", {
      [key("InstanceTypes")]: ["ml.p5.48xlarge"],
    }),
    row(
      "a schedule that holds a job of its own",
      ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"],
      "monitoring-schedule/s",
      job,
    ),

    // Models and how they are served.
    ...changes("CreateModel", "model/m", model, [
      [
        "in a foreign subnet beside an approved one",
        { [key("VpcSubnets")]: [...subnets("inference"), "subnet-foreign"] },
      ],
      ["in the subnets of jobs", { [key("VpcSubnets")]: subnets("training") }],
      ["without subnets", { [key("VpcSubnets")]: null }],
      ["under a foreign group", { [key("VpcSecurityGroupIds")]: ["sg-foreign"] }],
      ["without groups", { [key("VpcSecurityGroupIds")]: null }],
      ["without isolation", { [key("NetworkIsolation")]: "false" }],
      ["that does not say whether it is isolated", { [key("NetworkIsolation")]: null }],
    ]),
    ...changes("CreateEndpointConfig", "endpoint-config/c", {}, [
      ["in a foreign subnet", { [key("VpcSubnets")]: ["subnet-foreign"] }],
      ["under a foreign group", { [key("VpcSecurityGroupIds")]: ["sg-foreign"] }],
      ["that switches isolation off", { [key("NetworkIsolation")]: "false" }],
      ["under a foreign volume key", { [key("VolumeKmsKeyArn")]: foreignKey }],
    ]),

    // Notebooks and Studio.
    ...changes("CreateNotebookInstance", "notebook-instance/n", notebook, [
      ["in the subnets of jobs", { [key("VpcSubnets")]: subnets("training") }],
      ["without subnets", { [key("VpcSubnets")]: null }],
      ["under a foreign group", { [key("VpcSecurityGroupIds")]: [...group("studio"), "sg-foreign"] }],
      ["without a volume key", { [key("VolumeKmsKeyArn")]: null }],
      ["under a foreign volume key", { [key("VolumeKmsKeyArn")]: foreignKey }],
      ["on a machine that nobody approved", { [key("InstanceTypes")]: ["ml.p3.2xlarge"] }],
      ["with direct internet access", { [key("DirectInternetAccess")]: "Enabled" }],
      ["whose user is root", { [key("RootAccess")]: "Enabled" }],
    ]),
    ...changes("UpdateNotebookInstance", "notebook-instance/n", {}, [
      ["that makes its user root", { [key("RootAccess")]: "Enabled" }],
      ["that returns to the first metadata service", { [key("MinimumInstanceMetadataServiceVersion")]: "1" }],
      ["that takes a machine that nobody approved", { [key("InstanceTypes")]: ["ml.p3.2xlarge"] }],
    ]),
    ...changes("CreateDomain", "domain/d-1", domain, [
      ["in a foreign subnet", { [key("VpcSubnets")]: [...subnets("studio"), "subnet-foreign"] }],
      ["under a foreign group", { [key("VpcSecurityGroupIds")]: ["sg-foreign"] }],
      ["without a volume key", { [key("VolumeKmsKeyArn")]: null }],
      ["under a foreign volume key", { [key("VolumeKmsKeyArn")]: foreignKey }],
      ["on the open internet", { [key("AppNetworkAccessType")]: "PublicInternetOnly" }],
      ["that does not say how it reaches the network", { [key("AppNetworkAccessType")]: null }],
    ]),
    ...changes("UpdateDomain", "domain/d-1", {}, [
      ["to a foreign subnet", { [key("VpcSubnets")]: ["subnet-foreign"] }],
      ["to a foreign group", { [key("VpcSecurityGroupIds")]: ["sg-foreign"] }],
      ["to the open internet", { [key("AppNetworkAccessType")]: "PublicInternetOnly" }],
    ]),
    row("a user profile under a foreign group", ["CreateUserProfile", "UpdateUserProfile"], "user-profile/d-1/p", {
      [key("VpcSecurityGroupIds")]: ["sg-foreign"],
    }),
    row("CreateApp on a machine that nobody approved", "CreateApp", "app/d-1/p/t/a", {
      [key("InstanceTypes")]: ["ml.p4d.24xlarge"],
    }),
    row("a space on a machine that nobody approved", ["CreateSpace", "UpdateSpace"], "space/d-1/s", {
      [key("InstanceTypes")]: ["ml.p4d.24xlarge"],
    }),
    row("a space that is entered from outside", ["CreateSpace", "UpdateSpace"], "space/d-1/s", {
      [key("RemoteAccess")]: "ENABLED",
    }),

    // Calls that no key holds.
    ...(
      [
        ["CreateAIBenchmarkJob", "ai-benchmark-job/x"],
        ["CreateAlgorithm", "algorithm/x"],
        ["CreateCompilationJob", "compilation-job/x"],
        ["CreateInferenceExperiment", "inference-experiment/x"],
        ["CreateInferenceRecommendationsJob", "inference-recommendations-job/x"],
        ["CreateMlflowTrackingServer", "mlflow-tracking-server/x"],
        ["CreateOptimizationJob", "optimization-job/x"],
        ["CreatePartnerApp", "partner-app/x"],
        ["PutModelPackageGroupPolicy", "model-package-group/x"],
        ["StartSession", "space/d-1/s"],
        ["UpdateNotebookInstanceLifecycleConfig", "notebook-instance-lifecycle-config/x"],
      ] as const
    ).map(([call, resource]) => row(`${call}, which carries no key to hold it`, call, resource, {})),
    row("CreateCluster in the right subnets", "CreateCluster", "cluster/x", placed("training")),
    row("CreateAutoMLJobV2, which has no isolation", "CreateAutoMLJobV2", "automl-job/x", {
      ...placed("training"),
      [key("VolumeKmsKeyArn")]: String(dataKeys["compute"]),
      [key("OutputKmsKeyArn")]: String(dataKeys["artifacts"]),
      [key("InterContainerTrafficEncryption")]: "true",
    }),
    row("CreateLabelingJob under our keys", "CreateLabelingJob", "labeling-job/x", {
      [key("VolumeKmsKeyArn")]: String(dataKeys["compute"]),
      [key("OutputKmsKeyArn")]: String(dataKeys["artifacts"]),
    }),
  ];
}
