import { defaultDatabasePorts, retentionClasses } from "@secure-ml/controls";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isAwsManagedKey } from "../../encryptionArguments.js";
import { read } from "../../known.js";
import { currentSettings } from "../../settings.js";
import type { Requirement } from "../../verdict.js";

/** A demand on one argument. */
interface Demand extends Requirement {
  /** Types of which it is demanded. */
  readonly types: readonly string[];
  /** Set for what dev may do without. */
  readonly profile?: "prod";
}

const { rdsInstance, rdsCluster, rdsClusterInstance } = awsType;
const backups = retentionClasses.personalBackup.prod;
const whole = [rdsInstance, rdsCluster];
const each = [rdsInstance, rdsClusterInstance];

const isTrue = (value: unknown): boolean => value === true;
const isOwnKey = (value: unknown): boolean => typeof value === "string" && !isAwsManagedKey(value);
const ownKey = (property: string) => ({
  property,
  accepts: isOwnKey,
  expected: "a customer managed key",
  fix: `set ${property} to the ARN of an aws.kms.Key`,
  // A key made in the same update: data-rds-encrypted-linked decides by what it depends on.
  unknown: "passes" as const,
});
const switchedOn = (property: string, expected: string) => ({
  property,
  accepts: isTrue,
  expected,
  fix: `set ${property} to true`,
});
const administrator = (property: string) => ({
  property,
  accepts: (value: unknown): boolean =>
    !/^(admin|administrator|awsuser|postgres|rdsadmin|root|sa)$/i.test(String(value)),
  expected: "an administrator whose name nobody guesses",
  fix: `set ${property} to another name`,
});

const demands: readonly Demand[] = [
  { types: whole, ...switchedOn("storageEncrypted", "storage that is encrypted, which cannot be changed later") },
  { types: whole, ...ownKey("kmsKeyId") },
  { types: whole, ...switchedOn("manageMasterUserPassword", "a password that RDS makes and changes") },
  { types: whole, ...ownKey("masterUserSecretKmsKeyId") },
  { types: whole, ...switchedOn("iamDatabaseAuthenticationEnabled", "logins with IAM") },
  { types: whole, ...switchedOn("copyTagsToSnapshot", "snapshots that carry the tags of their database") },
  {
    types: each,
    property: "publiclyAccessible",
    accepts: (value) => value === false,
    expected: "a database without a public address",
    fix: "set publiclyAccessible to false",
    // The provider's own default is false: its declaration of aws.rds.Instance.
    absent: "passes",
  },
  {
    types: each,
    property: "autoMinorVersionUpgrade",
    accepts: isTrue,
    expected: "fixes of the engine as they appear",
    fix: "remove autoMinorVersionUpgrade or set it to true",
    // The provider's own default is true: its declaration of aws.rds.Instance.
    absent: "passes",
  },
  {
    types: each,
    property: "monitoringInterval",
    accepts: (value) => typeof value === "number" && value > 0,
    expected: "enhanced monitoring",
    fix: "set monitoringInterval to 60, and monitoringRoleArn",
  },
  {
    types: whole,
    property: "port",
    accepts: (value) => typeof value === "number" && !defaultDatabasePorts.includes(value),
    expected: "another port than an engine's default",
    fix: "set port",
  },
  {
    types: whole,
    property: "enabledCloudwatchLogsExports",
    accepts: (value) => Array.isArray(value) && value.length > 0,
    expected: "the engine's logs in CloudWatch Logs",
    fix: "set enabledCloudwatchLogsExports to the engine's logs",
  },
  { types: [rdsInstance], ...administrator("username") },
  { types: [rdsCluster], ...administrator("masterUsername") },
  { types: [rdsInstance], profile: "prod", ...switchedOn("multiAz", "a second instance in another zone in prod") },
  {
    types: whole,
    profile: "prod",
    ...switchedOn("deletionProtection", "a database that RDS refuses to delete in prod"),
  },
  {
    types: whole,
    profile: "prod",
    property: "backupRetentionPeriod",
    accepts: (value) => typeof value === "number" && value >= backups.least,
    expected: `at least ${backups.least} days of backups in prod`,
    fix: `set backupRetentionPeriod to ${backups.least} or more`,
  },
  {
    types: whole,
    profile: "prod",
    property: "skipFinalSnapshot",
    accepts: (value) => value === false,
    expected: "a snapshot of what is deleted in prod",
    fix: "set skipFinalSnapshot to false, and finalSnapshotIdentifier",
    // The provider's own default is false: its declaration of aws.rds.Instance.
    absent: "passes",
  },
];

/** Arguments that hold a password, which then stands in the stack's state: write-only ones too. */
const passwords = ["password", "passwordWo", "masterPassword", "masterPasswordWo"];

/**
 * A relational database is encrypted under keys of our own, has no public address, and has a password that nobody typed;
 * in prod it also survives mistakes.
 *
 * @see AWS, "Encrypting Amazon RDS resources":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
 */
export const dataRdsEncrypted = defineResourceRule({
  name: "data-rds-encrypted",
  types: [rdsInstance, rdsCluster, rdsClusterInstance],
  check({ type, props }, verdict) {
    const isReplica = read(props, "replicateSourceDb").state !== "absent";
    for (const { types, profile, ...requirement } of demands) {
      if (!types.includes(type) || (profile === "prod" && currentSettings().profile !== "prod")) continue;
      // A replica has the administrator and the backups of its source.
      if (
        isReplica &&
        /^(manageMasterUserPassword|masterUserSecretKmsKeyId|username|backupRetentionPeriod|multiAz)$/.test(
          requirement.property,
        )
      )
        continue;
      verdict.require(read(props, requirement.property), requirement);
    }
    // Switched off there is nothing to encrypt.
    const insights = read(props, "performanceInsightsEnabled");
    if (insights.state === "unknown") verdict.undecided("performanceInsightsEnabled cannot be known yet");
    if (insights.state === "known" && insights.value === true) {
      verdict.require(read(props, "performanceInsightsKmsKeyId"), ownKey("performanceInsightsKmsKeyId"));
    }
    for (const property of passwords) {
      if (read(props, property).state === "absent") continue;
      verdict.violation({
        property,
        found: `a ${property}`,
        expected: "a password that RDS makes, so that none stands in the stack's state",
        fix: `remove ${property} and set manageMasterUserPassword to true`,
      });
    }
  },
});
