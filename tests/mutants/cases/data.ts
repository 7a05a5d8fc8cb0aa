import { made, type Mutant } from "../mutant.js";
import {
  withCopy,
  withInputs,
  withNew,
  withoutDependencies,
  withoutProtection,
  withoutStatements,
  withStatements,
  without,
} from "../mutate.js";

const s3 = (type: string): string => `aws:s3/${type[0]?.toLowerCase() ?? ""}${type.slice(1)}:${type}`;
const raw = (type: string, companion: string) => ({ type: s3(type), name: `buckets-raw-${companion}` });
const archive = (type: string, companion: string) => ({ type: s3(type), name: `buckets-audit-logs-${companion}` });
const key = { type: "aws:kms/key:Key", name: "keys-lake-key" };
const auditKey = { type: "aws:kms/key:Key", name: "keys-audit-key" };
const queuePolicy = { type: "aws:sqs/queuePolicy:QueuePolicy", name: "trail-integrity-verifier-failed-queue-policy" };

const etlPolicy = { type: "aws:iam/rolePolicy:RolePolicy", name: "data-roles-etl-policy" };

const table = { type: "aws:dynamodb/table:Table" };
const database = { type: "aws:rds/instance:Instance" };
const databaseParameters = { type: "aws:rds/parameterGroup:ParameterGroup" };
const secret = { type: "aws:secretsmanager/secret:Secret" };
const secretPolicy = { type: "aws:secretsmanager/secretPolicy:SecretPolicy" };
const secretRotation = { type: "aws:secretsmanager/secretRotation:SecretRotation" };
const tablePolicy = { type: "aws:dynamodb/resourcePolicy:ResourcePolicy" };

const glueJob = { type: "aws:glue/job:Job", name: "data-jobs-etl-job" };
const glueKeys = { type: "aws:glue/securityConfiguration:SecurityConfiguration", name: "data-jobs-labels-encryption" };

export const dataMutants: readonly Mutant[] = [
  {
    control: "DATA-01",
    change: "a data job writes and logs without keys of ours",
    stack: "platform",
    mutation: withInputs(glueJob, () => ({ securityConfiguration: undefined })),
    rules: ["data-glue-metadata"],
  },
  {
    control: "DATA-01",
    change: "a crawler without keys of ours looks through the lake",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:glue/crawler:Crawler", "by-hand", {
        databaseName: "lake",
        role: "arn:aws:iam::222222222222:role/acmeml/prod/acmeml-prod-etl",
        s3Targets: [{ path: "s3://acmeml-prod-curated-222222222222-eu-central-1/datasets/" }],
      }),
    ),
    rules: ["data-glue-metadata"],
  },
  {
    control: "DATA-01",
    change: "a data job seals labels with AWS's key",
    stack: "platform",
    mutation: withInputs(glueKeys, ({ encryptionConfiguration }) => ({
      encryptionConfiguration: {
        ...(encryptionConfiguration as object),
        s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: "alias/aws/s3" },
      },
    })),
    rules: ["data-kms-customer-managed"],
  },
  {
    control: "DATA-22",
    change: "a data job may write anything into the zone curated",
    stack: "platform",
    mutation: withStatements(etlPolicy, (statements) =>
      statements.map((statement) => (statement.Sid === "WriteOutput" ? { ...statement, Action: ["s3:*"] } : statement)),
    ),
    rules: ["data-role-least-privilege"],
  },
  {
    control: "DATA-01",
    change: "a key does not rotate",
    stack: "platform",
    mutation: withInputs(key, () => ({ enableKeyRotation: false })),
    rules: ["data-kms-rotation"],
  },
  {
    control: "DATA-01",
    change: "a key's deletion can be called back for a week only",
    stack: "platform",
    mutation: withInputs(key, () => ({ deletionWindowInDays: 7 })),
    rules: ["data-kms-rotation"],
  },
  {
    control: "DATA-01",
    change: "a log group has no key",
    stack: "platform",
    mutation: withInputs({ type: "aws:cloudwatch/logGroup:LogGroup" }, () => ({ kmsKeyId: undefined })),
    rules: ["data-kms-customer-managed", "gov-log-group-cmk-retention", "net-flow-logs-linked"],
  },
  {
    control: "DATA-01",
    change: "a queue uses SQS's own key",
    stack: "account",
    mutation: withInputs({ type: "aws:sqs/queue:Queue", name: "trail-integrity-verifier-failed-queue" }, () => ({
      kmsMasterKeyId: "alias/aws/sqs",
    })),
    rules: ["data-kms-customer-managed"],
  },
  {
    control: "DATA-02",
    change: "the account may do everything with a key",
    stack: "platform",
    mutation: withStatements(key, (statements) =>
      statements.map((statement) =>
        statement.Sid === "AccountSeesAndRecovers" ? { ...statement, Action: "kms:*" } : statement,
      ),
    ),
    rules: ["data-kms-policy-strict"],
  },
  {
    control: "DATA-02",
    change: "a service may use a key for anybody",
    stack: "account",
    mutation: withStatements(auditKey, (statements) =>
      statements.map((statement) =>
        statement.Sid === "LogDelivery" ? { ...statement, Condition: undefined } : statement,
      ),
    ),
    rules: ["data-kms-policy-strict"],
  },
  {
    control: "DATA-02",
    change: "a key has KMS's default policy",
    stack: "platform",
    mutation: withInputs(key, () => ({ policy: undefined })),
    rules: ["data-kms-policy-strict"],
  },
  {
    control: "DATA-03",
    change: "a bucket does not say what it holds",
    stack: "platform",
    mutation: withInputs(raw("Bucket", "bucket"), () => ({ tags: {}, tagsAll: {} })),
    rules: ["data-s3-zone-tag", "gov-required-tags"],
  },
  {
    control: "DATA-03",
    change: "a bucket is deleted with everything in it",
    stack: "platform",
    mutation: withInputs(raw("Bucket", "bucket"), () => ({ forceDestroy: true })),
    rules: ["data-s3-no-force-destroy"],
  },
  {
    control: "DATA-03",
    change: "a bucket sends no events",
    stack: "platform",
    mutation: withInputs(raw("BucketNotification", "notification"), () => ({ eventbridge: false })),
    rules: ["data-s3-eventbridge"],
  },
  {
    control: "DATA-03",
    change: "a bucket has no notification",
    stack: "platform",
    mutation: without(raw("BucketNotification", "notification")),
    rules: ["data-s3-eventbridge-linked"],
  },
  {
    control: "DATA-03",
    change: "a second notification overwrites the first",
    stack: "platform",
    mutation: withCopy(raw("BucketNotification", "notification"), "second", () => ({})),
    rules: ["data-s3-eventbridge-linked"],
  },
  {
    control: "DATA-03",
    change: "a bucket is a website",
    stack: "platform",
    mutation: withNew((resources) => {
      const bucket = resources.find(({ name }) => name === "buckets-raw-bucket");
      return made("platform", "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration", "site", {
        bucket: bucket?.outputs["bucket"],
        indexDocument: { suffix: "index.html" },
      });
    }),
    rules: ["data-s3-modern-api"],
  },
  {
    control: "DATA-04",
    change: "a bucket encrypts under S3's own keys",
    stack: "platform",
    mutation: withInputs(raw("BucketServerSideEncryptionConfiguration", "encryption"), () => ({
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] }],
    })),
    rules: ["data-s3-default-cmk-linked"],
  },
  {
    control: "DATA-04",
    change: "a bucket encrypts under the key that AWS manages",
    stack: "platform",
    mutation: withInputs(raw("BucketServerSideEncryptionConfiguration", "encryption"), () => ({
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/aws/s3" },
          bucketKeyEnabled: true,
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    })),
    rules: ["data-s3-default-cmk"],
  },
  {
    control: "DATA-04",
    change: "a bucket has no default encryption of ours",
    stack: "platform",
    mutation: without(raw("BucketServerSideEncryptionConfiguration", "encryption")),
    rules: ["data-s3-default-cmk-linked"],
  },
  {
    control: "DATA-05",
    change: "uploads may name any key",
    stack: "platform",
    mutation: withoutStatements(raw("BucketPolicy", "policy"), ["DenyOtherKey"]),
    rules: ["data-s3-deny-wrong-key"],
  },
  {
    control: "DATA-06",
    change: "a bucket takes plain HTTP",
    stack: "platform",
    mutation: withoutStatements(raw("BucketPolicy", "policy"), ["DenyPlaintext"]),
    rules: ["data-s3-tls-only"],
  },
  {
    control: "DATA-06",
    change: "the plaintext Deny spares AWS services, and with them anonymous callers",
    stack: "account",
    mutation: withStatements(archive("BucketPolicy", "policy"), (statements) =>
      statements.map((statement) =>
        statement.Sid === "DenyPlaintext"
          ? {
              ...statement,
              Condition: { Bool: { "aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "false" } },
            }
          : statement,
      ),
    ),
    rules: ["data-s3-perimeter", "data-s3-tls-only"],
  },
  {
    control: "DATA-06",
    change: "a queue takes plain HTTP",
    stack: "account",
    mutation: withoutStatements(queuePolicy, ["DenyPlaintext"]),
    rules: ["data-messaging-tls-only"],
  },
  {
    control: "DATA-06",
    change: "a queue has no policy",
    stack: "account",
    mutation: without(queuePolicy),
    rules: ["data-messaging-tls-only-linked"],
  },
  {
    control: "DATA-07",
    change: "a bucket knows ACLs",
    stack: "platform",
    mutation: withInputs(raw("BucketOwnershipControls", "ownership"), () => ({
      rule: { objectOwnership: "BucketOwnerPreferred" },
    })),
    rules: ["data-s3-owner-enforced"],
  },
  {
    control: "DATA-07",
    change: "a bucket's ownership is left to S3",
    stack: "platform",
    mutation: without(raw("BucketOwnershipControls", "ownership")),
    rules: ["data-s3-owner-enforced-linked"],
  },
  {
    control: "DATA-08",
    change: "one of the four public-access settings is off",
    stack: "platform",
    mutation: withInputs(raw("BucketPublicAccessBlock", "public-access-block"), () => ({
      restrictPublicBuckets: false,
    })),
    rules: ["data-s3-bucket-pab"],
  },
  {
    control: "DATA-08",
    change: "a bucket has no public-access block",
    stack: "platform",
    mutation: without(raw("BucketPublicAccessBlock", "public-access-block")),
    rules: ["data-s3-bucket-pab-linked"],
  },
  {
    control: "DATA-09",
    change: "a bucket's objects are for every role",
    stack: "platform",
    mutation: withoutStatements(raw("BucketPolicy", "policy"), ["DenyOtherRoles"]),
    rules: ["data-s3-perimeter"],
  },
  {
    control: "DATA-09",
    change: "a listed role reads the archive, and anybody without a signature too",
    stack: "account",
    mutation: withStatements(archive("BucketPolicy", "policy"), (statements) =>
      statements.map((statement) =>
        statement.Sid === "DenyOtherRoles"
          ? {
              ...statement,
              Condition: {
                ArnNotLike: (statement.Condition as Record<string, unknown>)["ArnNotLike"],
                Bool: { "aws:PrincipalIsAWSService": "false" },
              },
            }
          : statement,
      ),
    ),
    rules: ["data-s3-perimeter"],
  },
  {
    control: "DATA-09",
    change: "a bucket answers stolen credentials from anywhere",
    stack: "platform",
    mutation: withoutStatements(raw("BucketPolicy", "policy"), ["DenyOutsideNetwork"]),
    rules: ["data-s3-perimeter-linked"],
  },
  {
    control: "DATA-09",
    change: "a wrong endpoint would lock everybody out of a bucket's policy",
    stack: "platform",
    mutation: withStatements(raw("BucketPolicy", "policy"), (statements) =>
      statements.map((statement) =>
        statement.Sid === "DenyOutsideNetwork"
          ? { ...statement, Action: [...[statement.Action].flat(), "s3:PutBucketPolicy"] }
          : statement,
      ),
    ),
    rules: ["data-s3-perimeter"],
  },
  {
    control: "DATA-22",
    change: "a data role reads every bucket",
    stack: "platform",
    mutation: withStatements(etlPolicy, (statements) =>
      statements.map((statement) => (statement.Sid === "ReadInput" ? { ...statement, Resource: "*" } : statement)),
    ),
    rules: ["data-role-least-privilege", "gov-no-workload-read-on-archive"],
  },
  {
    control: "DATA-22",
    change: "nothing keeps policies away that somebody adds to a data role by hand",
    stack: "platform",
    mutation: without({
      type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
      name: "data-roles-etl-policies-exclusive",
    }),
    rules: ["data-role-least-privilege-linked"],
  },
  {
    control: "DATA-10",
    change: "a workload may change a bucket's policy",
    stack: "platform",
    mutation: withoutStatements(raw("BucketPolicy", "policy"), ["DenyTampering"]),
    rules: ["data-s3-single-policy"],
  },
  {
    control: "DATA-10",
    change: "the Deny on tampering locks the deployers out",
    stack: "platform",
    mutation: withStatements(raw("BucketPolicy", "policy"), (statements) =>
      statements.map((statement) =>
        statement.Sid === "DenyTampering" ? { ...statement, Condition: undefined } : statement,
      ),
    ),
    rules: ["data-s3-single-policy"],
  },
  {
    control: "DATA-10",
    change: "a second policy overwrites the first",
    stack: "platform",
    mutation: withCopy(raw("BucketPolicy", "policy"), "second", () => ({})),
    rules: ["data-s3-single-policy-linked"],
  },
  {
    control: "DATA-10",
    change: "a bucket has no policy",
    stack: "platform",
    mutation: without(raw("BucketPolicy", "policy")),
    rules: ["data-s3-single-policy-linked"],
  },
  {
    control: "DATA-11",
    change: "versioning is suspended",
    stack: "platform",
    mutation: withInputs(raw("BucketVersioning", "versioning"), () => ({
      versioningConfiguration: { status: "Suspended" },
    })),
    rules: ["data-s3-versioned"],
  },
  {
    control: "DATA-11",
    change: "a bucket is not versioned",
    stack: "platform",
    mutation: without(raw("BucketVersioning", "versioning")),
    rules: ["data-s3-versioned-linked"],
  },
  {
    control: "DATA-11",
    change: "superseded versions stay for ever",
    stack: "platform",
    mutation: withInputs(raw("BucketLifecycleConfiguration", "lifecycle"), (inputs) => ({
      rules: (inputs["rules"] as Record<string, unknown>[]).map((rule) => ({
        ...rule,
        noncurrentVersionExpiration: null,
      })),
    })),
    rules: ["data-retention-matches", "data-s3-lifecycle-linked"],
  },
  {
    control: "DATA-11",
    change: "parts of unfinished uploads stay for a month",
    stack: "platform",
    mutation: withInputs(raw("BucketLifecycleConfiguration", "lifecycle"), (inputs) => ({
      rules: (inputs["rules"] as Record<string, unknown>[]).map((rule) => ({
        ...rule,
        abortIncompleteMultipartUpload: { daysAfterInitiation: 30 },
      })),
    })),
    rules: ["data-s3-lifecycle"],
  },
  {
    control: "DATA-11",
    change: "a bucket has no lifecycle",
    stack: "platform",
    mutation: without(raw("BucketLifecycleConfiguration", "lifecycle")),
    rules: ["data-retention-matches", "data-s3-lifecycle-linked"],
  },
  {
    control: "DATA-14",
    change: "a bucket logs no access",
    stack: "platform",
    mutation: without(raw("BucketLogging", "logging")),
    rules: ["data-s3-access-logged-linked"],
  },
  {
    control: "DATA-14",
    change: "a bucket logs to itself",
    stack: "platform",
    mutation: withInputs(raw("BucketLogging", "logging"), (inputs) => ({ targetBucket: inputs["bucket"] })),
    rules: ["data-s3-access-logged", "data-s3-access-logged-linked"],
  },
  {
    control: "DATA-23",
    change: "a pipeline gets a user's access key",
    stack: "account",
    mutation: withNew(() => made("account", "aws:iam/accessKey:AccessKey", "ci", { user: "ci" })),
    rules: ["data-no-iam-users"],
  },
  {
    control: "DATA-08",
    change: "the account's block of public access can be destroyed in passing",
    stack: "account",
    mutation: withoutProtection({ type: s3("AccountPublicAccessBlock"), name: "guardrails-public-access" }),
    rules: ["gov-account-pab-all-true"],
  },
  {
    control: "DATA-16",
    change: "a table lies under a key of AWS",
    stack: "platform",
    mutation: withInputs(table, () => ({ serverSideEncryption: { enabled: true } })),
    rules: ["data-ddb-cmk"],
  },
  {
    control: "DATA-16",
    change: "a table cannot be restored",
    stack: "platform",
    mutation: withInputs(table, () => ({ pointInTimeRecovery: undefined })),
    rules: ["data-ddb-cmk"],
  },
  {
    control: "DATA-16",
    change: "a table can be deleted with one call",
    stack: "platform",
    mutation: withInputs(table, () => ({ deletionProtectionEnabled: false })),
    rules: ["data-ddb-cmk"],
  },
  {
    control: "DATA-16",
    change: "a table has no policy",
    stack: "platform",
    mutation: without(tablePolicy),
    rules: ["data-ddb-cmk-linked"],
  },
  {
    control: "DATA-16",
    change: "a second policy overwrites the first",
    stack: "platform",
    mutation: withCopy(tablePolicy, "second", () => ({})),
    rules: ["data-ddb-cmk-linked"],
  },
  {
    control: "DATA-16",
    change: "a table answers over plain HTTP",
    stack: "platform",
    mutation: withoutStatements(tablePolicy, ["DenyPlaintext"]),
    rules: ["data-ddb-policy"],
  },
  {
    control: "DATA-16",
    change: "every role of the account may be let into a table",
    stack: "platform",
    mutation: withoutStatements(tablePolicy, ["DenyOtherRoles"]),
    rules: ["data-ddb-policy"],
  },
  {
    control: "DATA-26",
    change: "marked objects stay readable",
    stack: "platform",
    mutation: withoutStatements(raw("BucketPolicy", "policy"), ["DenyQuarantined"]),
    rules: ["data-quarantine-deny", "data-quarantine-deny-linked"],
  },
  {
    control: "DATA-26",
    change: "whoever tags objects can take a mark off",
    stack: "platform",
    mutation: withoutStatements({ type: s3("BucketPolicy"), name: "buckets-labels-policy" }, ["DenyQuarantineRelease"]),
    rules: ["data-quarantine-deny", "data-quarantine-deny-linked"],
  },
  {
    control: "DATA-26",
    change: "an upload can carry a mark in another spelling",
    stack: "platform",
    mutation: withoutStatements({ type: s3("BucketPolicy"), name: "buckets-artifacts-policy" }, [
      "DenyQuarantineForgery",
    ]),
    rules: ["data-quarantine-deny", "data-quarantine-deny-linked"],
  },
  {
    control: "DATA-26",
    change: "every role of the environment reads what is marked",
    stack: "platform",
    mutation: withStatements(raw("BucketPolicy", "policy"), (statements) =>
      statements.map((statement) =>
        statement.Sid === "DenyQuarantined"
          ? {
              ...statement,
              Condition: {
                StringEquals: { "s3:ExistingObjectTag/quarantine": "true" },
                ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::222222222222:role/acmeml/prod/*" },
              },
            }
          : statement,
      ),
    ),
    rules: ["data-quarantine-deny", "data-quarantine-deny-linked"],
  },
  {
    control: "DATA-26",
    change: "a bucket with data has a policy without network, under which marked objects stay readable",
    stack: "platform",
    mutation: withoutStatements(raw("BucketPolicy", "policy"), ["DenyOutsideNetwork", "DenyQuarantined"]),
    rules: ["data-quarantine-deny-linked", "data-s3-perimeter-linked"],
  },
  {
    control: "DATA-33",
    change: "a bucket keeps personal data for longer than it says",
    stack: "platform",
    mutation: withInputs(raw("BucketLifecycleConfiguration", "lifecycle"), ({ rules }) => ({
      rules: (rules as { expiration?: object }[]).map((rule, index) =>
        index === 0 ? { ...rule, expiration: { days: 365 } } : rule,
      ),
    })),
    rules: ["data-retention-matches"],
  },
  {
    control: "DATA-33",
    change: "a bucket of the account says nothing of how long it keeps things",
    stack: "account",
    mutation: withInputs(archive("Bucket", "bucket"), ({ tags }) => ({
      tags: { ...(tags as object), "retention-days": "" },
    })),
    rules: ["data-retention-matches", "gov-required-tags"],
  },
  {
    control: "DATA-33",
    change: "nobody says why it is lawful to hold the data of a bucket",
    stack: "platform",
    mutation: withInputs(raw("Bucket", "bucket"), ({ tags }) => ({
      tags: { ...(tags as object), "lawful-basis": "none" },
    })),
    rules: ["gov-required-tags"],
  },
  {
    control: "DATA-33",
    change: "a bucket's data is secret, which is no class of data",
    stack: "platform",
    mutation: withInputs(raw("Bucket", "bucket"), ({ tags }) => ({
      tags: { ...(tags as object), "data-classification": "secret" },
    })),
    rules: ["gov-required-tags"],
  },
  {
    control: "DATA-33",
    change: "a table holds personal data without law and end",
    stack: "platform",
    mutation: withInputs(table, ({ tags }) => ({ tags: { ...(tags as object), "personal-data": "true" } })),
    rules: ["data-retention-matches", "gov-required-tags"],
  },
  {
    control: "DATA-33",
    change: "a bucket is made in a Region that is not listed",
    stack: "platform",
    mutation: withInputs(raw("Bucket", "bucket"), () => ({ region: "us-east-1" })),
    rules: ["gov-region-allowlist"],
  },
  {
    control: "DATA-33",
    change: "a table has a replica in a Region that is not listed",
    stack: "platform",
    mutation: withInputs(table, () => ({
      replicas: [{ regionName: "us-east-1", kmsKeyArn: "arn:aws:kms:us-east-1:222222222222:key/replica" }],
    })),
    rules: ["gov-no-cross-region-copy"],
  },
  {
    control: "DATA-33",
    change: "a bucket replicates to a Region that is not listed",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", s3("BucketReplicationConfig"), "copies", {
        bucket: "acmeml-prod-raw-222222222222-eu-central-1",
        role: "arn:aws:iam::222222222222:role/acmeml/prod/acmeml-prod-copies",
        rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::acmeml-prod-raw-222222222222-us-east-1" } }],
      }),
    ),
    rules: ["gov-no-cross-region-copy-linked"],
  },
  {
    control: "DATA-17",
    change: "a database's storage is not encrypted",
    stack: "platform",
    mutation: withInputs(database, () => ({ storageEncrypted: false })),
    rules: ["data-rds-encrypted"],
  },
  {
    control: "DATA-17",
    change: "a database has an address on the internet",
    stack: "platform",
    mutation: withInputs(database, () => ({ publiclyAccessible: true })),
    rules: ["data-rds-encrypted"],
  },
  {
    control: "DATA-17",
    change: "somebody types the administrator's password",
    stack: "platform",
    mutation: withInputs(database, () => ({ manageMasterUserPassword: undefined, passwordWo: "correct horse" })),
    rules: ["data-rds-encrypted"],
  },
  {
    control: "DATA-17",
    change: "a database lies in the default VPC",
    stack: "platform",
    mutation: withInputs(database, () => ({ dbSubnetGroupName: "default" })),
    rules: ["data-rds-encrypted-linked", "net-no-default-vpc"],
  },
  {
    control: "DATA-18",
    change: "a database takes plaintext",
    stack: "platform",
    mutation: withInputs(databaseParameters, () => ({
      parameters: [{ name: "ssl_min_protocol_version", value: "TLSv1.2" }],
    })),
    rules: ["data-rds-force-tls"],
  },
  {
    control: "DATA-18",
    change: "a database takes TLS 1.0",
    stack: "platform",
    mutation: withInputs(databaseParameters, () => ({
      parameters: [
        { name: "rds.force_ssl", value: "1" },
        { name: "ssl_min_protocol_version", value: "TLSv1" },
      ],
    })),
    rules: ["data-rds-force-tls"],
  },
  {
    control: "DATA-18",
    change: "a database has AWS's default parameters",
    stack: "platform",
    mutation: withInputs(database, () => ({ parameterGroupName: "default.postgres17" })),
    rules: ["data-rds-force-tls-linked"],
  },
  {
    control: "DATA-19",
    change: "a secret lies under a key of AWS",
    stack: "platform",
    mutation: withInputs(secret, () => ({ kmsKeyId: undefined })),
    rules: ["data-secret-cmk"],
  },
  {
    control: "DATA-19",
    change: "a secret has no policy",
    stack: "platform",
    mutation: without(secretPolicy),
    rules: ["data-secret-cmk-linked"],
  },
  {
    control: "DATA-19",
    change: "every role of the account may be let read a secret",
    stack: "platform",
    mutation: withoutStatements(secretPolicy, ["DenyOtherReaders"]),
    rules: ["data-secret-policy"],
  },
  {
    control: "DATA-19",
    change: "somebody types the value of a secret",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:secretsmanager/secretVersion:SecretVersion", "typed", {
        secretId: "acmeml-prod-intake-token",
        secretStringWo: "correct horse",
      }),
    ),
    rules: ["data-no-inline-secrets"],
  },
  {
    control: "DATA-19",
    change: "a function has a password in its variables",
    stack: "platform",
    mutation: withInputs({ type: "aws:lambda/function:Function", name: "secrets-rotation-function" }, () => ({
      environment: { variables: { DB_PASSWORD: "correct horse" } },
    })),
    rules: ["data-no-inline-secrets"],
  },
  {
    control: "DATA-20",
    change: "a secret rotates once a quarter",
    stack: "platform",
    mutation: withInputs(secretRotation, () => ({ rotationRules: { automaticallyAfterDays: 90 } })),
    rules: ["data-secret-rotated"],
  },
  {
    control: "DATA-20",
    change: "a secret does not rotate",
    stack: "platform",
    mutation: without(secretRotation),
    rules: ["data-secret-rotated-linked"],
  },
  {
    control: "DATA-20",
    change: "any secret of any account may have the rotation called",
    stack: "platform",
    mutation: withInputs({ type: "aws:lambda/permission:Permission", name: "secrets-intake-token-permission" }, () => ({
      sourceArn: undefined,
      sourceAccount: undefined,
    })),
    rules: ["gov-lambda-permission-scoped"],
  },
  {
    control: "DATA-12",
    change: "versions of artifacts are deleted without a second factor",
    stack: "platform",
    mutation: withoutStatements({ type: s3("BucketPolicy"), name: "buckets-artifacts-policy" }, [
      "DenyDeletionWithoutMfa",
    ]),
    rules: ["data-s3-delete-guard-linked"],
  },
  {
    control: "DATA-12",
    change: "a second factor counts for the whole day",
    stack: "platform",
    mutation: withoutStatements({ type: s3("BucketPolicy"), name: "buckets-artifacts-policy" }, [
      "DenyDeletionWithOldMfa",
    ]),
    rules: ["data-s3-delete-guard-linked"],
  },
  {
    control: "DATA-12",
    change: "a code of the root user's device stands in the program",
    stack: "platform",
    mutation: withInputs(raw("BucketVersioning", "versioning"), () => ({
      mfa: "arn:aws:iam::222222222222:mfa/root-account-mfa-device 123456",
    })),
    rules: ["data-s3-delete-guard"],
  },
];

/** Of a stack of which nothing exists yet, so that ids and ARNs cannot be known. */
export const unknownDataMutants: readonly Mutant[] = [
  {
    control: "DATA-01",
    change: "a key that cannot be known yet comes from nowhere",
    stack: "platform",
    mutation: withoutDependencies({ type: "aws:cloudwatch/logGroup:LogGroup" }, "kmsKeyId"),
    rules: ["data-kms-customer-managed-linked"],
  },
  {
    control: "DATA-05",
    change: "a bucket policy that cannot be known yet has nothing to do with a key",
    stack: "platform",
    mutation: withoutDependencies(raw("BucketPolicy", "policy"), "policy"),
    rules: ["data-quarantine-deny-linked", "data-s3-deny-wrong-key-linked", "data-s3-perimeter-linked"],
  },
];
