import { made, type Mutant } from "../mutant.js";
import { withInputs, withNew, withoutProtection, withoutStatements, without, type Mutation } from "../mutate.js";

const s3 = (type: string): string => `aws:s3/${type[0]?.toLowerCase() ?? ""}${type.slice(1)}:${type}`;
const archive = (type: string, companion: string) => ({ type: s3(type), name: `buckets-audit-logs-${companion}` });
const auditKey = { type: "aws:kms/key:Key", name: "keys-audit-key" };
const trail = { type: "aws:cloudtrail/trail:Trail", name: "trail-trail" };
const findingsRule = { type: "aws:cloudwatch/eventRule:EventRule", name: "finding-alerts-findings-rule" };
const findingsTarget = { type: "aws:cloudwatch/eventTarget:EventTarget", name: "finding-alerts-findings-target" };
const boundary = { type: "aws:iam/policy:Policy", name: "boundary-policy" };

/** A selector of the trail. */
interface TrailSelector {
  readonly fieldSelectors: readonly { readonly field: string; readonly equals?: readonly string[] }[];
}

/** Takes one kind of thing out of the trail's data events. */
function withoutSelector(type: string): Mutation {
  return withInputs(trail, (inputs) => ({
    advancedEventSelectors: (inputs["advancedEventSelectors"] as TrailSelector[]).filter(
      ({ fieldSelectors }) => !fieldSelectors.some(({ equals = [] }) => equals.includes(type)),
    ),
  }));
}

export const governanceMutants: readonly Mutant[] = [
  {
    control: "GOV-01",
    change: "the trail signs no digests",
    stack: "account",
    mutation: withInputs(trail, () => ({ enableLogFileValidation: undefined })),
    rules: ["gov-trail-baseline"],
  },
  {
    control: "GOV-01",
    change: "management events stop, because selectors name data events only",
    stack: "account",
    mutation: withInputs(trail, () => ({
      advancedEventSelectors: [
        {
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
          ],
        },
      ],
    })),
    rules: ["gov-trail-baseline", "gov-trail-data-events"],
  },
  {
    control: "GOV-01",
    change: "the account has no trail",
    stack: "account",
    mutation: without(trail),
    rules: ["gov-trail-exists"],
  },
  {
    control: "GOV-02",
    change: "nobody records who called a model",
    stack: "account",
    mutation: withoutSelector("AWS::SageMaker::Endpoint"),
    rules: ["gov-trail-data-events"],
  },
  {
    control: "GOV-02",
    change: "the trail records its own deliveries, each of which is a delivery again",
    stack: "account",
    mutation: withInputs(trail, (inputs) => ({
      advancedEventSelectors: (inputs["advancedEventSelectors"] as TrailSelector[]).map((selector) => ({
        ...selector,
        fieldSelectors: selector.fieldSelectors.filter(({ field }) => field !== "resources.ARN"),
      })),
    })),
    rules: ["gov-trail-data-events"],
  },
  {
    control: "GOV-02",
    change: "a model is served where the config says that no trail records its calls",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:sagemaker/endpoint:Endpoint", "churn", { endpointConfigName: "churn" }),
    ),
    settings: { invokeLogging: false },
    rules: ["gov-endpoint-needs-invoke-logging"],
  },
  {
    control: "GOV-03",
    change: "the account has no key for volumes",
    stack: "account",
    mutation: without({ type: "aws:kms/alias:Alias", name: "keys-volumes-alias" }),
    rules: ["gov-account-keys"],
  },
  {
    control: "GOV-03",
    change: "the archive's key does not rotate",
    stack: "account",
    mutation: withInputs(auditKey, () => ({ enableKeyRotation: undefined })),
    rules: ["data-kms-rotation"],
  },
  {
    control: "GOV-04",
    change: "the archive's lock can be lifted",
    stack: "account",
    mutation: withInputs(archive("BucketObjectLockConfiguration", "object-lock"), () => ({
      rule: { defaultRetention: { mode: "GOVERNANCE", days: 2557 } },
    })),
    rules: ["gov-archive-immutable-linked"],
  },
  {
    control: "GOV-04",
    change: "the archive's lock lasts a month",
    stack: "account",
    mutation: withInputs(archive("BucketObjectLockConfiguration", "object-lock"), () => ({
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 30 } },
    })),
    rules: ["gov-archive-immutable-linked", "gov-retention-in-bounds"],
  },
  {
    control: "GOV-04",
    change: "the archive's default retention has no length",
    stack: "account",
    mutation: withInputs(archive("BucketObjectLockConfiguration", "object-lock"), () => ({
      rule: { defaultRetention: { mode: "COMPLIANCE" } },
    })),
    rules: ["gov-archive-immutable", "gov-archive-immutable-linked"],
  },
  {
    control: "GOV-04",
    change: "the archive has a lock, but no default retention",
    stack: "account",
    mutation: without(archive("BucketObjectLockConfiguration", "object-lock")),
    rules: ["gov-archive-immutable-linked"],
  },
  {
    control: "GOV-04",
    change: "access logs are encrypted under a key, which loses them",
    stack: "account",
    mutation: withInputs(
      { type: s3("BucketServerSideEncryptionConfiguration"), name: "buckets-access-logs-encryption" },
      () => ({
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "aws:kms",
              kmsMasterKeyId: "arn:aws:kms:eu-central-1:222222222222:key/11111111-1111-1111-1111-111111111111",
            },
            bucketKeyEnabled: true,
            blockedEncryptionTypes: ["SSE-C"],
          },
        ],
      }),
    ),
    rules: ["data-s3-access-logged-linked", "data-s3-default-cmk-linked"],
  },
  {
    control: "GOV-04",
    change: "AWS Config delivers to the locked archive, which it refuses",
    stack: "account",
    mutation: withNew((resources) =>
      made("account", "aws:cfg/deliveryChannel:DeliveryChannel", "config", {
        s3BucketName: resources.find(({ name }) => name === "buckets-audit-logs-bucket")?.outputs["bucket"],
      }),
    ),
    rules: ["gov-config-not-to-locked-bucket"],
  },
  {
    control: "GOV-05",
    change: "whoever IAM lets reads the archive",
    stack: "account",
    mutation: withoutStatements(archive("BucketPolicy", "policy"), ["DenyOtherReaders"]),
    rules: ["gov-archive-deny-tamper"],
  },
  {
    control: "GOV-05",
    change: "whoever IAM lets ends the lock of evidence",
    stack: "account",
    mutation: withoutStatements({ type: s3("BucketPolicy"), name: "buckets-evidence-policy" }, ["DenyRecordTampering"]),
    rules: ["gov-archive-deny-tamper"],
  },
  {
    control: "GOV-05",
    change: "a workload's role may read every bucket",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:iam/rolePolicy:RolePolicy", "wide", {
        role: "acmeml-prod-training",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Sid: "Wide", Effect: "Allow", Action: "s3:*", Resource: "*" }],
        }),
      }),
    ),
    rules: ["data-role-least-privilege", "gov-no-workload-read-on-archive", "trn-training-role-readonly-input"],
  },
  {
    control: "GOV-07",
    change: "a log group keeps a week",
    stack: "platform",
    mutation: withInputs({ type: "aws:cloudwatch/logGroup:LogGroup" }, () => ({ retentionInDays: 7 })),
    rules: ["gov-retention-in-bounds"],
  },
  {
    control: "GOV-07",
    change: "a log group keeps its events for ever",
    stack: "platform",
    mutation: withInputs({ type: "aws:cloudwatch/logGroup:LogGroup", name: "models-churn-logs-log-group" }, () => ({
      retentionInDays: undefined,
    })),
    rules: ["gov-log-group-cmk-retention"],
  },
  {
    control: "GOV-07",
    change: "what the container of a model prints is not masked",
    stack: "platform",
    mutation: without({
      type: "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
      name: "models-churn-logs-masking",
    }),
    rules: ["gov-payload-log-masked-linked"],
  },
  {
    control: "GOV-07",
    change: "anybody's resource has log delivery write to our logs",
    stack: "account",
    mutation: withNew(() =>
      made("account", "aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "by-hand", {
        policyName: "by-hand",
        policyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Delivery",
              Effect: "Allow",
              Principal: { Service: "delivery.logs.amazonaws.com" },
              Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
              Resource: "arn:aws:logs:eu-central-1:222222222222:log-group:aws-waf-logs-acmeml-*",
            },
          ],
        }),
      }),
    ),
    rules: ["gov-log-resource-policy-scoped"],
  },
  {
    control: "GOV-33",
    change: "the log group of the trail keeps its events no longer than any other",
    stack: "account",
    mutation: withInputs({ type: "aws:cloudwatch/logGroup:LogGroup", name: "trail-events-log-group" }, () => ({
      retentionInDays: 400,
    })),
    rules: ["gov-retention-in-bounds"],
  },
  {
    control: "GOV-33",
    change: "what was overwritten is kept for ten years and more",
    stack: "account",
    mutation: withInputs(
      { type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", name: "buckets-findings-lifecycle" },
      ({ rules }) => ({
        rules: (rules as Record<string, unknown>[]).map((rule) => ({
          ...rule,
          noncurrentVersionExpiration: { noncurrentDays: 4000 },
        })),
      }),
    ),
    rules: ["gov-retention-in-bounds"],
  },
  {
    control: "GOV-33",
    change: "a lock would hold a development account for years",
    stack: "account",
    mutation: withInputs({ type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration" }, () => ({
      rule: { defaultRetention: { mode: "GOVERNANCE", days: 2557 } },
    })),
    rules: ["gov-retention-in-bounds"],
    settings: { profile: "dev" },
  },
  {
    control: "GOV-33",
    change: "superseded versions of personal data are kept for a year",
    stack: "platform",
    mutation: withInputs(
      { type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", name: "buckets-raw-lifecycle" },
      ({ rules }) => ({
        rules: (rules as Record<string, unknown>[]).map((rule) => ({
          ...rule,
          noncurrentVersionExpiration: { noncurrentDays: 365 },
        })),
      }),
    ),
    rules: ["data-retention-matches", "data-s3-lifecycle-linked"],
  },
  {
    control: "GOV-07",
    change: "a log group is under no key of ours",
    stack: "account",
    mutation: withInputs({ type: "aws:cloudwatch/logGroup:LogGroup", name: "trail-events-log-group" }, () => ({
      kmsKeyId: undefined,
    })),
    rules: ["data-kms-customer-managed", "gov-log-group-cmk-retention"],
  },
  {
    control: "GOV-07",
    change: "a function logs to a group that the service makes",
    stack: "account",
    mutation: withInputs({ type: "aws:lambda/function:Function" }, () => ({
      loggingConfig: { logFormat: "JSON", logGroup: "/aws/lambda/evidence-export" },
    })),
    rules: ["gov-producer-has-log-group"],
  },
  {
    control: "GOV-22",
    change: "an environment resets the log role of every API in the Region",
    stack: "platform",
    mutation: withNew(() => made("platform", "aws:apigateway/account:Account", "api-log-role", {})),
    rules: ["gov-singletons-only-in-baseline"],
  },
  {
    control: "GOV-22",
    change: "the account lets buckets be public, as an article on ML pipelines advises",
    stack: "account",
    mutation: withInputs({ type: s3("AccountPublicAccessBlock"), name: "guardrails-public-access" }, () => ({
      blockPublicPolicy: false,
    })),
    rules: ["gov-account-pab-all-true"],
  },
  {
    control: "GOV-22",
    change: "volumes are not encrypted by default",
    stack: "account",
    mutation: without({
      type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
      name: "region-guardrails-volume-encryption",
    }),
    rules: ["gov-volume-defaults"],
  },
  {
    control: "GOV-22",
    change: "instances start with version 1 of the metadata service",
    stack: "account",
    mutation: withInputs(
      { type: "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", name: "region-guardrails-metadata" },
      () => ({ httpTokens: "optional" }),
    ),
    rules: ["gov-volume-defaults"],
  },
  {
    control: "GOV-22",
    change: "somebody asks for a volume without encryption",
    stack: "platform",
    mutation: withNew(() =>
      made("platform", "aws:ebs/volume:Volume", "plain", { availabilityZone: "eu-central-1a", encrypted: false }),
    ),
    rules: ["data-kms-customer-managed", "gov-volume-encrypted"],
  },
  {
    control: "GOV-25",
    change: "the alert topic is encrypted with the key that AWS manages, to which no alarm can publish",
    stack: "account",
    mutation: withInputs({ type: "aws:sns/topic:Topic" }, () => ({ kmsMasterKeyId: "alias/aws/sns" })),
    rules: ["data-kms-customer-managed"],
  },
  {
    control: "GOV-25",
    change: "alerts can be published without TLS",
    stack: "account",
    mutation: withoutStatements({ type: "aws:sns/topicPolicy:TopicPolicy" }, ["DenyPlaintext"]),
    rules: ["data-messaging-tls-only"],
  },
  {
    control: "GOV-25",
    change: "the alert topic keeps the policy that SNS gives it",
    stack: "account",
    mutation: without({ type: "aws:sns/topicPolicy:TopicPolicy" }),
    rules: ["data-messaging-tls-only-linked"],
  },
  {
    control: "GOV-25",
    change: "findings that cannot be delivered are lost",
    stack: "account",
    mutation: withInputs(findingsTarget, () => ({ deadLetterConfig: undefined })),
    rules: ["gov-event-target-dlq-role"],
  },
  {
    control: "GOV-25",
    change: "EventBridge publishes without a role",
    stack: "account",
    mutation: withInputs(findingsTarget, () => ({ roleArn: undefined })),
    rules: ["gov-event-target-dlq-role"],
  },
  {
    control: "GOV-25",
    change: "nobody hears of what GuardDuty finds",
    stack: "account",
    mutation: withInputs(findingsRule, (inputs) => ({
      eventPattern: String(inputs["eventPattern"]).replace('"GuardDuty Finding"', '"Something else"'),
    })),
    rules: ["gov-findings-routed"],
  },
  {
    control: "GOV-25",
    change: "the rule over all findings is switched off",
    stack: "account",
    mutation: withInputs(findingsRule, () => ({ state: "DISABLED" })),
    rules: ["gov-findings-routed"],
  },
  {
    control: "GOV-40",
    change: "a role has no boundary",
    stack: "platform",
    mutation: withInputs({ type: "aws:iam/role:Role" }, () => ({ permissionsBoundary: undefined })),
    rules: ["gov-role-has-boundary"],
  },
  {
    control: "GOV-40",
    change: "the boundary lets roles stop the trail",
    stack: "account",
    mutation: withoutStatements(boundary, ["AuditTampering"]),
    rules: ["gov-boundary-denies-complete"],
  },
  {
    control: "GOV-40",
    change: "the boundary lets roles give themselves another boundary",
    stack: "account",
    mutation: withoutStatements(boundary, ["IdentityChanges"]),
    rules: ["gov-boundary-denies-complete"],
  },
  {
    control: "GOV-40",
    change: "the boundary lets roles work in any Region",
    stack: "account",
    mutation: withoutStatements(boundary, ["OutOfRegion"]),
    rules: ["gov-boundary-denies-complete"],
  },
  {
    control: "GOV-04",
    change: "the archive's key loses its protection against deletion, and nothing judges that before GOV-29 is built",
    stack: "account",
    mutation: withoutProtection(auditKey),
    rules: [],
  },
];
