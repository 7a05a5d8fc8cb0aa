import { matches, policyDocument } from "./commonChecks.js";
import type { CheckFailure, ResourceContext, ResourceModel } from "./resourceModel.js";

/** DynamoDB, RDS and Secrets Manager. */
export const databases: Readonly<Record<string, ResourceModel>> = {
  "aws:dynamodb/table:Table": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255 },
    defaults: { billingMode: "PROVISIONED" },
    check: (table) => [
      ...matches(table, "name", /^[a-zA-Z0-9_.-]{3,255}$/, "table name: 3 to 255 letters, digits and _.-"),
      ...undeclaredKeys(table),
    ],
    id: "name",
    computed: {
      arn: (table) => table.arn("dynamodb", `table/${table.text("name")}`),
      readCapacity: () => 0,
      writeCapacity: () => 0,
      streamArn: () => "",
      streamLabel: () => "",
      streamViewType: () => "",
      warmThroughput: () => ({ readUnitsPerSecond: 12_000, writeUnitsPerSecond: 4_000 }),
    },
    forceNew: [
      "hashKey",
      "importTable",
      "localSecondaryIndexes",
      "name",
      "rangeKey",
      "restoreBackupArn",
      "restoreDateTime",
      "restoreSourceName",
      "restoreSourceTableArn",
      "restoreToLatestTime",
    ],
  },
  "aws:dynamodb/resourcePolicy:ResourcePolicy": {
    check: (policy) => policyDocument(policy, "policy"),
    id: "resourceArn",
    computed: {
      confirmRemoveSelfResourceAccess: () => false,
      revisionId: (policy) => policy.hex(13, "revision"),
    },
    forceNew: ["resourceArn"],
  },
  "aws:secretsmanager/secret:Secret": {
    taggable: true,
    autoName: { property: "name", maximumLength: 512 },
    defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
    check: (secret) => [
      ...matches(secret, "name", /^[\w/+=.@-]{1,512}$/, "must contain only alphanumeric characters and /_+=.@-"),
      ...recoveryWindow(secret),
    ],
    id: secretArn,
    computed: { arn: secretArn, policy: () => "", replicas: () => [], type: () => "" },
    forceNew: ["name", "namePrefix", "type"],
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    check: (policy) => policyDocument(policy, "policy"),
    id: "secretArn",
    forceNew: ["secretArn"],
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    defaults: { rotateImmediately: true },
    check: (rotation) => {
      const rules = rotation.inputs["rotationRules"] as Readonly<Record<string, unknown>> | undefined;
      return rules?.["automaticallyAfterDays"] !== undefined && rules["scheduleExpression"] !== undefined
        ? [
            {
              property: "rotationRules",
              reason: "only one of automatically_after_days, schedule_expression can be specified",
            },
          ]
        : [];
    },
    id: "secretId",
    computed: { rotationEnabled: () => true },
    forceNew: ["secretId"],
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255, transform: (name) => name.toLowerCase() },
    defaults: { description: "Managed by Pulumi" },
    check: (group) =>
      matches(
        group,
        "name",
        /^[a-z0-9 _.-]{1,255}$/,
        "only lowercase alphanumeric characters, hyphens, underscores, periods, and spaces allowed",
      ),
    id: "name",
    computed: {
      arn: (group) => group.arn("rds", `subgrp:${group.text("name")}`),
      supportedNetworkTypes: () => ["IPV4"],
      vpcId: (group) => `vpc-${group.hex(17, "vpc")}`,
    },
    forceNew: ["name", "namePrefix"],
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255, transform: (name) => name.toLowerCase() },
    defaults: { description: "Managed by Pulumi", skipDestroy: false },
    check: (group) => [
      ...matches(
        group,
        "name",
        /^[a-z][a-z0-9-]{0,254}$/,
        "only lowercase alphanumeric characters and hyphens allowed, a letter first",
      ),
      ...staticParameters(group),
    ],
    id: "name",
    computed: { arn: (group) => group.arn("rds", `pg:${group.text("name")}`) },
    forceNew: ["description", "family", "name", "namePrefix"],
  },
  "aws:rds/instance:Instance": {
    taggable: true,
    autoName: { property: "identifier", maximumLength: 63, transform: (name) => name.toLowerCase() },
    defaults: {
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      copyTagsToSnapshot: false,
      deleteAutomatedBackups: true,
      monitoringInterval: 0,
      publiclyAccessible: false,
      skipFinalSnapshot: false,
    },
    check: (instance) => [
      ...matches(
        instance,
        "identifier",
        /^[a-z](?:-?[a-z0-9])*$/,
        "only lowercase alphanumeric characters and single hyphens allowed, a letter first",
      ),
      ...(instance.inputs["skipFinalSnapshot"] === false && instance.inputs["finalSnapshotIdentifier"] === undefined
        ? [
            {
              property: "finalSnapshotIdentifier",
              reason: "final_snapshot_identifier is required when skip_final_snapshot is false",
            },
          ]
        : []),
      ...(instance.inputs["manageMasterUserPassword"] === true && instance.inputs["password"] !== undefined
        ? [{ property: "password", reason: 'conflicts with "manage_master_user_password"' }]
        : []),
    ],
    id: (instance) => resourceId(instance),
    computed: {
      address: (instance) => address(instance),
      arn: (instance) => instance.arn("rds", `db:${instance.text("identifier")}`),
      endpoint: (instance) => `${address(instance)}:${(instance.inputs["port"] as number | undefined) ?? 5432}`,
      port: () => 5432,
      resourceId: (instance) => resourceId(instance),
      engineVersionActual: (instance) => `${(instance.inputs["engineVersion"] as string | undefined) ?? "17"}.6`,
      hostedZoneId: (instance) => `Z${instance.hex(13, "hosted zone").toUpperCase()}`,
      masterUserSecrets: (instance) =>
        instance.inputs["manageMasterUserPassword"] === true
          ? [
              {
                kmsKeyId: instance.inputs["masterUserSecretKmsKeyId"],
                secretArn: instance.arn("secretsmanager", `secret:rds!db-${instance.uuid("secret")}-AbCdEf`),
                secretStatus: "active",
              },
            ]
          : [],
      status: () => "available",
      availabilityZone: (instance) => instance.facts.zones[0]?.name ?? "",
      backupTarget: () => "region",
      backupWindow: () => "02:00-02:30",
      characterSetName: () => "",
      databaseInsightsMode: () => "standard",
      domainFqdn: () => "",
      engineLifecycleSupport: () => "open-source-rds-extended-support",
      identifierPrefix: () => "",
      iops: () => 3000,
      latestRestorableTime: () => "",
      licenseModel: () => "postgresql-license",
      listenerEndpoints: () => [],
      maintenanceWindow: () => "sun:03:00-sun:03:30",
      ncharCharacterSetName: () => "",
      networkType: () => "IPV4",
      optionGroupName: () => "default:postgres-17",
      performanceInsightsRetentionPeriod: () => 7,
      replicaMode: () => "",
      replicas: () => [],
      snapshotIdentifier: () => "",
      storageThroughput: () => 125,
      timezone: () => "",
      upgradeRolloutOrder: () => "second",
    },
    forceNew: [
      "availabilityZone",
      "backupTarget",
      "characterSetName",
      "customIamInstanceProfile",
      "dbName",
      "engine",
      "engineLifecycleSupport",
      "identifierPrefix",
      "kmsKeyId",
      "ncharCharacterSetName",
      "restoreToPointInTime",
      "snapshotIdentifier",
      "storageEncrypted",
      "timezone",
      "username",
    ],
  },
};

/** ARN of a secret: six characters that AWS makes up follow its name. */
function secretArn(secret: ResourceContext): string {
  return secret.arn("secretsmanager", `secret:${secret.text("name")}-${secret.hex(6, "suffix")}`);
}

function recoveryWindow(secret: ResourceContext): readonly CheckFailure[] {
  const days = secret.inputs["recoveryWindowInDays"];
  return typeof days !== "number" || days === 0 || (days >= 7 && days <= 30)
    ? []
    : [{ property: "recoveryWindowInDays", reason: `expected to be one of 0 or in the range (7 - 30), got ${days}` }];
}

/** Id that AWS gives an instance for good, and which the provider takes for the resource's own. */
function resourceId(instance: ResourceContext): string {
  return `db-${instance.hex(26, "resource id").toUpperCase()}`;
}

function address(instance: ResourceContext): string {
  const { region, dnsSuffix } = instance.facts;
  return `${instance.text("identifier")}.${instance.hex(12, "account")}.${region}.rds.${dnsSuffix}`;
}

/** Parameters that take effect after a restart only, which RDS refuses to change at once. */
const needRestart = ["tls_version"];

function staticParameters(group: ResourceContext): readonly CheckFailure[] {
  const { parameters } = group.inputs;
  if (!Array.isArray(parameters)) return [];
  return parameters
    .map((parameter) => parameter as { readonly name?: unknown; readonly applyMethod?: unknown })
    .filter(({ name, applyMethod }) => needRestart.includes(String(name)) && applyMethod !== "pending-reboot")
    .map(({ name }) => ({
      property: "parameters",
      reason: `cannot use immediate apply method for static parameter ${String(name)}`,
    }));
}

/** Keys must be declared as attributes, and every declared attribute must be a key of the table or of an index. */
function undeclaredKeys(table: ResourceContext): readonly CheckFailure[] {
  const { attributes, hashKey, rangeKey } = table.inputs;
  if (!Array.isArray(attributes)) return [];
  const declared = attributes.map((attribute) => (attribute as { readonly name?: unknown }).name);
  return [hashKey, rangeKey]
    .filter((key) => typeof key === "string" && !declared.includes(key))
    .map((key) => ({ property: "attributes", reason: `all attributes must be indexed; not declared: ${String(key)}` }));
}
