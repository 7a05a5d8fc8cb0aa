import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, widened, type Principals } from "../principals.js";

/** Who logs in to the environment's relational databases, and who uses the keys of storage and password. */
export function databaseCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, environment, region } = estate;
  const other = environment === "dev" ? "prod" : "dev";
  const user = (name: string, account = accountId) =>
    `arn:aws:rds-db:${region}:${account}:dbuser:db-ABCDEFGHIJKL/${name}`;
  const own = (purpose: string) => user(`acmeml_${environment}_${purpose}`);
  const role = (purpose: string) => ({ label: `the role "${purpose}"`, id: estate.platformRole(purpose) });
  const [etl, labels, ingest, erasure, monitoring] = [
    role("etl"),
    role("labels"),
    role("ingest"),
    role("erasure"),
    role("sources-monitoring"),
  ];
  const people = [who.ds, who.mle, who.approver, who.mladmin, who.studioDefault];
  const jobs = [who.training, who.processing, who.evaluation, who.models, who.pipeline];
  const [storage, password] = [String(estate.dataKeys["database"]), String(estate.dataKeys["secrets"])];
  const deployers = [who.platformDeployer, who.breakGlass];
  const via = (service: string) => ({
    "kms:ViaService": `${service}.${region}.amazonaws.com`,
    "aws:ViaAWSService": "true",
  });
  const grant = { "kms:GrantIsForAWSResource": "true" };
  const managed = `arn:aws:secretsmanager:${region}:${accountId}:secret:rds!db-0a1b2c3d-AbCdEf`;
  const ofSecret = (arn: string) => ({ ...via("secretsmanager"), "kms:EncryptionContext:SecretARN": arn });
  const controls = ["DATA-17"] as const;
  const rds = who.service("monitoring.rds");
  const instance = (name: string, account = accountId) => `arn:aws:rds:${region}:${account}:db:${name}`;
  const metrics = estate.arn("logs", "log-group:RDSOSMetrics");

  return [
    {
      name: "ETL logs in to a database as its own user",
      controls,
      principal: etl,
      action: "rds-db:connect",
      resource: own("etl"),
      expected: "allowed",
    },
    {
      name: "RDS writes the operating system's metrics of the environment's database",
      controls,
      principal: rds,
      action: "sts:AssumeRole",
      resource: monitoring.id,
      context: { "aws:SourceAccount": accountId, "aws:SourceArn": instance(`acmeml-${environment}-sources`) },
      expected: "allowed",
    },
    {
      name: "the monitoring of a database writes its metrics",
      controls,
      principal: monitoring,
      action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resource: `${metrics}:log-stream:db-ABCDEFGHIJKL`,
      expected: "allowed",
    },
    {
      name: "the deployer makes a database, and RDS takes its keys",
      controls: ["DATA-17", "DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: [storage, password],
      context: { ...via("rds"), ...grant },
      expected: "allowed",
    },
    {
      name: "the deployer makes a database under its keys",
      controls: ["DATA-17", "DATA-02"],
      principal: deployers,
      action: "kms:DescribeKey",
      resource: [storage, password],
      context: via("rds"),
      expected: "allowed",
    },
    {
      name: "the deployer makes a database whose password RDS keeps in Secrets Manager",
      controls: ["DATA-17", "DATA-02"],
      principal: deployers,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: password,
      context: ofSecret(managed),
      expected: "allowed",
    },
    {
      name: "the deployer makes, changes and deletes the environment's database, and has RDS keep its password",
      controls,
      principal: who.platformDeployer,
      action: ["rds:CreateDBInstance", "rds:DeleteDBInstance", "rds:ModifyDBInstance", "rds:AddTagsToResource"],
      resource: instance(`acmeml-${environment}-sources`),
      expected: "allowed",
    },
    {
      name: "the deployer reads the administrator's password",
      controls,
      atlas: "AML.T0025",
      principal: who.platformDeployer,
      action: "secretsmanager:GetSecretValue",
      resource: managed,
      expected: "denied",
    },
    {
      name: "Secrets Manager asks whether the deployer may use the key of passwords",
      controls: ["DATA-17", "DATA-02"],
      principal: deployers,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: password,
      context: ofSecret("RequestToValidateKeyAccess"),
      expected: "allowed",
    },
    // Logins.
    {
      name: "ETL logs in as the administrator, as another role's user or as anybody",
      controls,
      principal: etl,
      action: "rds-db:connect",
      resource: [user("platform_admin"), own("labels"), own("erasure"), user("postgres"), user("rdsadmin")],
      expected: "denied",
    },
    {
      name: "ETL logs in to a database of the other environment or of a stranger",
      controls,
      atlas: "AML.T0025",
      principal: etl,
      action: "rds-db:connect",
      resource: [user(`acmeml_${other}_etl`), user(`acmeml_${environment}_etl`, strangerAccount)],
      expected: "denied",
    },
    {
      name: "a data role that no database lists logs in",
      controls,
      principal: [ingest, labels, erasure],
      action: "rds-db:connect",
      resource: [own("etl"), own("ingest"), own("labels"), own("erasure"), user("platform_admin")],
      expected: "denied",
    },
    {
      name: "a person or a job logs in to a database",
      controls,
      atlas: "AML.T0035",
      principal: [...people, ...jobs, monitoring],
      action: "rds-db:connect",
      resource: [own("etl"), user("platform_admin")],
      expected: "denied",
    },
    {
      name: "a stranger or the other environment logs in to a database",
      controls,
      atlas: "AML.T0035",
      principal: [who.stranger, who.otherDeployer],
      action: "rds-db:connect",
      resource: [own("etl"), user("platform_admin")],
      expected: "denied",
    },
    {
      name: "a workload role copies, restores, opens or deletes a database",
      controls,
      atlas: "AML.T0025",
      principal: [who.workload, etl, widened(who.models)],
      action: ["rds:DeleteDBInstance", "rds:ModifyDBInstance"],
      resource: instance(`acmeml-${environment}-sources`),
      expected: "denied",
    },
    {
      name: "a workload role shares a snapshot",
      controls,
      atlas: "AML.T0025",
      principal: [who.workload, etl],
      action: "rds:ModifyDBSnapshotAttribute",
      resource: `arn:aws:rds:${region}:${accountId}:snapshot:acmeml-${environment}-sources-final-1`,
      expected: "denied",
    },
    // The monitoring role.
    {
      name: "RDS writes metrics with our role for a stranger's database, or for one of another name",
      controls,
      principal: rds,
      action: "sts:AssumeRole",
      resource: monitoring.id,
      context: { "aws:SourceAccount": accountId, "aws:SourceArn": instance("another") },
      expected: "denied",
    },
    {
      name: "RDS takes the monitoring role for another account",
      controls,
      principal: rds,
      action: "sts:AssumeRole",
      resource: monitoring.id,
      context: {
        "aws:SourceAccount": strangerAccount,
        "aws:SourceArn": instance(`acmeml-${environment}-sources`),
      },
      expected: "denied",
    },
    {
      name: "anybody but RDS takes the monitoring role",
      controls,
      principal: [who.ds, etl, who.service("lambda")],
      action: "sts:AssumeRole",
      resource: monitoring.id,
      context: { "aws:SourceAccount": accountId, "aws:SourceArn": instance(`acmeml-${environment}-sources`) },
      expected: "denied",
    },
    {
      name: "the monitoring of a database writes to another log, or deletes its own",
      controls,
      principal: monitoring,
      action: ["logs:PutLogEvents", "logs:CreateLogStream"],
      resource: `${estate.arn("logs", `log-group:/acmeml/${environment}/data/etl`)}:log-stream:s`,
      expected: "denied",
    },
    {
      name: "the monitoring of a database deletes what it wrote",
      controls,
      principal: monitoring,
      action: ["logs:DeleteLogGroup", "logs:PutRetentionPolicy"],
      resource: metrics,
      expected: "denied",
    },
    // The keys.
    {
      name: "whoever deploys opens the password of anything but RDS's own secrets",
      controls: ["DATA-17", "DATA-02"],
      principal: deployers,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: password,
      context: ofSecret(`arn:aws:secretsmanager:${region}:${accountId}:secret:acmeml-${environment}-token-AbCdEf`),
      expected: "denied",
    },
    {
      name: "whoever deploys opens something under the key of passwords by hand",
      controls: ["DATA-17", "DATA-02"],
      principal: deployers,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: password,
      context: { "kms:EncryptionContext:SecretARN": managed },
      expected: "denied",
    },
    {
      name: "whoever deploys opens something under the key of passwords without saying what",
      controls: ["DATA-17", "DATA-02"],
      principal: deployers,
      action: ["kms:Decrypt", "kms:GenerateDataKey"],
      resource: password,
      context: via("secretsmanager"),
      expected: "denied",
    },
    {
      name: "whoever deploys opens a database's storage, even through RDS",
      controls: ["DATA-17", "DATA-02"],
      principal: deployers,
      action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom"],
      resource: storage,
      context: via("rds"),
      expected: "denied",
    },
    {
      name: "whoever deploys grants a database's keys to a person, or by hand",
      controls: ["DATA-17", "DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: [storage, password],
      context: { ...via("rds"), "kms:GrantIsForAWSResource": "false" },
      expected: "denied",
    },
    {
      name: "whoever deploys grants a database's keys without any service",
      controls: ["DATA-17", "DATA-02"],
      principal: deployers,
      action: "kms:CreateGrant",
      resource: [storage, password],
      context: grant,
      expected: "denied",
    },
    {
      name: "a person, a job, ETL or an account administrator opens the administrator's password",
      controls: ["DATA-17", "DATA-02"],
      atlas: "AML.T0035",
      principal: [who.administrator, who.workload, etl, ...people, ...jobs],
      action: "kms:Decrypt",
      resource: password,
      context: ofSecret(managed),
      expected: "denied",
    },
    {
      name: "a stranger takes a database's keys",
      controls: ["DATA-17", "DATA-02"],
      principal: who.stranger,
      action: ["kms:Decrypt", "kms:CreateGrant"],
      resource: [storage, password],
      context: (resource) => (resource === password ? via("secretsmanager") : via("rds")),
      expected: "denied",
    },
  ];
}
