import { ArgsCheck, arn, ServiceRole, type Environment, type ServiceTrust } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { jobFolders, type JobFolders, type JobRolePurpose, type JobZone } from "./jobFolders.js";
import { jobRoleStatements, type DataFolder } from "./jobRoleStatements.js";

/** Buckets and keys of one zone of data. */
export interface ZoneInput {
  readonly bucketName: pulumi.Input<string>;
  /** ARN of the key that encrypts the bucket. */
  readonly keyArn: pulumi.Input<string>;
}

/** Arguments of {@link JobRoles}. */
export interface JobRolesArgs {
  readonly environment: Environment;
  /** Where data is: `curated` holds treated data, `artifacts` models and reports, `labels` what evaluation holds back. */
  readonly zones: Readonly<Record<JobZone, ZoneInput>>;
  /** ARN of the key of job volumes. */
  readonly volumeKeyArn: pulumi.Input<string>;
  /** ARNs of the image repositories that jobs pull from; at least one. */
  readonly imageRepositoryArns: readonly string[];
  /** Ids of the subnets and security groups that jobs run in, at least one of each. */
  readonly subnetIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  readonly securityGroupIds: pulumi.Input<readonly pulumi.Input<string>[]>;
}

/**
 * The roles of training, processing and evaluation jobs, each with one place to read and one to write (TRN-09), which
 * SageMaker assumes on behalf of this account's jobs only (TRN-10).
 *
 * @remarks The roles may not make log groups: {@link JobLogs}, in the account stack, makes `/aws/sagemaker/TrainingJobs`
 * and `/aws/sagemaker/ProcessingJobs` before the first job.
 * @see AWS, "How to use SageMaker AI execution roles": https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
export class JobRoles extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:JobRoles";

  /** ARNs of the roles, by purpose. */
  readonly roleArns: Readonly<Record<JobRolePurpose, pulumi.Output<string>>>;

  /** @throws pulumi.ResourceError without image repositories */
  constructor(name: string, args: JobRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super(JobRoles.__pulumiType, name, args, opts);
    const { environment } = args;
    new ArgsCheck(this, `JobRoles "${name}"`).notEmpty("imageRepositoryArns", args.imageRepositoryArns).done();
    const known = pulumi.output({
      zones: args.zones,
      volumeKeyArn: args.volumeKeyArn,
      subnetIds: args.subnetIds,
      securityGroupIds: args.securityGroupIds,
    });
    const make = (purpose: JobRolePurpose): pulumi.Output<string> => {
      const { job, description, inputs, output } = jobFolders[purpose];
      return new ServiceRole(
        `${name}-${purpose}`,
        {
          environment,
          purpose,
          description,
          trust: jobTrust(environment, job),
          statements: known.apply(({ zones, ...rest }) => {
            const folder = ([zone, prefix]: readonly [JobZone, string]): DataFolder => ({
              ...zones[zone],
              prefix,
            });
            return jobRoleStatements({
              ...rest,
              environment,
              inputs: inputs.map(folder),
              output: folder(output),
              imageRepositoryArns: args.imageRepositoryArns,
              logGroupName: job === "training-job" ? "/aws/sagemaker/TrainingJobs" : "/aws/sagemaker/ProcessingJobs",
            });
          }),
          controls: ["TRN-09", "TRN-10", "TRN-11"],
        },
        { parent: this },
      ).roleArn;
    };
    this.roleArns = { training: make("training"), processing: make("processing"), evaluation: make("evaluation") };
    this.registerOutputs({ roleArns: this.roleArns });
  }
}

/**
 * SageMaker assumes the role for jobs of this account, and writes into the session who started the job from Studio:
 * where a domain passes source identities on, a job whose role does not allow it fails.
 *
 * @see AWS, "Turn on sourceIdentity in CloudTrail logs":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access-how-to.html
 */
function jobTrust(environment: Environment, job: JobFolders["job"]): ServiceTrust {
  const kinds = job === "training-job" ? [job, "hyper-parameter-tuning-job"] : [job];
  return {
    service: "sagemaker",
    sourceArns: kinds.map((kind) => arn(environment, { service: "sagemaker", resource: `${kind}/*` })),
    sessionActions: ["sts:SetSourceIdentity"],
  };
}
