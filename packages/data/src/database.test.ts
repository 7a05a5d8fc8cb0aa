import { databaseEngines, type DatabaseEngineName } from "@secure-ml/controls";
import { all, identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { Database, type DatabaseArgs } from "./database.js";
import { environment } from "./environment.fixture.js";

const keyArn = (id: string) => `arn:aws:kms:eu-west-1:111111111111:key/${id}`;
const args: DatabaseArgs = {
  environment,
  purpose: "sources",
  engine: "postgres",
  majorVersion: "17",
  instanceClass: "db.t4g.medium",
  storageGib: 20,
  port: 6432,
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-1"],
  keyArns: { database: keyArn("database"), secrets: keyArn("secrets"), logs: keyArn("logs") },
  logRetention: { days: 400, deletionProtection: true },
};
const run = (changes: Partial<DatabaseArgs> = {}) =>
  runProgram(() => {
    const { address, port, identifier } = new Database("sources", { ...args, ...changes });
    return { address, port, identifier };
  });

describe("Database", { tags: ["DATA-17", "DATA-18"] }, () => {
  it("is fit for production without options", async () => {
    const result = await run();
    const instance = one(result, "aws:rds/instance:Instance");
    expect(instance.inputs).toEqual({
      identifier: "acme-dev-sources",
      engine: "postgres",
      engineVersion: "17",
      autoMinorVersionUpgrade: true,
      instanceClass: "db.t4g.medium",
      allocatedStorage: 20,
      storageType: "gp3",
      storageEncrypted: true,
      kmsKeyId: keyArn("database"),
      port: 6432,
      username: "platform_admin",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keyArn("secrets"),
      iamDatabaseAuthenticationEnabled: true,
      publiclyAccessible: false,
      dbSubnetGroupName: "acme-dev-sources",
      vpcSecurityGroupIds: ["sg-1"],
      multiAz: true,
      parameterGroupName: one(result, "aws:rds/parameterGroup:ParameterGroup").outputs["name"],
      caCertIdentifier: "rds-ca-rsa2048-g1",
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      monitoringInterval: 60,
      monitoringRoleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-sources-monitoring",
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: keyArn("database"),
      backupRetentionPeriod: 35,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "acme-dev-sources-final-1",
      applyImmediately: false,
      deleteAutomatedBackups: true,
    });
    expect(instance.options).toMatchObject({ protect: true, retainOnDelete: true });
    expect(result.controls.get(instance.urn)).toEqual(["DATA-17", "DATA-18"]);
    expect(result.outputs).toEqual({
      address: instance.outputs["address"],
      port: 6432,
      identifier: "acme-dev-sources",
    });
    expect(identities(result)).toContain("secure-ml:data:Database :: sources :: project-stack");
  });

  it("lies in the given subnets", async () => {
    expect(one(await run(), "aws:rds/subnetGroup:SubnetGroup").inputs).toEqual({
      name: "acme-dev-sources",
      description: "Private subnets of acme-dev-sources",
      subnetIds: ["subnet-1", "subnet-2"],
    });
  });

  const force = { name: "rds.force_ssl", value: "1", applyMethod: "immediate" };
  const minimum = { name: "ssl_min_protocol_version", value: "TLSv1.2", applyMethod: "immediate" };
  const required = { name: "require_secure_transport", value: "1", applyMethod: "immediate" };
  // RDS refuses to change it at once.
  const versions = { name: "tls_version", value: "TLSv1.2,TLSv1.3", applyMethod: "pending-reboot" };

  it.each<[DatabaseEngineName, string, string, object[], string[]]>([
    ["postgres", "17", "postgres17", [force, minimum], ["postgresql", "upgrade"]],
    ["mysql", "8.4", "mysql8.4", [required, versions], ["audit", "error", "general", "slowquery"]],
    ["mariadb", "11.4", "mariadb11.4", [required, versions], ["audit", "error", "general", "slowquery"]],
  ])(
    "makes %s %s refuse plaintext, with its logs under our key",
    async (engine, majorVersion, family, parameters, logs) => {
      const result = await run({ engine, majorVersion });
      const group = one(result, "aws:rds/parameterGroup:ParameterGroup");
      expect(group.inputs).toMatchObject({ family, parameters });
      expect(result.controls.get(group.urn)).toEqual(["DATA-18"]);
      expect(
        all(result, "aws:cloudwatch/logGroup:LogGroup").map(({ inputs }) => [inputs["name"], inputs["kmsKeyId"]]),
      ).toEqual(logs.map((log) => [`/aws/rds/instance/acme-dev-sources/${log}`, keyArn("logs")]));
      expect(one(result, "aws:rds/instance:Instance").inputs["enabledCloudwatchLogsExports"]).toEqual(logs);
    },
  );

  it("lets RDS write this instance's metrics, and nothing else", async () => {
    const result = await run();
    const trust = JSON.parse(String(one(result, "aws:iam/role:Role").inputs["assumeRolePolicy"])) as {
      Statement: unknown;
    };
    expect(trust.Statement).toEqual([
      {
        Sid: "ServiceAssumesRole",
        Effect: "Allow",
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnLike: { "aws:SourceArn": "arn:aws:rds:eu-west-1:111111111111:db:acme-dev-sources" },
        },
      },
    ]);
    const policy = JSON.parse(String(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])) as {
      Statement: unknown;
    };
    expect(policy.Statement).toEqual([
      {
        Sid: "WriteMetrics",
        Effect: "Allow",
        Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [
          "arn:aws:logs:eu-west-1:111111111111:log-group:RDSOSMetrics",
          "arn:aws:logs:eu-west-1:111111111111:log-group:RDSOSMetrics:*",
        ],
      },
    ]);
  });

  it("goes with its stack and leaves nothing, when told to", async () => {
    const instance = one(
      await run({ dataProtection: "disposable", multiZone: false, backupDays: 1, databaseName: "sources" }),
      "aws:rds/instance:Instance",
    );
    expect(instance.inputs).toMatchObject({
      dbName: "sources",
      multiAz: false,
      backupRetentionPeriod: 1,
      deletionProtection: false,
      skipFinalSnapshot: true,
    });
    expect(instance.inputs).not.toHaveProperty("finalSnapshotIdentifier");
    expect(instance.options.protect).toBeFalsy();
  });

  it("moves to another major version at once, and only when told to", async () => {
    expect(one(await run({ majorUpgrade: true }), "aws:rds/instance:Instance").inputs).toMatchObject({
      allowMajorVersionUpgrade: true,
      applyImmediately: true,
    });
    expect(one(await run(), "aws:rds/instance:Instance").inputs).not.toHaveProperty("allowMajorVersionUpgrade");
  });

  it.each(["mysql", "mariadb"] as const)("offers for %s no machine without performance data", async (engine) => {
    const majorVersion = databaseEngines[engine].majorVersions[0];
    await expect(run({ engine, majorVersion, instanceClass: "db.t4g.small" })).rejects.toThrow(
      `instanceClass must be none of the sizes micro, small, on which RDS keeps no performance data of ${engine}, ` +
        'but is "db.t4g.small"',
    );
  });

  it("holds no password, and knows no engine that takes plaintext", async () => {
    const { inputs } = one(await run(), "aws:rds/instance:Instance");
    expect(Object.keys(inputs).filter((key) => /^(password|passwordWo)/i.test(key))).toEqual([]);
    expect(Object.keys(databaseEngines)).toEqual(["postgres", "mysql", "mariadb"]);
  });

  it("says everything that is wrong at once", async () => {
    await expect(
      run({
        engine: "oracle-ee" as DatabaseEngineName,
        instanceClass: "t4g.medium",
        storageGib: 10,
        databaseName: "Sources",
        port: 5432,
        backupDays: 6,
        finalSnapshotSuffix: "a-b",
      }),
    ).rejects.toThrow(
      'Database "sources": engine must be one of postgres, mysql, mariadb, but is "oracle-ee"; ' +
        'instanceClass must be a class of RDS, such as db.t4g.medium, but is "t4g.medium"; ' +
        "storageGib must be a whole number of GiB from 20 to 65536, but is 10; " +
        'databaseName must be 1 to 63 lower-case letters, digits or underscores, starting with a letter, but is "Sources"; ' +
        "port must not be the default of an engine, but is 5432; " +
        "backupDays must be a whole number of days from 7 to 35, but is 6; " +
        'finalSnapshotSuffix must be 1 to 20 lower-case letters or digits, but is "a-b".',
    );
    await expect(run({ majorVersion: "14" })).rejects.toThrow(
      'majorVersion must be one of 15, 16, 17, 18, but is "14"',
    );
    await expect(run({ port: 1149 })).rejects.toThrow("port must be a whole number of a port from 1150 to 65535");
  });
});
