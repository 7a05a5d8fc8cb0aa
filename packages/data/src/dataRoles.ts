import {
  arn,
  bucketArn,
  dataJobRoles,
  physicalName,
  roleArn,
  ServiceRole,
  type DataJobRole,
  type Environment,
  type KeyRoleUse,
  type PolicyStatement,
} from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { dataJobNames } from "./dataJobNames.js";
import { dataJobProgramKey } from "./dataJobProgram.js";
import { bucketKeyDomains, type BucketKeyDomain, type DataKeyUses } from "./dataKeys.js";
import { heldOutPrefix, intakePrefix, keyOfZone, labelSourcePrefix, treatedPrefix } from "./dataPlaces.js";
import { accountBucketName, platformZones, type PlatformZone } from "./dataZone.js";
import { quarantineTag } from "./quarantineStatements.js";
import { secretArnPattern } from "./secretPolicy.js";
import { tableArn } from "./tablePolicy.js";

/** Keys that data roles use. */
type DataRoleKey = BucketKeyDomain | "database" | "secrets";

/** What each data role is for; also the last part of its name. */
export const dataRolePurposes = ["ingest", "etl", "labels", "erasure", "quarantine"] as const;

/** One of {@link dataRolePurposes}. */
export type DataRolePurpose = (typeof dataRolePurposes)[number];

/** A place in a bucket: the objects whose keys begin with a prefix, or all. */
interface Place {
  readonly zone: PlatformZone;
  readonly prefix?: string;
}

/** What one role does with objects: at most one input, at most one output. */
interface DataRole {
  readonly service: "lambda" | "glue";
  readonly description: string;
  readonly input?: Place;
  readonly output?: Place;
  /** Zones that the role searches for versions and deletes from, without reading any. */
  readonly erases?: readonly PlatformZone[];
  /** Zones in which the role marks objects, and reads those only that are marked. */
  readonly isolates?: readonly PlatformZone[];
}

const dataRoles: Readonly<Record<DataRolePurpose, DataRole>> = {
  ingest: {
    service: "lambda",
    description: "Puts incoming data into the zone raw, and reads none",
    output: { zone: "raw", prefix: intakePrefix },
  },
  etl: {
    service: "glue",
    description: "Turns incoming data into curated data",
    input: { zone: "raw", prefix: intakePrefix },
    output: { zone: "curated", prefix: treatedPrefix },
  },
  labels: {
    service: "glue",
    description: "Writes ground truth, protected attributes and held-out sets, alone",
    input: { zone: "raw", prefix: labelSourcePrefix },
    output: { zone: "labels", prefix: heldOutPrefix },
  },
  erasure: {
    service: "lambda",
    description: "Deletes every version of a data subject's objects, and reads none",
    erases: ["raw", "curated", "quarantine", "features", "capture", "labels", "scratch"],
  },
  quarantine: {
    service: "lambda",
    description: "Marks objects that a finding names, and copies them into the zone quarantine",
    output: { zone: "quarantine" },
    isolates: platformZones,
  },
};

/** Which data roles read and write the items of a table. */
export interface DataTableAccess {
  /** What the table is for, as {@link SecureTable} has it. */
  readonly purpose: string;
  /** Roles that read items. */
  readonly readers: readonly DataRolePurpose[];
  /** Roles that add, change and delete items, which is no right to read them. */
  readonly writers: readonly DataRolePurpose[];
}

/** Which data roles read a secret. */
export interface SecretAccess {
  /** What the secret is for, as {@link RotatedSecrets} has it. */
  readonly purpose: string;
  readonly readers: readonly DataRolePurpose[];
}

/** Arguments of {@link DataRoles}. */
export interface DataRolesArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /** ARNs of the keys under which the roles read and write. */
  readonly keyArns: Readonly<Record<DataRoleKey, pulumi.Input<string>>>;
  /** ARN of the account's key `supply-chain`, under which the program of data jobs lies. */
  readonly programKeyArn: pulumi.Input<string>;
  /**
   * Tables that the roles reach.
   * @defaultValue none
   */
  readonly tables?: readonly DataTableAccess[];
  /**
   * Roles that log in to relational databases, each as the user of {@link databaseUser}.
   * @defaultValue none
   */
  readonly databaseRoles?: readonly DataRolePurpose[];
  /**
   * Secrets that the roles read.
   * @defaultValue none
   */
  readonly secrets?: readonly SecretAccess[];
}

/**
 * The roles that move data between the environment's zones (DATA-22): ingest, ETL, labels and erasure, each with at most
 * one input and one output and no other way into storage but to the program of its job. None reads what it writes, or
 * writes what it reads. Beside
 * them the role of whatever answers findings (DATA-26): it marks any object, reads what is marked, and cannot take a mark
 * off again.
 *
 * @remarks The roles are made before the jobs and functions that use them: a trust policy takes some seconds to spread.
 * @see AWS, "Security best practices in IAM": https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
 */
export class DataRoles extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:DataRoles";

  /** The roles, by purpose, each with what whoever uses it must wait for. */
  readonly roles: Readonly<Record<DataRolePurpose, Pick<ServiceRole, "roleArn" | "ready">>>;
  /** ARNs of the roles, by purpose. */
  readonly roleArns: Readonly<Record<DataRolePurpose, pulumi.Output<string>>>;

  constructor(name: string, args: DataRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DataRoles.__pulumiType, name, args, opts);
    const { environment } = args;
    const make = (purpose: DataRolePurpose): ServiceRole => {
      const { service, description } = dataRoles[purpose];
      return new ServiceRole(
        `${name}-${purpose}`,
        {
          environment,
          purpose,
          description,
          trust: { service },
          statements: pulumi
            .all([pulumi.output(args.keyArns), args.programKeyArn])
            .apply(([keyArns, programKeyArn]) => [
              ...statementsOf(environment, purpose, keyArns, programKeyArn),
              ...tableStatements(environment, purpose, args.tables ?? [], keyArns.database),
              ...((args.databaseRoles ?? []).includes(purpose) ? [loginStatement(environment, purpose)] : []),
              ...secretStatements(environment, purpose, args.secrets ?? [], keyArns.secrets),
            ]),
          controls: purpose === "quarantine" ? ["DATA-22", "DATA-26"] : ["DATA-22"],
        },
        { parent: this },
      );
    };
    this.roles = Object.fromEntries(dataRolePurposes.map((purpose) => [purpose, make(purpose)])) as Record<
      DataRolePurpose,
      ServiceRole
    >;
    this.roleArns = Object.fromEntries(
      dataRolePurposes.map((purpose) => [purpose, this.roles[purpose].roleArn]),
    ) as Record<DataRolePurpose, pulumi.Output<string>>;
    this.registerOutputs({ roleArns: this.roleArns });
  }
}

/**
 * How the data roles use the environment's keys, by their fixed names.
 *
 * @param environment facts of the platform stack
 * @param tables tables that the roles reach
 */
export function dataRoleKeyUses(environment: Environment, tables: readonly DataTableAccess[] = []): DataKeyUses {
  const use = (sid: string, actions: readonly string[], ...purposes: readonly DataRolePurpose[]): KeyRoleUse => ({
    sid,
    roleArns: purposes.map((purpose) => roleArn(environment, purpose)),
    actions,
    viaServices: ["s3"],
  });
  const isolating = use("Quarantine", ["kms:Decrypt"], "quarantine");
  return {
    lake: {
      roles: [
        use("DataRolesRead", ["kms:Decrypt"], "etl", "labels", "quarantine"),
        use("DataRolesWrite", writing, "ingest", "etl", "quarantine"),
      ],
    },
    features: { roles: [isolating] },
    artifacts: { roles: [isolating] },
    capture: { roles: [isolating] },
    labels: { roles: [use("DataRolesWrite", writing, "labels"), isolating] },
    ...(tables.length === 0
      ? {}
      : {
          database: {
            roles: [
              {
                // DynamoDB opens a table's key with the right of whoever reads or writes an item.
                sid: "TableItems",
                roleArns: tables.flatMap((table) => tableRoleArns(environment, table)),
                actions: ["kms:Decrypt"],
                viaServices: ["dynamodb"],
              },
            ],
          },
        }),
  };
}

/**
 * ARNs of the roles that reach a table's items, composed from their fixed names.
 *
 * @param environment facts of the platform stack
 */
export function tableRoleArns(environment: Environment, { readers, writers }: DataTableAccess): readonly string[] {
  return [...new Set([...readers, ...writers])].map((purpose) => roleArn(environment, purpose));
}

/** The parts of a large upload are decrypted when they are put together: without it only small files arrive. */
const writing = ["kms:Decrypt", "kms:GenerateDataKey"];

/**
 * Name of the database user as which a role logs in: of the environment's databases no other has it.
 *
 * @param environment facts of the platform stack
 */
export function databaseUser(environment: Environment, purpose: DataRolePurpose): string {
  return `${environment.project}_${environment.name}_${purpose}`.replaceAll("-", "_");
}

/**
 * The id of a database is not known before it exists, the user's name is: it stands for the environment.
 *
 * @see AWS, "Creating and using an IAM policy for IAM database access":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 */
function loginStatement(environment: Environment, purpose: DataRolePurpose): PolicyStatement {
  return {
    Sid: "LogInToDatabases",
    Effect: "Allow",
    Action: "rds-db:connect",
    Resource: arn(environment, { service: "rds-db", resource: `dbuser:*/${databaseUser(environment, purpose)}` }),
  };
}

/** What lets a role read its secrets. */
function secretStatements(
  environment: Environment,
  purpose: DataRolePurpose,
  secrets: readonly SecretAccess[],
  keyArn: string,
): readonly PolicyStatement[] {
  const own = secrets.filter(({ readers }) => readers.includes(purpose));
  if (own.length === 0) return [];
  return [
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      Resource: own.map((secret) => secretArnPattern(environment, secret.purpose)),
    },
    // The key itself asks for Secrets Manager and for the secret.
    { Sid: "OpenSecrets", Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn },
  ];
}

const readingItems = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"];

const writingItems = ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"];

/** What lets a role reach the items of tables; a scan of everything is no reader's business. */
function tableStatements(
  environment: Environment,
  purpose: DataRolePurpose,
  tables: readonly DataTableAccess[],
  keyArn: string,
): readonly PolicyStatement[] {
  const arnsOf = (list: "readers" | "writers"): readonly string[] =>
    tables.filter((table) => table[list].includes(purpose)).map((table) => tableArn(environment, table.purpose));
  const [read, written] = [arnsOf("readers"), arnsOf("writers")];
  const allow = (Sid: string, Action: readonly string[], Resource: string | readonly string[]) =>
    ({ Sid, Effect: "Allow", Action, Resource }) as const;
  return [
    ...(read.length === 0 ? [] : [allow("ReadItems", readingItems, read)]),
    ...(written.length === 0 ? [] : [allow("WriteItems", writingItems, written)]),
    // The key itself asks for DynamoDB.
    ...(read.length + written.length === 0 ? [] : [allow("OpenTables", ["kms:Decrypt"], keyArn)]),
  ];
}

function statementsOf(
  environment: Environment,
  purpose: DataRolePurpose,
  keyArns: Readonly<Record<BucketKeyDomain, string>>,
  programKeyArn: string,
): readonly PolicyStatement[] {
  const { input, output, erases = [], isolates = [] } = dataRoles[purpose];
  const jobRole = dataJobRoles.find((role) => role === purpose);
  const bucket = (zone: PlatformZone, key?: string): string =>
    bucketArn(environment, physicalName(environment, "bucket", zone), key);
  const objects = ({ zone, prefix = "" }: Place): string => bucket(zone, `${prefix}*`);
  const keyArn = ({ zone }: Place): string => keyArns[keyOfZone[zone]];
  const allow = (Sid: string, Action: readonly string[], Resource: string | readonly string[]) =>
    ({ Sid, Effect: "Allow", Action, Resource }) as const;
  return [
    ...(input === undefined
      ? []
      : [
          allow("ReadInput", ["s3:GetObject"], objects(input)),
          {
            ...allow("ListInput", ["s3:ListBucket"], bucket(input.zone)),
            Condition: { StringLike: { "s3:prefix": `${input.prefix ?? ""}*` } },
          },
          // The key itself asks for S3.
          allow("OpenInput", ["kms:Decrypt"], keyArn(input)),
        ]),
    ...(output === undefined
      ? []
      : [
          allow("WriteOutput", ["s3:AbortMultipartUpload", "s3:PutObject"], objects(output)),
          allow("SealOutput", writing, keyArn(output)),
        ]),
    ...(erases.length === 0
      ? []
      : [
          allow(
            "FindVersions",
            ["s3:ListBucket", "s3:ListBucketVersions"],
            erases.map((zone) => bucket(zone)),
          ),
          allow(
            "DeleteVersions",
            ["s3:DeleteObject", "s3:DeleteObjectVersion"],
            erases.map((zone) => bucket(zone, "*")),
          ),
        ]),
    ...(isolates.length === 0
      ? []
      : isolationOf(
          isolates.map((zone) => bucket(zone, "*")),
          keyArns,
        )),
    ...(jobRole === undefined ? [] : glueStatements(environment, jobRole, programKeyArn)),
    allow(
      "WriteOwnLog",
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      arn(environment, {
        service: "logs",
        resource: `log-group:/${environment.project}/${environment.name}/data/${purpose}*`,
      }),
    ),
    allow(
      "OwnInterfaces",
      ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
      ["network-interface/*", "security-group/*", "subnet/*"].map((resource) =>
        arn(environment, { service: "ec2", resource }),
      ),
    ),
    // These have no resources.
    allow(
      "FindInterfaces",
      [
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcAttribute",
        "ec2:DescribeVpcEndpoints",
      ],
      "*",
    ),
  ];
}

/**
 * What lets a role mark objects, and read what is marked. Setting tags replaces all that an object had, so the others are
 * read first; only sets that carry the mark may be put, so that the role itself cannot release anything.
 */
function isolationOf(
  objects: readonly string[],
  keyArns: Readonly<Record<BucketKeyDomain, string>>,
): readonly PolicyStatement[] {
  const allow = { Effect: "Allow", Resource: objects } as const;
  return [
    { Sid: "ReadTags", ...allow, Action: ["s3:GetObjectTagging", "s3:GetObjectVersionTagging"] },
    {
      Sid: "Mark",
      ...allow,
      Action: ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
      Condition: { StringEquals: { [`s3:RequestObjectTag/${quarantineTag}`]: "true" } },
    },
    {
      Sid: "ReadMarked",
      ...allow,
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Condition: { StringEquals: { [`s3:ExistingObjectTag/${quarantineTag}`]: "true" } },
    },
    {
      Sid: "OpenMarked",
      Effect: "Allow",
      Action: "kms:Decrypt",
      // In dev several domains share a key.
      Resource: [...new Set(bucketKeyDomains.map((domain) => keyArns[domain]))],
    },
  ];
}

/**
 * What Glue needs of a job's role besides data: its program, its connection, the key of its log groups, and the tag that
 * Glue puts on interfaces of its own.
 *
 * @see AWS, "Step 1: Create an IAM policy for the AWS Glue service":
 * https://docs.aws.amazon.com/glue/latest/dg/create-service-policy.html
 */
function glueStatements(
  environment: Environment,
  role: DataJobRole,
  programKeyArn: string,
): readonly PolicyStatement[] {
  const names = dataJobNames(environment, role);
  return [
    {
      Sid: "ReadProgram",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: bucketArn(environment, accountBucketName(environment, "code"), dataJobProgramKey),
    },
    // The key itself asks for S3.
    { Sid: "OpenProgram", Effect: "Allow", Action: "kms:Decrypt", Resource: programKeyArn },
    {
      Sid: "FindConnection",
      Effect: "Allow",
      Action: "glue:GetConnection",
      Resource: ["catalog", `connection/${names.connection}`].map((resource) =>
        arn(environment, { service: "glue", resource }),
      ),
    },
    {
      // Without it Glue writes no log: it says again which key the groups have.
      Sid: "KeyOfOwnLog",
      Effect: "Allow",
      Action: "logs:AssociateKmsKey",
      Resource: Object.values(names.logGroups).map((name) =>
        arn(environment, { service: "logs", resource: `log-group:${name}` }),
      ),
    },
    {
      Sid: "TagInterfaces",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: arn(environment, { service: "ec2", resource: "network-interface/*" }),
      Condition: {
        "ForAllValues:StringEquals": { "aws:TagKeys": ["aws-glue-service-resource"] },
        Null: { "aws:TagKeys": "false" },
      },
    },
  ];
}
