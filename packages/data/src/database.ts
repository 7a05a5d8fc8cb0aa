import {
  databaseEngineNames,
  databaseEngines,
  defaultDatabasePorts,
  retentionClasses,
  type DatabaseEngine,
  type DatabaseEngineName,
} from "@secure-ml/controls";
import {
  ArgsCheck,
  arn,
  childOf,
  dataProtectionOptions,
  EncryptedLogGroup,
  physicalName,
  ServiceRole,
  type DataProtection,
  type Environment,
  type LogRetention,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** ARNs of the keys of a database. */
export interface DatabaseKeyArns {
  /** Storage, backups, snapshots and performance data. */
  readonly database: pulumi.Input<string>;
  /** The administrator's password. */
  readonly secrets: pulumi.Input<string>;
  /** Log groups. */
  readonly logs: pulumi.Input<string>;
}

/** Arguments of {@link Database}. */
export interface DatabaseArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /** What the database is for, such as `sources`; the instance is `<project>-<environment>-<purpose>`. */
  readonly purpose: string;
  /** Engine, one of those that refuse plaintext when told to. */
  readonly engine: DatabaseEngineName;
  /**
   * Major version of the engine, such as `17`; RDS keeps the minor one up to date. RDS refuses another one than it runs
   * unless {@link DatabaseArgs.majorUpgrade} is set.
   */
  readonly majorVersion: string;
  /**
   * Whether RDS may move the instance to another major version, which it does at once and with minutes of downtime, like
   * every other change of the same update. Set it for that update alone; nothing leads back but a snapshot.
   * @defaultValue false
   */
  readonly majorUpgrade?: boolean;
  /** Class of the instance, such as `db.t4g.medium`; for MySQL and MariaDB none of the sizes `micro` and `small`. */
  readonly instanceClass: string;
  /** Size of its storage in GiB, 20 to 65536. */
  readonly storageGib: number;
  /**
   * Name of the database that RDS makes in the instance.
   * @defaultValue none is made
   */
  readonly databaseName?: string;
  /** Port, 1150 to 65535 and not the default of any engine; the network's `databasePort`. */
  readonly port: number;
  /** Ids of the `data` subnets, in two zones at least. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of the security groups, `database` of the network. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly keyArns: DatabaseKeyArns;
  /** How long log groups keep what the engine writes. */
  readonly logRetention: LogRetention;
  /**
   * Days to each second of which the database can be restored, 7 to 35; from 1 where a destroy deletes it.
   * @defaultValue 35
   */
  readonly backupDays?: number;
  /**
   * Whether a second instance stands by in another zone.
   * @defaultValue true
   */
  readonly multiZone?: boolean;
  /**
   * Last part of the name of the snapshot that a deletion leaves behind. A second deletion needs another one.
   * @defaultValue "1"
   */
  readonly finalSnapshotSuffix?: string;
  /**
   * What a destroy does to the database. `retain` also has RDS refuse to delete it; `disposable` leaves no snapshot.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/** The administrator: not a name that the engines' users expect, and nobody logs in with it day by day. */
const administrator = "platform_admin";

/**
 * A relational database on RDS: encrypted under keys of our own with everything that is made from it, in the `data`
 * subnets, never public (DATA-17), on a server that refuses plaintext and TLS below 1.2 (DATA-18).
 *
 * RDS makes the administrator's password, keeps it in Secrets Manager under the key `secrets` and changes it every seven
 * days: nobody types it, and it never is in the stack's state. Roles log in as database users with tokens of IAM.
 *
 * @remarks Encryption and its keys cannot be changed: another key replaces the database, which `retain` refuses. Changes
 * that interrupt it wait for its maintenance window. Its users are made once, by the administrator: in PostgreSQL
 * `create user <name>; grant rds_iam to <name>`, in MySQL and MariaDB
 * `create user <name> identified with AWSAuthenticationPlugin as 'RDS' require ssl`. Billed by the hour, twice with a second
 * zone.
 * @see AWS, "Encrypting Amazon RDS resources":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
 * @see AWS, "Password management with Amazon RDS and AWS Secrets Manager":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
 * @example
 * ```ts
 * import { Database } from "@secure-ml/data";
 *
 * new Database("sources", {
 *   environment,
 *   purpose: "sources",
 *   engine: "postgres",
 *   majorVersion: "17",
 *   instanceClass: "db.m7g.large",
 *   storageGib: 100,
 *   port: 6432,
 *   subnetIds: ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
 *   securityGroupIds: ["sg-0a1b2c3d"],
 *   keyArns,
 *   logRetention: { days: 400, deletionProtection: true },
 * });
 * ```
 */
export class Database extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:Database";

  /** Host name of the instance. */
  readonly address: pulumi.Output<string>;
  /** Port of the instance. */
  readonly port: pulumi.Output<number>;
  /** Identifier of the instance. */
  readonly identifier: pulumi.Output<string>;

  /**
   * @throws pulumi.ResourceError for bad arguments, all of them at once
   * @throws NameError for a purpose that makes the name too long or that RDS does not allow
   */
  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Database.__pulumiType, name, args, opts);
    const { environment, purpose, engine, majorVersion, keyArns } = args;
    const backupRetentionPeriod = args.backupDays ?? retentionClasses.personalBackup.prod.usual;
    const dataProtection = args.dataProtection ?? "retain";
    const suffix = args.finalSnapshotSuffix ?? "1";
    checkArgs(this, name, args, backupRetentionPeriod, dataProtection, suffix);

    const { logs, tlsParameters } = databaseEngines[engine];
    const identifier = physicalName(environment, "database", purpose);
    const options = dataProtectionOptions(dataProtection);
    const subnetGroup = new aws.rds.SubnetGroup(
      `${name}-subnets`,
      { name: identifier, description: `Private subnets of ${identifier}`, subnetIds: args.subnetIds },
      childOf(this, "DATA-17", { deleteBeforeReplace: true }),
    );
    const parameterGroup = new aws.rds.ParameterGroup(
      `${name}-parameters`,
      {
        family: `${engine}${majorVersion}`,
        description: `TLS parameters of ${identifier}`,
        parameters: tlsParameters.map((parameter) => ({ ...parameter })),
      },
      childOf(this, "DATA-18"),
    );
    // RDS itself would make them without our key and for ever.
    const logGroups = logs.map(
      (log) =>
        new EncryptedLogGroup(
          `${name}-${log}-logs`,
          {
            environment,
            logGroupName: `/aws/rds/instance/${identifier}/${log}`,
            kmsKeyArn: keyArns.logs,
            retention: args.logRetention,
            controls: ["DATA-17"],
          },
          { parent: this },
        ),
    );
    const monitoring = new ServiceRole(
      `${name}-monitoring`,
      {
        environment,
        purpose: `${purpose}-monitoring`,
        description: `Writes the operating system's metrics of ${identifier}`,
        trust: {
          service: "monitoring.rds",
          sourceArns: [arn(environment, { service: "rds", resource: `db:${identifier}` })],
        },
        statements: [
          {
            Sid: "WriteMetrics",
            Effect: "Allow",
            // All databases of a Region share the group, which RDS makes with the first one's role.
            Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: [
              arn(environment, { service: "logs", resource: "log-group:RDSOSMetrics" }),
              arn(environment, { service: "logs", resource: "log-group:RDSOSMetrics:*" }),
            ],
          },
        ],
        controls: ["DATA-17"],
      },
      { parent: this },
    );
    const instance = new aws.rds.Instance(
      `${name}-instance`,
      {
        identifier,
        engine,
        engineVersion: majorVersion,
        autoMinorVersionUpgrade: true,
        // The parameters of the old version cannot go before the upgrade is over, which a maintenance window would put off.
        ...(args.majorUpgrade === true ? { allowMajorVersionUpgrade: true, applyImmediately: true } : {}),
        instanceClass: args.instanceClass,
        allocatedStorage: args.storageGib,
        storageType: "gp3",
        storageEncrypted: true,
        kmsKeyId: keyArns.database,
        ...(args.databaseName === undefined ? {} : { dbName: args.databaseName }),
        port: args.port,
        username: administrator,
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: keyArns.secrets,
        iamDatabaseAuthenticationEnabled: true,
        publiclyAccessible: false,
        dbSubnetGroupName: subnetGroup.name,
        vpcSecurityGroupIds: args.securityGroupIds,
        multiAz: args.multiZone ?? true,
        parameterGroupName: parameterGroup.name,
        // Named, so that AWS's default does not change under clients that verify the certificate.
        caCertIdentifier: "rds-ca-rsa2048-g1",
        enabledCloudwatchLogsExports: [...logs],
        monitoringInterval: 60,
        monitoringRoleArn: monitoring.roleArn,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: keyArns.database,
        backupRetentionPeriod,
        copyTagsToSnapshot: true,
        deletionProtection: dataProtection === "retain",
        skipFinalSnapshot: dataProtection === "disposable",
        ...(dataProtection === "disposable" ? {} : { finalSnapshotIdentifier: `${identifier}-final-${suffix}` }),
      },
      childOf(this, ["DATA-17", "DATA-18"], {
        ...options,
        deleteBeforeReplace: true,
        dependsOn: [monitoring.ready, ...logGroups],
      }),
    );
    this.address = instance.address;
    this.port = instance.port;
    this.identifier = instance.identifier;
    this.registerOutputs({ address: this.address, port: this.port, identifier: this.identifier });
  }
}

function checkArgs(
  resource: pulumi.Resource,
  name: string,
  args: DatabaseArgs,
  backupDays: number,
  dataProtection: DataProtection,
  suffix: string,
) {
  const { engine, instanceClass, majorVersion } = args;
  const known: DatabaseEngine | undefined = Object.hasOwn(databaseEngines, engine)
    ? databaseEngines[engine]
    : undefined;
  const backups = retentionClasses.personalBackup[dataProtection === "retain" ? "prod" : "dev"];
  const check = new ArgsCheck(resource, `Database "${name}"`).oneOf("engine", engine, databaseEngineNames);
  if (known !== undefined) {
    check
      .oneOf("majorVersion", majorVersion, known.majorVersions)
      .that(
        !known.unfitSizes.includes(instanceClass.slice(instanceClass.lastIndexOf(".") + 1)),
        "instanceClass",
        `must be none of the sizes ${known.unfitSizes.join(", ")}, on which RDS keeps no performance data of ${engine}`,
        instanceClass,
      );
  }
  check
    .that(
      /^db\.[a-z0-9-]+\.[a-z0-9]+$/.test(instanceClass),
      "instanceClass",
      "must be a class of RDS, such as db.t4g.medium",
      instanceClass,
    )
    .intRange("storageGib", args.storageGib, 20, 65_536, "GiB")
    .that(
      args.databaseName === undefined || /^[a-z][a-z0-9_]{0,62}$/.test(args.databaseName),
      "databaseName",
      "must be 1 to 63 lower-case letters, digits or underscores, starting with a letter",
      args.databaseName,
    )
    .intRange("port", args.port, 1150, 65_535, "a port")
    .that(!defaultDatabasePorts.includes(args.port), "port", "must not be the default of an engine", args.port)
    .intRange("backupDays", backupDays, backups.least, backups.most, "days")
    .that(
      /^[a-z0-9]{1,20}$/.test(suffix),
      "finalSnapshotSuffix",
      "must be 1 to 20 lower-case letters or digits",
      suffix,
    )
    .done();
}
