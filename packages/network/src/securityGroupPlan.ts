import type { GatewayService } from "./endpointPolicies.js";
import type { SubnetTier } from "./subnetPlan.js";

/**
 * What each security group is for, by group. AWS takes no other description later, and no apostrophe in one: a change
 * replaces the group.
 */
export const securityGroupDescriptions = {
  training: "Training, processing and monitoring jobs",
  studio: "Studio domain and notebook instances",
  build: "Builds of images and packages",
  inference: "Model containers",
  functions: "Functions in the VPC, such as the inference proxy",
  "data-jobs": "ETL, secret rotation and extraction jobs",
  database: "Databases",
  endpoints: "Interface endpoints",
} as const;

/** A security group of the network. */
export type SecurityGroupName = keyof typeof securityGroupDescriptions;

/** The security groups. */
export const securityGroupNames = Object.keys(securityGroupDescriptions) as readonly SecurityGroupName[];

/** The subnets in which the members of each group live. */
export const securityGroupTiers: Readonly<Record<SecurityGroupName, SubnetTier>> = {
  training: "training",
  studio: "studio",
  build: "build",
  inference: "inference",
  functions: "functions",
  "data-jobs": "functions",
  database: "data",
  endpoints: "endpoints",
};

/** Traffic that one group may open to another, or to the public addresses of S3 or DynamoDB. */
export interface PlannedFlow {
  /** Says what is opened where; unique among the flows, and part of the rules' names. */
  readonly key: string;
  readonly from: SecurityGroupName;
  readonly to: SecurityGroupName | GatewayService | "internet";
  /** Name or number of the protocol; 50 is ESP. */
  readonly protocol: "tcp" | "udp" | "50";
  /** First and last port; absent for protocols without ports. */
  readonly ports?: readonly [number, number];
  readonly description: string;
}

/** Groups that call AWS, and those of the two services with public addresses that each may reach. */
const callers: readonly (readonly [SecurityGroupName, readonly GatewayService[]])[] = [
  ["training", ["s3"]],
  ["studio", ["s3"]],
  ["build", ["s3"]],
  ["inference", ["s3"]],
  ["functions", ["s3", "dynamodb"]],
  ["data-jobs", ["s3", "dynamodb"]],
];

const https = { protocol: "tcp", ports: [443, 443] } as const;

/** What members of one group may open to each other. */
const amongMembers: readonly PlannedFlow[] = [
  {
    key: "training-to-training-tcp",
    from: "training",
    to: "training",
    protocol: "tcp",
    ports: [0, 65_535],
    description: "Distributed training between the containers of a job",
  },
  {
    key: "training-to-training-ike",
    from: "training",
    to: "training",
    protocol: "udp",
    ports: [500, 500],
    description: "Key exchange of encrypted traffic between containers",
  },
  {
    key: "training-to-training-esp",
    from: "training",
    to: "training",
    protocol: "50",
    description: "Encrypted traffic between containers",
  },
  {
    key: "data-jobs-to-data-jobs-tcp",
    from: "data-jobs",
    to: "data-jobs",
    protocol: "tcp",
    ports: [0, 65_535],
    description: "Machines of a Glue job, which starts with no narrower group",
  },
  {
    key: "studio-to-studio-kernels",
    from: "studio",
    to: "studio",
    protocol: "tcp",
    ports: [8192, 65_535],
    description: "Studio applications and their kernels",
  },
  {
    key: "studio-to-studio-nfs",
    from: "studio",
    to: "studio",
    protocol: "tcp",
    ports: [2049, 2049],
    description: "Home directories on EFS",
  },
];

/**
 * Every flow that the security groups admit; everything else is closed. A flow to a group is a rule on both sides, one
 * to S3 or DynamoDB a rule on the caller's side.
 *
 * @param databasePort port that the database engine listens on
 * @param internetCallers groups that a way to the internet is for
 * @see AWS, "Connect Studio in a VPC to External Resources":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html
 * @see AWS, "Protect Communications Between ML Compute Instances in a Distributed Training Job":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html
 * @see AWS, "Connecting to a JDBC data store in a VPC": https://docs.aws.amazon.com/glue/latest/dg/connection-JDBC-VPC.html
 */
export function securityGroupPlan(
  databasePort: number,
  internetCallers: readonly SecurityGroupName[] = [],
): readonly PlannedFlow[] {
  return [
    ...callers.flatMap(([from, services]): PlannedFlow[] => [
      {
        key: `${from}-to-endpoints`,
        from,
        to: "endpoints",
        ...https,
        description: `AWS services behind interface endpoints, for ${from}`,
      },
      ...services.map((service) => ({
        key: `${from}-to-${service}`,
        from,
        to: service,
        ...https,
        description: `The gateway endpoint of ${service}, for ${from}`,
      })),
    ]),
    ...amongMembers,
    ...internetCallers.map((from): PlannedFlow => ({
      key: `${from}-to-internet`,
      from,
      to: "internet",
      ...https,
      description: `The declared way to the internet, for ${from}`,
    })),
    {
      key: "data-jobs-to-database",
      from: "data-jobs",
      to: "database",
      protocol: "tcp",
      ports: [databasePort, databasePort],
      description: "Database connections of data jobs",
    },
  ];
}

/**
 * What is wrong with a database engine's port.
 *
 * @returns a phrase that follows the argument's name; nothing for a port that is allowed
 */
export function databasePortProblem(port: number): string | undefined {
  return Number.isInteger(port) && port >= 1024 && port <= 65_535 && port !== 3389
    ? undefined
    : "must be a port from 1024 to 65535 other than that of remote desktops, 3389";
}
