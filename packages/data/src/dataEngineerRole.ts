import {
  ArgsCheck,
  arn,
  bucketArn,
  dataJobRoles,
  physicalName,
  roleArn,
  ServiceRole,
  type Environment,
  type PolicyStatement,
} from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import type { DataBucketAccess } from "./dataBuckets.js";
import { dataJobNames } from "./dataJobNames.js";
import type { DataKeyUses } from "./dataKeys.js";
import { intakePrefix, labelSourcePrefix } from "./dataPlaces.js";

/** Purpose of the role of data engineers. */
export const dataEngineerPurpose = "data-engineer";

/** Arguments of {@link DataEngineerRole}. */
export interface DataEngineerRoleArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /** ARN of the key `lake`, under which data comes in. */
  readonly lakeKeyArn: pulumi.Input<string>;
  /** Permission sets of IAM Identity Center whose people bring data; at least one. */
  readonly permissionSets: readonly string[];
}

/**
 * The role of whoever brings data (DATA-22): it puts objects below `intake/` and `label-sources/` in the zone `raw`, and
 * follows the jobs that take them in. It reads no data, not even what it has brought, and starts nothing.
 *
 * @remarks Its people come from outside the network, so that the bucket `raw` lets it in from anywhere: whoever steals its
 * credentials can bring data, and take none away.
 * @see AWS, "Security best practices in IAM": https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
 * @example
 * ```ts
 * import { DataEngineerRole } from "@secure-ml/data";
 *
 * new DataEngineerRole("data-engineer", {
 *   environment,
 *   lakeKeyArn,
 *   permissionSets: ["DataEngineer"],
 * });
 * ```
 */
export class DataEngineerRole extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:DataEngineerRole";

  /** ARN of the role. */
  readonly roleArn: pulumi.Output<string>;

  /** @throws pulumi.ResourceError without a permission set */
  constructor(name: string, args: DataEngineerRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DataEngineerRole.__pulumiType, name, args, opts);
    const { environment, permissionSets } = args;
    new ArgsCheck(this, `DataEngineerRole "${name}"`).notEmpty("permissionSets", permissionSets).done();
    this.roleArn = new ServiceRole(
      name,
      {
        environment,
        purpose: dataEngineerPurpose,
        description: "Brings data into the zone raw, and reads none",
        trust: { permissionSets },
        statements: pulumi.output(args.lakeKeyArn).apply((keyArn) => statements(environment, keyArn)),
        controls: ["DATA-22"],
      },
      { parent: this },
    ).roleArn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** Which bucket the role reaches: `raw`, from anywhere. */
export function dataEngineerAccess(environment: Environment): DataBucketAccess {
  return { raw: { outsideRoleArns: [roleArn(environment, dataEngineerPurpose)] } };
}

/** How the role uses the environment's keys. */
export function dataEngineerKeyUses(environment: Environment): DataKeyUses {
  return {
    lake: {
      roles: [
        {
          sid: "DataEngineersWrite",
          roleArns: [roleArn(environment, dataEngineerPurpose)],
          actions: sealing,
          viaServices: ["s3"],
        },
      ],
    },
  };
}

/** The parts of a large upload are decrypted when they are put together. */
const sealing = ["kms:Decrypt", "kms:GenerateDataKey"];

function statements(environment: Environment, lakeKeyArn: string): readonly PolicyStatement[] {
  const raw = physicalName(environment, "bucket", "raw");
  const jobs = dataJobRoles.map((role) => dataJobNames(environment, role));
  const groups = jobs.flatMap(({ logGroups }) =>
    Object.values(logGroups).map((name) => arn(environment, { service: "logs", resource: `log-group:${name}` })),
  );
  return [
    {
      Sid: "BringData",
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
      Resource: [intakePrefix, labelSourcePrefix].map((prefix) => bucketArn(environment, raw, `${prefix}*`)),
    },
    // The key itself asks for S3.
    { Sid: "SealData", Effect: "Allow", Action: sealing, Resource: lakeKeyArn },
    {
      Sid: "FollowJobs",
      Effect: "Allow",
      Action: ["glue:GetJob", "glue:GetJobRun", "glue:GetJobRuns"],
      Resource: jobs.map(({ jobArn }) => jobArn),
    },
    {
      Sid: "ReadLogs",
      Effect: "Allow",
      Action: ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"],
      Resource: groups.flatMap((group) => [group, `${group}:*`]),
    },
  ];
}
