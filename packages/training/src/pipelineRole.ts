import { hasLocalNvme } from "@secure-ml/controls";
import {
  arn,
  bucketArn,
  roleArn,
  ServiceRole,
  type Environment,
  type PolicyCondition,
  type PolicyStatement,
} from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { evaluationReports, jobRolePurposes } from "./jobFolders.js";
import type { JobSecurity } from "./pipelineSteps.js";

/** Purpose of the role that runs pipelines. */
export const pipelinePurpose = "pipeline";

/** What the policy of the role depends on. */
export interface PipelinePolicyArgs {
  readonly environment: Environment;
  /** Subnets, groups and keys of every job; its output key is that of results and reports. */
  readonly security: JobSecurity;
  /** ARN of the key of prepared data, the other key that jobs write under. */
  readonly preparedKeyArn: string;
  /** Instance types that jobs may run on. */
  readonly instanceTypes: readonly string[];
  /** Longest run time of a job, in seconds. */
  readonly maxRuntimeSeconds: number;
  /** Groups that model versions are registered in, by name. */
  readonly modelPackageGroupNames: readonly string[];
  /** Name of the bucket of results, of which the role reads `evaluation/`. */
  readonly artifactsBucketName: string;
}

/** Arguments of {@link PipelineRole}. */
export interface PipelineRoleArgs extends Omit<
  PipelinePolicyArgs,
  "security" | "preparedKeyArn" | "artifactsBucketName"
> {
  readonly security: pulumi.Input<JobSecurity>;
  /** ARN of the key of prepared data. */
  readonly preparedKeyArn: pulumi.Input<string>;
  readonly artifactsBucketName: pulumi.Input<string>;
  /**
   * ARNs of further policies that are attached to the role, by a short name: the guardrails of jobs (TRN-07).
   * @defaultValue none
   */
  readonly guardrailPolicyArns?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * The role `pipeline`, as which pipelines make their jobs and register models. It makes jobs in the platform's subnets and
 * under its keys only, hands them the job roles and no other, and registers versions as pending only. Serves TRN-21 and
 * TRN-22.
 *
 * @see AWS, "Pipelines overview": https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-overview.html
 */
export class PipelineRole extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:PipelineRole";

  /** ARN of the role. */
  readonly roleArn: pulumi.Output<string>;
  /** Resolves when the role has its permissions. */
  readonly ready: pulumi.Resource;

  constructor(name: string, args: PipelineRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super(PipelineRole.__pulumiType, name, args, opts);
    const role = new ServiceRole(
      name,
      {
        environment: args.environment,
        purpose: pipelinePurpose,
        description: "Runs pipelines: makes their jobs and registers models as pending",
        trust: { service: "sagemaker" },
        statements: pulumi
          .all([
            pulumi.output(args.security),
            pulumi.output(args.preparedKeyArn),
            pulumi.output(args.artifactsBucketName),
          ])
          .apply(([security, preparedKeyArn, artifactsBucketName]) =>
            pipelineStatements({ ...args, security, preparedKeyArn, artifactsBucketName }),
          ),
        ...(args.guardrailPolicyArns === undefined ? {} : { managedPolicyArns: args.guardrailPolicyArns }),
        controls: ["TRN-21", "TRN-22"],
      },
      { parent: this },
    );
    this.roleArn = role.roleArn;
    this.ready = role.ready;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/**
 * What the role `pipeline` may do.
 *
 * SageMaker names the jobs of a pipeline `pipelines-…`. A condition on a list holds for an empty list as well, so that
 * each is accompanied by one that the list is there.
 */
export function pipelineStatements(args: PipelinePolicyArgs): readonly PolicyStatement[] {
  const { environment, security } = args;
  const sagemaker = (resource: string) => arn(environment, { service: "sagemaker", resource });
  const jobs = [sagemaker("processing-job/pipelines-*"), sagemaker("training-job/pipelines-*")];
  const groups = args.modelPackageGroupNames;
  // Environments with few keys have one for both.
  const outputKeyArns = [...new Set([security.outputKeyArn, args.preparedKeyArn])];
  const local = args.instanceTypes.filter(hasLocalNvme);
  const encrypted = args.instanceTypes.filter((type) => !hasLocalNvme(type));
  const createJobs = (sid: string, instanceTypes: readonly string[], volumes: PolicyCondition): PolicyStatement => ({
    Sid: sid,
    Effect: "Allow",
    Action: ["sagemaker:CreateProcessingJob", "sagemaker:CreateTrainingJob"],
    Resource: jobs,
    Condition: {
      "ForAllValues:StringEquals": {
        "sagemaker:InstanceTypes": instanceTypes,
        "sagemaker:VpcSecurityGroupIds": security.securityGroupIds,
        "sagemaker:VpcSubnets": security.subnetIds,
      },
      Null: {
        "sagemaker:InstanceTypes": "false",
        "sagemaker:VpcSecurityGroupIds": "false",
        "sagemaker:VpcSubnets": "false",
        ...volumes["Null"],
      },
      Bool: { "sagemaker:InterContainerTrafficEncryption": "true", "sagemaker:NetworkIsolation": "true" },
      ArnEquals: { "sagemaker:OutputKmsKeyArn": outputKeyArns, ...volumes["ArnEquals"] },
      NumericLessThanEquals: { "sagemaker:MaxRuntimeInSeconds": String(args.maxRuntimeSeconds) },
    },
  });
  return [
    ...(encrypted.length === 0
      ? []
      : [createJobs("CreateJobs", encrypted, { ArnEquals: { "sagemaker:VolumeKmsKeyArn": security.volumeKeyArn } })]),
    // The hardware encrypts their disks: SageMaker refuses a key.
    ...(local.length === 0
      ? []
      : [createJobs("CreateLocalDiskJobs", local, { Null: { "sagemaker:VolumeKmsKeyArn": "true" } })]),
    {
      Sid: "FollowJobs",
      Effect: "Allow",
      Action: [
        "sagemaker:AddTags",
        "sagemaker:DescribeProcessingJob",
        "sagemaker:DescribeTrainingJob",
        "sagemaker:ListTags",
        "sagemaker:StopProcessingJob",
        "sagemaker:StopTrainingJob",
      ],
      Resource: jobs,
    },
    {
      Sid: "PassJobRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: jobRolePurposes.map((purpose) => roleArn(environment, purpose)),
      Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
    {
      Sid: "ReadReports",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: bucketArn(environment, args.artifactsBucketName, `${evaluationReports[1]}*`),
    },
    {
      Sid: "DecryptReports",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: security.outputKeyArn,
      Condition: { StringEquals: { "kms:ViaService": `s3.${environment.region}.${environment.dnsSuffix}` } },
    },
    ...(groups.length === 0
      ? []
      : [
          {
            Sid: "RegisterPending",
            Effect: "Allow" as const,
            Action: "sagemaker:CreateModelPackage",
            Resource: groups.map((group) => sagemaker(`model-package/${group}/*`)),
            Condition: { StringEquals: { "sagemaker:ModelApprovalStatus": "PendingManualApproval" } },
          },
          {
            Sid: "FollowModels",
            Effect: "Allow" as const,
            Action: ["sagemaker:DescribeModelPackage", "sagemaker:DescribeModelPackageGroup"],
            Resource: groups.flatMap((group) => [
              sagemaker(`model-package/${group}/*`),
              sagemaker(`model-package-group/${group}`),
            ]),
          },
        ]),
  ];
}
