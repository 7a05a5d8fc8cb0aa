import type { ControlId } from "@secure-ml/controls";
import { resource, unknownValue, type RecordedResource } from "@secure-ml/testing";
import {
  withCopy,
  withInputs,
  withNew,
  withoutDependencies,
  withoutProtection,
  withoutStatements,
  withStatements,
  without,
  type Mutation,
} from "./mutate.js";

/** One way of losing one control in a real stack, and the rules that must notice: these and no others. */
export interface Mutant {
  readonly control: ControlId;
  /** What somebody did. */
  readonly change: string;
  readonly stack: "account" | "platform";
  readonly mutation: Mutation;
  /** Names of the rules that report a violation. */
  readonly rules: readonly string[];
  /**
   * Settings of the pack that differ from its config for prod.
   * @defaultValue none
   */
  readonly settings?: Readonly<Record<string, unknown>>;
}

const s3 = (type: string): string => `aws:s3/${type[0]?.toLowerCase() ?? ""}${type.slice(1)}:${type}`;
const raw = (type: string, companion: string) => ({ type: s3(type), name: `buckets-raw-${companion}` });
const archive = (type: string, companion: string) => ({ type: s3(type), name: `buckets-audit-logs-${companion}` });
const key = { type: "aws:kms/key:Key", name: "keys-lake-key" };
const auditKey = { type: "aws:kms/key:Key", name: "keys-audit-key" };
const trail = { type: "aws:cloudtrail/trail:Trail", name: "trail-trail" };
const boundary = { type: "aws:iam/policy:Policy", name: "boundary-policy" };
const queuePolicy = { type: "aws:sqs/queuePolicy:QueuePolicy", name: "trail-integrity-verifier-failed-queue-policy" };
const vpcFlowLog = { type: "aws:ec2/flowLog:FlowLog", name: "network-flow-logs-vpc" };
const trainingFlowLog = { type: "aws:ec2/flowLog:FlowLog", name: "network-flow-logs-training-euc1-az2" };
const s3Endpoint = { type: "aws:ec2/vpcEndpoint:VpcEndpoint", name: "network-gateway-endpoints-s3" };
const trainingSubnet = { type: "aws:ec2/subnet:Subnet", name: "network-subnet-training-euc1-az1" };

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

/** A resource that somebody adds to a stack by hand. */
function made(
  stack: "account" | "platform",
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): RecordedResource {
  return resource(type, name, inputs, { project: `secure-ml-${stack}`, stack: "prod" });
}

/** Every way below is tried on the prod stacks, with the pack's config for prod. */
export const mutants: readonly Mutant[] = [
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
    rules: ["data-s3-zone-tag"],
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
    rules: ["data-s3-tls-only"],
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
    rules: ["data-s3-lifecycle-linked"],
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
    rules: ["data-s3-lifecycle-linked"],
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
    control: "NET-01",
    change: "a security group names no VPC, so that it lands in the default one",
    stack: "platform",
    mutation: withNew(() => made("platform", "aws:ec2/securityGroup:SecurityGroup", "group", { description: "Jobs" })),
    rules: ["net-no-default-vpc"],
  },
  {
    control: "NET-01",
    change: "the Region's default VPC is used",
    stack: "platform",
    mutation: withNew(() => made("platform", "aws:ec2/defaultVpc:DefaultVpc", "default", {})),
    rules: ["net-no-default-vpc"],
  },
  {
    control: "NET-02",
    change: "a subnet gives out public addresses",
    stack: "platform",
    mutation: withInputs(trainingSubnet, () => ({ mapPublicIpOnLaunch: true })),
    rules: ["net-private-subnets"],
  },
  {
    control: "NET-02",
    change: "a tier lies in two zones only",
    stack: "platform",
    mutation: without(trainingSubnet),
    rules: ["net-private-subnets-linked"],
  },
  {
    control: "NET-02",
    change: "a subnet falls back to the main route table",
    stack: "platform",
    mutation: without({
      type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name: "network-route-table-association-training-euc1-az1",
    }),
    rules: ["net-private-subnets-linked"],
  },
  {
    control: "NET-02",
    change: "a training subnet has a route to the internet",
    stack: "platform",
    mutation: withNew((resources) =>
      made("platform", "aws:ec2/route:Route", "out", {
        routeTableId: resources.find(({ name }) => name === "network-route-table-training-euc1-az1")?.id,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: "igw-0123456789abcdef0",
      }),
    ),
    rules: ["net-private-subnets-linked"],
  },
  {
    control: "NET-03",
    change: "the default security group lets its members talk",
    stack: "platform",
    mutation: withInputs({ type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup" }, () => ({
      ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
    })),
    rules: ["net-defaults-locked"],
  },
  {
    control: "NET-03",
    change: "the default network ACL is left as it was",
    stack: "platform",
    mutation: without({ type: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl" }),
    rules: ["net-defaults-locked-linked"],
  },
  {
    control: "NET-06",
    change: "the VPC has no gateway endpoint for S3",
    stack: "platform",
    mutation: without(s3Endpoint),
    rules: ["net-gateway-endpoints-linked"],
  },
  {
    control: "NET-06",
    change: "a route table does not lead to S3",
    stack: "platform",
    mutation: withNew((resources) =>
      made("platform", "aws:ec2/routeTable:RouteTable", "further", {
        vpcId: resources.find(({ type }) => type === "aws:ec2/vpc:Vpc")?.id,
      }),
    ),
    rules: ["net-gateway-endpoints-linked"],
  },
  {
    control: "NET-08",
    change: "an endpoint has AWS's default policy",
    stack: "platform",
    mutation: withInputs(s3Endpoint, () => ({ policy: undefined })),
    rules: ["net-endpoint-policy"],
  },
  {
    control: "NET-08",
    change: "anybody's credentials may be used through an endpoint, on anybody's bucket",
    stack: "platform",
    mutation: withStatements(s3Endpoint, (statements) =>
      statements.map((statement) => ({ ...statement, Resource: "*", Condition: undefined })),
    ),
    rules: ["net-endpoint-policy"],
  },
  {
    control: "NET-09",
    change: "rejected traffic only is recorded",
    stack: "platform",
    mutation: withInputs(vpcFlowLog, () => ({ trafficType: "REJECT" })),
    rules: ["net-flow-logs"],
  },
  {
    control: "NET-09",
    change: "the VPC has no flow log",
    stack: "platform",
    mutation: without(vpcFlowLog),
    rules: ["net-flow-logs-linked"],
  },
  {
    control: "NET-09",
    change: "a training subnet has no flow log of its own",
    stack: "platform",
    mutation: without(trainingFlowLog),
    rules: ["net-flow-logs-linked"],
  },
  {
    control: "NET-09",
    change: "flows are summed up over ten minutes",
    stack: "platform",
    mutation: withInputs(trainingFlowLog, () => ({ maxAggregationInterval: 600 })),
    rules: ["net-flow-logs"],
  },
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
    rules: ["gov-archive-immutable-linked"],
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
    control: "GOV-07",
    change: "a log group keeps a week",
    stack: "platform",
    mutation: withInputs({ type: "aws:cloudwatch/logGroup:LogGroup" }, () => ({ retentionInDays: 7 })),
    rules: ["gov-log-group-cmk-retention"],
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
    control: "DATA-08",
    change: "the account's block of public access can be destroyed in passing",
    stack: "account",
    mutation: withoutProtection({ type: s3("AccountPublicAccessBlock"), name: "guardrails-public-access" }),
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

/** What somebody did to a stack of which nothing exists yet, so that ids and ARNs cannot be known. */
export const unknownMutants: readonly Mutant[] = [
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
    rules: ["data-s3-deny-wrong-key-linked"],
  },
  {
    control: "NET-01",
    change: "a VPC that cannot be known yet is not the program's own",
    stack: "platform",
    mutation: withNew((resources) => {
      const [log] = resources.filter(({ type }) => type === "aws:ec2/flowLog:FlowLog");
      return resource(
        "aws:ec2/securityGroup:SecurityGroup",
        "group",
        { description: "Jobs", vpcId: unknownValue },
        {
          project: "secure-ml-platform",
          stack: "prod",
          propertyDependencies: { vpcId: log === undefined ? [] : [log] },
        },
      );
    }),
    rules: ["net-no-default-vpc-linked"],
  },
];
