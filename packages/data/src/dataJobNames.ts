import { arn, logGroupName, physicalName, type DataJobRole, type Environment } from "@secure-ml/core";

/** Names that the job of a role has, and that the role's policy cites. */
export interface DataJobNames {
  /** Name of job, workflow, trigger and security configuration. */
  readonly job: string;
  readonly jobArn: string;
  readonly workflowArn: string;
  /** Name of the connection that puts its machines into the VPC. */
  readonly connection: string;
  /** Beginning of the names of its log groups. */
  readonly logGroupPrefix: string;
  /**
   * Its log groups: what Spark and Glue say, and what the program prints. Glue puts the name of the security
   * configuration at the end.
   */
  readonly logGroups: Readonly<Record<"error" | "output", string>>;
}

/**
 * The names of a role's Glue job, which are fixed, because policies cite them.
 *
 * @param environment facts of the platform stack
 * @see AWS, "Enabling continuous logging for AWS Glue 4.0 and earlier jobs", "Security configuration with continuous
 * logging": https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging-enable.html
 */
export function dataJobNames(environment: Environment, role: DataJobRole): DataJobNames {
  const job = physicalName(environment, "glue", role);
  const logGroupPrefix = logGroupName(environment, "data", role);
  return {
    job,
    jobArn: arn(environment, { service: "glue", resource: `job/${job}` }),
    workflowArn: arn(environment, { service: "glue", resource: `workflow/${job}` }),
    connection: physicalName(environment, "glue", "data-jobs"),
    logGroupPrefix,
    logGroups: { error: `${logGroupPrefix}/error-${job}`, output: `${logGroupPrefix}/output-${job}` },
  };
}
