import type { AttackCase, RequestContext } from "../attackCase.js";
import { eachSide } from "../eachSide.js";
import type { Estate } from "../estate.js";
import { alone, strangerAccount, type Principals } from "../principals.js";

/** What a pipeline makes and registers, and what it cannot be made to do. */
export function pipelineCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region, environment } = estate;
  const other = environment === "dev" ? "prod" : "dev";
  const sageMaker = (resource: string) => estate.arn("sagemaker", resource);
  const jobs = [
    ["sagemaker:CreateTrainingJob", sageMaker("training-job/pipelines-1-Train")],
    ["sagemaker:CreateProcessingJob", sageMaker("processing-job/pipelines-1-Prepare")],
  ] as const;
  const { compute = "", artifacts = "", lake = "", messaging = "" } = estate.dataKeys;
  const elsewhere = `arn:aws:kms:${region}:${strangerAccount}:key/0a1b`;
  const safe: RequestContext = {
    "sagemaker:VpcSubnets": estate.trainingSubnetIds,
    "sagemaker:VpcSecurityGroupIds": [estate.trainingGroupId],
    "sagemaker:InstanceTypes": ["ml.m5.large"],
    "sagemaker:VolumeKmsKeyArn": compute,
    "sagemaker:OutputKmsKeyArn": artifacts,
    "sagemaker:NetworkIsolation": "true",
    "sagemaker:InterContainerTrafficEncryption": "true",
    "sagemaker:MaxRuntimeInSeconds": "3600",
  };
  const wrong: readonly (readonly [what: string, change: RequestContext])[] = [
    ["in a foreign subnet", { "sagemaker:VpcSubnets": ["subnet-0foreign"] }],
    ["in a foreign subnet beside one of ours", { "sagemaker:VpcSubnets": [...estate.trainingSubnetIds, "subnet-0f"] }],
    ["without subnets", { "sagemaker:VpcSubnets": null }],
    ["in a foreign security group", { "sagemaker:VpcSecurityGroupIds": [estate.trainingGroupId, "sg-0foreign"] }],
    ["without security groups", { "sagemaker:VpcSecurityGroupIds": null }],
    ["on a machine that is not allowed", { "sagemaker:InstanceTypes": ["ml.m5.large", "ml.p5.48xlarge"] }],
    ["without saying on which machine", { "sagemaker:InstanceTypes": null }],
    ["with volumes under a stranger's key", { "sagemaker:VolumeKmsKeyArn": elsewhere }],
    ["with volumes under no key of ours", { "sagemaker:VolumeKmsKeyArn": null }],
    ["with outputs under a stranger's key", { "sagemaker:OutputKmsKeyArn": elsewhere }],
    ["with outputs under no key of ours", { "sagemaker:OutputKmsKeyArn": null }],
    ["that is not isolated", { "sagemaker:NetworkIsolation": "false" }],
    ["that does not state its isolation", { "sagemaker:NetworkIsolation": null }],
    ["whose containers talk in the clear", { "sagemaker:InterContainerTrafficEncryption": "false" }],
    ["that does not state how its containers talk", { "sagemaker:InterContainerTrafficEncryption": null }],
    ["that runs too long", { "sagemaker:MaxRuntimeInSeconds": "3601" }],
    ["that may run for ever", { "sagemaker:MaxRuntimeInSeconds": null }],
  ];
  const localDisks: RequestContext = { "sagemaker:InstanceTypes": ["ml.g5.xlarge"], "sagemaker:VolumeKmsKeyArn": null };
  const wrongWithLocalDisks = wrong
    .filter(
      ([, change]) => !Array.isArray(change["sagemaker:InstanceTypes"]) && change["sagemaker:VolumeKmsKeyArn"] !== null,
    )
    .map(([what, change]) => [`with local disks ${what}`, { ...localDisks, ...change }] as const);
  const group = `acmeml-${environment}-churn`;
  const version = sageMaker(`model-package/${group}/7`);
  const foreignVersion = sageMaker("model-package/acmeml-other/1");
  const pending = { "sagemaker:ModelApprovalStatus": "PendingManualApproval" };
  const approved = { "sagemaker:ModelApprovalStatus": "Approved" };
  const report = `${estate.dataBuckets["artifacts"] ?? ""}/evaluation/churn/1/evaluation.json`;
  const passed = { "iam:PassedToService": "sagemaker.amazonaws.com" };
  const jobRoles = ["processing", "training", "evaluation"].map(estate.platformRole);
  const viaS3 = { "kms:ViaService": `s3.${region}.amazonaws.com`, "aws:ViaAWSService": "true" };
  const rule = estate.arn("events", `rule/acmeml-${environment}-model-state`);
  const fromRule = { "aws:SourceArn": rule, "aws:SourceAccount": accountId };
  const sageMakerService = who.service("sagemaker");
  const events = who.service("events");

  return [
    ...jobs.map(([action, resource]): AttackCase => ({
      name: `the pipeline makes a job as it should be: ${action}`,
      controls: ["TRN-21"],
      principal: who.pipeline,
      action,
      resource,
      context: safe,
      expected: "allowed",
    })),
    ...jobs.map(([action, resource]): AttackCase => ({
      name: `the pipeline makes a job on a machine whose hardware encrypts its disks: ${action}`,
      controls: ["TRN-21"],
      principal: who.pipeline,
      action,
      resource,
      context: { ...safe, ...localDisks },
      expected: "allowed",
    })),
    ...[...wrong, ...wrongWithLocalDisks].flatMap(([what, change]) =>
      jobs.map(([action, resource]): AttackCase => ({
        name: `the pipeline makes a job ${what}: ${action}`,
        controls: ["TRN-21"],
        atlas: "AML.T0025",
        // Its own policy refuses it, and would without guardrails and boundary, which refuse it to everybody.
        principal: [who.pipeline, alone(who.pipeline)],
        action,
        resource,
        context: { ...safe, ...change },
        expected: "denied",
      })),
    ),
    {
      name: "the pipeline makes a job under a name that is none of a pipeline",
      controls: ["TRN-21"],
      principal: who.pipeline,
      action: "sagemaker:CreateTrainingJob",
      resource: sageMaker("training-job/mine"),
      context: safe,
      expected: "denied",
    },
    {
      name: "the pipeline follows and stops its jobs",
      controls: ["TRN-21"],
      principal: who.pipeline,
      action: ["sagemaker:AddTags", "sagemaker:DescribeTrainingJob", "sagemaker:StopTrainingJob"],
      resource: sageMaker("training-job/pipelines-1-Train"),
      expected: "allowed",
    },
    {
      name: "the pipeline stops somebody else's job",
      controls: ["TRN-21"],
      principal: who.pipeline,
      action: ["sagemaker:StopTrainingJob", "sagemaker:DescribeTrainingJob"],
      resource: sageMaker("training-job/mine"),
      expected: "denied",
    },
    {
      name: "the pipeline hands a job its role",
      controls: ["TRN-21"],
      principal: who.pipeline,
      action: "iam:PassRole",
      resource: jobRoles,
      context: passed,
      expected: "allowed",
    },
    {
      name: "the pipeline hands a job a role that is for no job, or another environment's",
      controls: ["TRN-21"],
      principal: who.pipeline,
      action: "iam:PassRole",
      resource: [
        estate.platformRole("pipeline"),
        estate.platformRole("deployer"),
        estate.platformRole("training").replaceAll(environment, other),
      ],
      context: passed,
      expected: "denied",
    },
    {
      name: "the pipeline hands a job's role to another service",
      controls: ["TRN-21"],
      principal: who.pipeline,
      action: "iam:PassRole",
      resource: jobRoles,
      context: { "iam:PassedToService": "lambda.amazonaws.com" },
      expected: "denied",
    },
    {
      name: "a condition reads a report with the pipeline's role",
      controls: ["TRN-21", "TRN-22"],
      principal: who.pipeline,
      action: "s3:GetObject",
      resource: report,
      throughKey: {},
      expected: "allowed",
    },
    ...eachSide({
      name: "the pipeline decrypts directly",
      controls: ["TRN-21"],
      principal: who.pipeline,
      action: "kms:Decrypt",
      resource: artifacts,
      expected: "denied",
    }),
    {
      name: "the pipeline encrypts results",
      controls: ["TRN-21"],
      principal: who.pipeline,
      action: ["kms:Encrypt", "kms:GenerateDataKey"],
      resource: artifacts,
      context: viaS3,
      expected: "denied",
    },
    {
      name: "the pipeline writes a report that a condition reads",
      controls: ["TRN-21", "TRN-22"],
      atlas: "AML.T0020",
      principal: who.pipeline,
      action: "s3:PutObject",
      resource: report,
      expected: "denied",
    },
    {
      name: "a pipeline reads raw data, or models",
      controls: ["TRN-21"],
      principal: who.pipeline,
      action: "s3:GetObject",
      resource: [
        `${estate.dataBuckets["raw"] ?? ""}/churn/latest`,
        `${estate.dataBuckets["artifacts"] ?? ""}/models/churn/1`,
      ],
      expected: "denied",
    },
    {
      name: "the pipeline registers a version that waits for a person",
      controls: ["TRN-22"],
      principal: who.pipeline,
      action: "sagemaker:CreateModelPackage",
      resource: version,
      context: pending,
      expected: "allowed",
    },
    {
      name: "the pipeline sees the versions of its models",
      controls: ["TRN-22"],
      principal: who.pipeline,
      action: "sagemaker:DescribeModelPackage",
      resource: version,
      expected: "allowed",
    },
    {
      name: "the pipeline registers a version that is approved already",
      controls: ["TRN-22"],
      atlas: "AML.T0018",
      principal: who.pipeline,
      action: "sagemaker:CreateModelPackage",
      resource: version,
      context: approved,
      expected: "denied",
    },
    {
      name: "the pipeline registers a version without a status",
      controls: ["TRN-22"],
      atlas: "AML.T0018",
      principal: who.pipeline,
      action: "sagemaker:CreateModelPackage",
      resource: version,
      expected: "denied",
    },
    {
      name: "the pipeline registers a version of a model that is not its own",
      controls: ["TRN-22"],
      principal: who.pipeline,
      action: "sagemaker:CreateModelPackage",
      resource: foreignVersion,
      context: pending,
      expected: "denied",
    },
    {
      name: "the pipeline approves a version",
      controls: ["TRN-22"],
      atlas: "AML.T0018",
      principal: who.pipeline,
      action: "sagemaker:UpdateModelPackage",
      resource: version,
      context: approved,
      expected: "denied",
    },
    {
      name: "the pipeline deletes, changes or sees a version of another model",
      controls: ["TRN-22"],
      principal: who.pipeline,
      action: ["sagemaker:DeleteModelPackage", "sagemaker:UpdateModelPackage", "sagemaker:DescribeModelPackage"],
      resource: foreignVersion,
      expected: "denied",
    },
    {
      name: "the pipeline pulls an image, or puts one into the registry",
      controls: ["TRN-20"],
      atlas: "AML.T0010",
      principal: who.pipeline,
      action: ["ecr:BatchGetImage", "ecr:PutImage"],
      resource: estate.arn("ecr", `repository/acmeml-${environment}-training`),
      expected: "denied",
    },
    {
      name: "SageMaker takes the pipeline's role for our account",
      controls: ["TRN-21"],
      principal: sageMakerService,
      action: "sts:AssumeRole",
      resource: who.pipeline.id,
      context: { "aws:SourceAccount": accountId },
      expected: "allowed",
    },
    {
      name: "a stranger's resource makes SageMaker take the pipeline's role",
      controls: ["TRN-21"],
      principal: sageMakerService,
      action: "sts:AssumeRole",
      resource: who.pipeline.id,
      context: { "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "anybody but SageMaker takes the pipeline's role",
      controls: ["TRN-21"],
      principal: [who.scientist, who.administrator, who.workload, events],
      action: "sts:AssumeRole",
      resource: who.pipeline.id,
      expected: "denied",
    },
    {
      name: "EventBridge takes the role that tells of model versions",
      controls: ["TRN-22"],
      principal: events,
      action: "sts:AssumeRole",
      resource: who.modelState.id,
      context: fromRule,
      expected: "allowed",
    },
    {
      name: "another account's rule takes the role that tells of model versions",
      controls: ["TRN-22"],
      principal: events,
      action: "sts:AssumeRole",
      resource: who.modelState.id,
      context: { ...fromRule, "aws:SourceAccount": strangerAccount },
      expected: "denied",
    },
    {
      name: "another rule takes the role that tells of model versions",
      controls: ["TRN-22"],
      principal: events,
      action: "sts:AssumeRole",
      resource: who.modelState.id,
      context: { ...fromRule, "aws:SourceArn": estate.arn("events", "rule/other") },
      expected: "denied",
    },
    {
      name: "a change of a model version reaches people",
      controls: ["TRN-22"],
      principal: who.modelState,
      action: "sns:Publish",
      resource: estate.platformTopicArn,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "the delivery of model events reaches another topic, or subscribes to one",
      controls: ["TRN-22"],
      principal: who.modelState,
      action: ["sns:Publish", "sns:Subscribe"],
      resource: estate.arn("sns", "other"),
      expected: "denied",
    },
    {
      name: "the delivery of model events uses a key that is not the topic's",
      controls: ["TRN-22"],
      principal: who.modelState,
      action: "kms:Decrypt",
      resource: environment === "dev" ? artifacts : lake,
      expected: "denied",
    },
    {
      name: "the delivery of model events uses the topic's key without the topic",
      controls: ["TRN-22"],
      principal: who.modelState,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: messaging,
      expected: "denied",
    },
    {
      name: "a change of a model version that could not be told is kept",
      controls: ["TRN-22"],
      principal: events,
      action: "sqs:SendMessage",
      resource: estate.modelStateQueueArn,
      context: fromRule,
      throughKey: {},
      expected: "allowed",
    },
    {
      name: "another rule fills that queue",
      controls: ["TRN-22"],
      principal: events,
      action: "sqs:SendMessage",
      resource: estate.modelStateQueueArn,
      context: { ...fromRule, "aws:SourceArn": estate.arn("events", "rule/other") },
      expected: "denied",
    },
    {
      name: "that queue is written or read in the clear",
      controls: ["TRN-22"],
      principal: [who.administrator, who.platformDeployer],
      action: ["sqs:SendMessage", "sqs:ReceiveMessage"],
      resource: estate.modelStateQueueArn,
      context: { "aws:SecureTransport": "false" },
      expected: "denied",
    },
    {
      name: "that queue is read over TLS",
      controls: ["TRN-22"],
      principal: who.administrator,
      action: "sqs:ReceiveMessage",
      resource: estate.modelStateQueueArn,
      expected: "allowed",
    },
    {
      name: "a stranger decrypts what the messages are encrypted with",
      controls: ["TRN-22"],
      principal: who.stranger,
      action: "kms:Decrypt",
      resource: messaging,
      expected: "denied",
    },
  ];
}
