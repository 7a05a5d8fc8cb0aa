import {
  arn,
  childOf,
  EncryptedLogGroup,
  logGroupName,
  ServiceRole,
  type Environment,
  type LogRetention,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { flowLogFormat } from "./flowLogFormat.js";

/** Where flow logs go, and how fine-grained they are. */
export interface FlowLogSettings {
  /**
   * ARN of the account's `audit-logs` bucket. Its policy must already admit `delivery.logs.amazonaws.com`; otherwise AWS
   * edits the policy while it makes the flow log.
   */
  readonly archiveBucketArn: pulumi.Input<string>;
  /** ARN of the environment's `logs` key, whose policy must admit CloudWatch Logs. */
  readonly logKeyArn: pulumi.Input<string>;
  /** How long the log group of the training subnets keeps its events. */
  readonly retention: LogRetention;
  /**
   * Longest time over which packets of one flow are summed up into a record, 60 or 600 seconds.
   * @defaultValue 60
   */
  readonly aggregationSeconds?: 60 | 600;
}

/** Arguments of {@link FlowLogs}. */
export interface FlowLogsArgs extends FlowLogSettings {
  readonly environment: Environment;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Ids of the training subnets, by zone id. */
  readonly trainingSubnetIds: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Flow logs: all traffic of the VPC goes to the account's locked archive, and that of the training subnets also to a
 * log group, where metric filters and alarms can watch it. Serves NET-09.
 *
 * @remarks Both ways of delivery are billed by volume; an aggregation of 600 seconds makes fewer records than 60.
 * Nothing of a flow log but its tags can be changed, and AWS allows one per resource and destination: a change deletes the old
 * one first and leaves a gap of seconds.
 * @see AWS, "Publish flow logs to Amazon S3": https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3.html
 * @see AWS, "IAM role for publishing flow logs to CloudWatch Logs":
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export class FlowLogs extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:FlowLogs";

  /** Name of the log group that receives the records of the training subnets. */
  readonly trainingLogGroupName: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for a retention that CloudWatch Logs does not offer */
  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(FlowLogs.__pulumiType, name, args, opts);
    const { environment } = args;
    const label = `${environment.project}-${environment.name}`;
    const common = {
      trafficType: "ALL",
      logFormat: flowLogFormat,
      maxAggregationInterval: args.aggregationSeconds ?? 60,
    };

    new aws.ec2.FlowLog(
      `${name}-vpc`,
      {
        ...common,
        vpcId: args.vpcId,
        logDestinationType: "s3",
        logDestination: args.archiveBucketArn,
        destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true },
        tags: { Name: `${label}-vpc` },
      },
      childOf(this, "NET-09", { deleteBeforeReplace: true }),
    );

    const logGroup = new EncryptedLogGroup(
      `${name}-training`,
      {
        environment,
        logGroupName: logGroupName(environment, "network", "training-flow-logs"),
        kmsKeyArn: args.logKeyArn,
        retention: args.retention,
        retentionClass: "audit",
        controls: ["NET-09"],
      },
      { parent: this },
    );
    const role = new ServiceRole(
      `${name}-delivery`,
      {
        environment,
        purpose: "flow-logs",
        description: "Delivers the flow logs of the training subnets to their log group",
        trust: {
          service: "vpc-flow-logs",
          sourceArns: [arn(environment, { service: "ec2", resource: "vpc-flow-log/*" })],
        },
        statements: logGroup.logGroupArn.apply((logGroupArn) => [
          {
            Sid: "WriteFlowLogs",
            Effect: "Allow" as const,
            // Not CreateLogGroup, which AWS's page lists too: records that arrive late would bring a deleted group
            // back to life, without encryption and for ever.
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: `${logGroupArn}:*`,
          },
          {
            Sid: "FindLogGroup",
            Effect: "Allow" as const,
            Action: "logs:DescribeLogGroups",
            // AWS's service authorization reference lists no resource type for this call, which shows names and
            // settings of groups, so that only the wildcard is sure to match.
            Resource: "*",
          },
        ]),
        controls: ["NET-09"],
      },
      { parent: this },
    );
    for (const [zoneId, subnetId] of Object.entries(args.trainingSubnetIds)) {
      new aws.ec2.FlowLog(
        `${name}-training-${zoneId}`,
        {
          ...common,
          subnetId,
          logDestinationType: "cloud-watch-logs",
          logDestination: logGroup.logGroupArn,
          iamRoleArn: role.roleArn,
          tags: { Name: `${label}-training-${zoneId}` },
        },
        // Without its permissions the role is accepted, but the flow log ends in an access error.
        childOf(this, "NET-09", { dependsOn: role.ready, deleteBeforeReplace: true }),
      );
    }

    this.trainingLogGroupName = logGroup.logGroupName;
    this.registerOutputs({ trainingLogGroupName: this.trainingLogGroupName });
  }
}
