import type { Environment, PolicyCondition, PolicyStatement } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { accessLogDelivery, logDelivery, trailDelivery } from "./bucketDelivery.js";
import { secureBucketPolicy, type SecureBucketPolicyFacts } from "./secureBucketPolicy.js";

const deployer = "arn:aws:iam::111111111111:role/acme/account/acme-account-deployer";
const breakGlass = "arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass";
const workload = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-training";
const macie = "arn:aws:iam::111111111111:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie";
const root = "arn:aws:iam::111111111111:root";
const environment: Environment = {
  project: "acme",
  name: "account",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  accountId: "111111111111",
  deployerRoleArns: [deployer],
  breakGlassRoleArns: [breakGlass],
};
const key = "arn:aws:kms:eu-west-1:111111111111:key/11111111-1111-1111-1111-111111111111";
const otherKey = "arn:aws:kms:eu-west-1:111111111111:key/22222222-2222-2222-2222-222222222222";
const trailArn = "arn:aws:cloudtrail:eu-west-1:111111111111:trail/acme-account-trail";

function statementsOf(facts: Partial<SecureBucketPolicyFacts> = {}): readonly PolicyStatement[] {
  const text = secureBucketPolicy({
    environment,
    bucketName: "archive",
    kmsKeyArn: key,
    access: { roleArns: [workload] },
    statements: [],
    ...facts,
  });
  return (JSON.parse(text) as { Statement: readonly PolicyStatement[] }).Statement;
}

describe("secureBucketPolicy", { tags: ["DATA-05", "DATA-06", "DATA-10"] }, () => {
  it("says exactly this of a bucket with a key", () => {
    const write = { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::archive/*" };
    const everything = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"],
    };
    const algorithm = "s3:x-amz-server-side-encryption";
    expect(statementsOf()).toEqual([
      { Sid: "DenyPlaintext", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Sid: "DenyOldTls", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
      {
        Sid: "DenyOtherAlgorithm",
        ...write,
        Condition: { StringNotEquals: { [algorithm]: "aws:kms" }, Null: { [algorithm]: "false" } },
      },
      {
        Sid: "DenyOtherKey",
        ...write,
        Condition: {
          StringNotEquals: { [`${algorithm}-aws-kms-key-id`]: key },
          Null: { [`${algorithm}-aws-kms-key-id`]: "false" },
        },
      },
      {
        Sid: "DenyKmsWithoutKey",
        ...write,
        Condition: {
          StringEquals: { [algorithm]: "aws:kms" },
          Null: { [`${algorithm}-aws-kms-key-id`]: "true" },
        },
      },
      { Sid: "DenySseC", ...write, Condition: { Null: { [`${algorithm}-customer-algorithm`]: "false" } } },
      {
        Sid: "DenyReencrypt",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:UpdateObjectEncryption",
        Resource: "arn:aws:s3:::archive/*",
        Condition: { ArnNotLike: { "aws:PrincipalArn": breakGlass } },
      },
      {
        Sid: "DenyTampering",
        Effect: "Deny",
        Principal: "*",
        Action: [
          "s3:DeleteBucket",
          "s3:DeleteBucketPolicy",
          "s3:PutBucketLogging",
          "s3:PutBucketObjectLockConfiguration",
          "s3:PutBucketOwnershipControls",
          "s3:PutBucketPolicy",
          "s3:PutBucketPublicAccessBlock",
          "s3:PutBucketVersioning",
          "s3:PutEncryptionConfiguration",
          "s3:PutLifecycleConfiguration",
          "s3:PutReplicationConfiguration",
        ],
        Resource: "arn:aws:s3:::archive",
        Condition: { ArnNotLike: { "aws:PrincipalArn": [breakGlass, deployer] } },
      },
      {
        Sid: "DenyOtherRoles",
        Effect: "Deny",
        Principal: "*",
        Action: [
          "s3:AbortMultipartUpload",
          "s3:DeleteObject*",
          "s3:GetObject*",
          "s3:ListBucket*",
          "s3:ListMultipartUploadParts",
          "s3:PutObject*",
          "s3:RestoreObject",
        ],
        Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"],
        Condition: {
          ArnNotLike: { "aws:PrincipalArn": [breakGlass, deployer, workload, macie] },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ]);
  });

  it("keeps marked objects out of reach in an environment's buckets only", { tags: ["DATA-26"] }, () => {
    const sids = (facts: Partial<SecureBucketPolicyFacts>) =>
      statementsOf(facts).flatMap(({ Sid }) => (Sid.includes("Quarantine") ? [Sid] : []));
    expect(sids({ s3EndpointId: "vpce-1" })).toEqual([
      "DenyQuarantined",
      "DenyQuarantineRelease",
      "DenyQuarantineForgery",
    ]);
    expect(sids({})).toEqual([]);
  });

  it("leaves encryption alone in a bucket with keys managed by S3", () => {
    expect(statementsOf({ kmsKeyArn: undefined }).map(({ Sid }) => Sid)).toEqual([
      "DenyPlaintext",
      "DenyOldTls",
      "DenyTampering",
      "DenyOtherRoles",
    ]);
  });

  it("puts the caller's statements last", () => {
    const statements = logDelivery(environment, "archive");
    expect(statementsOf({ statements }).map(({ Sid }) => Sid)).toEqual([
      "DenyPlaintext",
      "DenyOldTls",
      "DenyOtherAlgorithm",
      "DenyOtherKey",
      "DenyKmsWithoutKey",
      "DenySseC",
      "DenyReencrypt",
      "DenyTampering",
      "DenyOtherRoles",
      "AWSLogDeliveryWrite",
      "AWSLogDeliveryAclCheck",
    ]);
  });

  it("refuses a caller's statement that would hide one of its own", () => {
    const own: PolicyStatement = { Sid: "DenyTampering", Effect: "Allow", Principal: "*", Action: "s3:GetObject" };
    expect(() => statementsOf({ statements: [own] })).toThrow(
      'bucketPolicy of bucket "archive": the statement id "DenyTampering" stands twice.',
    );
  });

  it("stays far below the 20,480 bytes that S3 takes, even for the log bucket of ten environments", () => {
    const sources = Array.from(
      { length: 84 },
      (_, index) => `twelve-chars-eightchr-quarantine-111111111111-ap-southeast-${index}`,
    );
    const text = secureBucketPolicy({
      environment,
      bucketName: "archive",
      kmsKeyArn: undefined,
      access: {},

      statements: accessLogDelivery(environment, "archive", sources),
    });
    expect(Buffer.byteLength(text)).toBeLessThan(10_240);
  });
});

/** A request as S3 sees it: keys that are not listed are absent from its context. */
interface Request {
  readonly action: string;
  /** Object key; absent for actions on the bucket. */
  readonly object?: string;
  /** Service principal; absent for roles and anonymous callers. */
  readonly service?: string;
  readonly context: Readonly<Record<string, string>>;
}

/** IAM's operators as AWS documents them, absent keys included. */
const operators: Readonly<Record<string, (value: string | undefined, policy: readonly string[]) => boolean>> = {
  Bool: (value, policy) => value !== undefined && policy.includes(value),
  BoolIfExists: (value, policy) => value === undefined || policy.includes(value),
  Null: (value, policy) => policy.includes(String(value === undefined)),
  StringEquals: (value, policy) => value !== undefined && policy.includes(value),
  StringEqualsIfExists: (value, policy) => value === undefined || policy.includes(value),
  StringNotEquals: (value, policy) => value === undefined || !policy.includes(value),
  NumericLessThan: (value, policy) => value !== undefined && policy.some((limit) => Number(value) < Number(limit)),
  ArnLike: (value, policy) => value !== undefined && policy.some((pattern) => isLike(value, pattern)),
  ArnNotLike: (value, policy) => value === undefined || !policy.some((pattern) => isLike(value, pattern)),
};

function isLike(value: string, pattern: string): boolean {
  const expression = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${expression.join(".*")}$`).test(value);
}

const list = (value: string | readonly string[] = []): readonly string[] =>
  typeof value === "string" ? [value] : value;

function holds(condition: PolicyCondition, context: Request["context"]): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([name, policy]) => {
      const evaluate = operators[operator];
      if (evaluate === undefined) throw new Error(`operator ${operator}`);
      return evaluate(context[name], list(policy));
    }),
  );
}

/** Ids of the statements that speak of a request. */
function speaking(statements: readonly PolicyStatement[], effect: "Allow" | "Deny", request: Request): string[] {
  const context = request.service ? { ...request.context, "aws:PrincipalIsAWSService": "true" } : request.context;
  const resource = `arn:aws:s3:::archive${request.object === undefined ? "" : `/${request.object}`}`;
  return statements
    .filter(
      ({ Effect, Principal, Action, Resource, Condition = {} }) =>
        Effect === effect &&
        (Principal === "*" || (request.service !== undefined && list(Principal?.Service).includes(request.service))) &&
        list(Action).some((pattern) => isLike(request.action, pattern)) &&
        list(Resource).some((pattern) => isLike(resource, pattern)) &&
        holds(Condition, context),
    )
    .map(({ Sid }) => Sid);
}

const algorithm = "s3:x-amz-server-side-encryption";
const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const overTls = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };
const by = (arn: string) => ({ "aws:PrincipalArn": arn, ...overTls });

describe("what a bucket refuses", { tags: ["DATA-05", "DATA-06", "DATA-10"] }, () => {
  const put = (headers: Record<string, string>, caller = by(workload)): Request => ({
    action: "s3:PutObject",
    object: "data.parquet",
    context: { ...caller, ...headers },
  });
  const manage = (action: string, caller: Request["context"]): Request => ({ action, context: caller });

  it.each<[string, Request, string[]]>([
    ["a write without headers, as most services and the parts of uploads are", put({}), []],
    ["a write under the bucket's key", put({ [algorithm]: "aws:kms", [keyId]: key }), []],
    ["a write that names the key alone", put({ [keyId]: key }), []],
    ["a write under S3's own keys", put({ [algorithm]: "AES256" }), ["DenyOtherAlgorithm"]],
    ["a write under dual-layer encryption", put({ [algorithm]: "aws:kms:dsse", [keyId]: key }), ["DenyOtherAlgorithm"]],
    ["a write under another key", put({ [algorithm]: "aws:kms", [keyId]: otherKey }), ["DenyOtherKey"]],
    ["a write under an alias", put({ [algorithm]: "aws:kms", [keyId]: "alias/acme-dev-lake" }), ["DenyOtherKey"]],
    ["a write under KMS without a key", put({ [algorithm]: "aws:kms" }), ["DenyKmsWithoutKey"]],
    ["a write under the caller's own key", put({ [`${algorithm}-customer-algorithm`]: "AES256" }), ["DenySseC"]],
    [
      "a write under another key, even by a deployer",
      put({ [algorithm]: "aws:kms", [keyId]: otherKey }, by(deployer)),
      ["DenyOtherKey"],
    ],
    ["a read over TLS 1.3", { action: "s3:GetObject", object: "x", context: by(workload) }, []],
    [
      "a read over TLS 1.1",
      { action: "s3:GetObject", object: "x", context: { ...by(workload), "s3:TlsVersion": "1.1" } },
      ["DenyOldTls"],
    ],
    [
      "an anonymous read over plain HTTP",
      { action: "s3:GetObject", object: "x", context: { "aws:SecureTransport": "false" } },
      ["DenyPlaintext", "DenyOtherRoles"],
    ],
    [
      "a deployer's list over plain HTTP",
      { action: "s3:ListBucket", context: { "aws:PrincipalArn": deployer, "aws:SecureTransport": "false" } },
      ["DenyPlaintext"],
    ],
    [
      "a new key for a stored object, by a workload",
      { action: "s3:UpdateObjectEncryption", object: "x", context: by(workload) },
      ["DenyReencrypt"],
    ],
    [
      "a new key for a stored object, by a deployer",
      { action: "s3:UpdateObjectEncryption", object: "x", context: by(deployer) },
      ["DenyReencrypt"],
    ],
    [
      "a new key for a stored object, by break-glass",
      { action: "s3:UpdateObjectEncryption", object: "x", context: by(breakGlass) },
      [],
    ],
    ["a new policy, by a workload", manage("s3:PutBucketPolicy", by(workload)), ["DenyTampering"]],
    [
      "a new policy, by root, whom S3 lets through all the same",
      manage("s3:PutBucketPolicy", by(root)),
      ["DenyTampering"],
    ],
    ["a new policy, by a deployer", manage("s3:PutBucketPolicy", by(deployer)), []],
    ["a new policy, by break-glass", manage("s3:PutBucketPolicy", by(breakGlass)), []],
    ["a new policy, by a service", manage("s3:PutBucketPolicy", {}), ["DenyTampering"]],
    ["suspended versioning, by a workload", manage("s3:PutBucketVersioning", by(workload)), ["DenyTampering"]],
    [
      "a role whose name only begins like a deployer's",
      manage("s3:DeleteBucket", by(`${deployer}-2`)),
      ["DenyTampering"],
    ],
    ["reading the policy, by a workload", manage("s3:GetBucketPolicy", by(workload)), []],
  ])("%s", (_what, request, sids) => {
    expect(speaking(statementsOf(), "Deny", request)).toEqual(sids);
  });

  const companions = [
    "s3:PutBucketLogging",
    "s3:PutLifecycleConfiguration",
    "s3:PutBucketNotification",
    "s3:PutBucketPolicy",
    "s3:DeleteBucketPolicy",
    "s3:DeleteBucket",
    "s3:ListBucketVersions",
  ];
  it.each(companions)("nothing that a deployer needs from the first update to the last destroy: %s", (action) => {
    expect(speaking(statementsOf(), "Deny", manage(action, by(deployer)))).toEqual([]);
  });
});

describe("whom the archive lets write", { tags: ["GOV-04", "DATA-06", "NET-09"] }, () => {
  const statements = statementsOf({
    statements: [...trailDelivery(environment, "archive", trailArn), ...logDelivery(environment, "archive")],
  });
  const trail = "cloudtrail.amazonaws.com";
  const delivery = "delivery.logs.amazonaws.com";
  const flowLogs = {
    "aws:SourceAccount": "111111111111",
    "aws:SourceArn": "arn:aws:logs:eu-north-1:111111111111:delivery-source:fl-1",
  };
  const write = (service: string, object: string, context: Request["context"]): Request => ({
    action: "s3:PutObject",
    object,
    service,
    context,
  });
  const owner = { "s3:x-amz-acl": "bucket-owner-full-control" };
  const encrypted = { [algorithm]: "aws:kms", [keyId]: key };

  it.each<[string, Request, "allowed" | "refused"]>([
    [
      "the trail's files",
      write(trail, "AWSLogs/111111111111/CloudTrail/x", { "aws:SourceArn": trailArn, ...owner, ...encrypted }),
      "allowed",
    ],
    [
      "the trail's files without an ACL header",
      write(trail, "AWSLogs/111111111111/CloudTrail/x", { "aws:SourceArn": trailArn, ...encrypted }),
      "allowed",
    ],
    [
      "the trail's digests",
      write(trail, "AWSLogs/111111111111/CloudTrail-Digest/x", { "aws:SourceArn": trailArn, ...owner, ...encrypted }),
      "allowed",
    ],
    [
      "the trail's files under another key",
      write(trail, "AWSLogs/111111111111/CloudTrail/x", {
        "aws:SourceArn": trailArn,
        [algorithm]: "aws:kms",
        [keyId]: otherKey,
      }),
      "refused",
    ],
    [
      "another trail's files",
      write(trail, "AWSLogs/111111111111/CloudTrail/x", { "aws:SourceArn": `${trailArn}-2`, ...owner, ...encrypted }),
      "refused",
    ],
    [
      "the trail's files of another account",
      write(trail, "AWSLogs/222222222222/CloudTrail/x", { "aws:SourceArn": trailArn, ...owner, ...encrypted }),
      "refused",
    ],
    [
      "the trail's files with an ACL that gives others access",
      write(trail, "AWSLogs/111111111111/CloudTrail/x", { "aws:SourceArn": trailArn, "s3:x-amz-acl": "public-read" }),
      "refused",
    ],
    ["flow logs", write(delivery, "AWSLogs/111111111111/vpcflowlogs/x", flowLogs), "allowed"],
    [
      "flow logs under Hive-compatible prefixes",
      write(delivery, "AWSLogs/aws-account-id=111111111111/aws-service=vpcflowlogs/x", { ...flowLogs, ...owner }),
      "allowed",
    ],
    [
      "flow logs of another account",
      write(delivery, "AWSLogs/222222222222/vpcflowlogs/x", { ...flowLogs, "aws:SourceAccount": "222222222222" }),
      "refused",
    ],
    ["flow logs outside of their prefix", write(delivery, "elsewhere/x", flowLogs), "refused"],
    [
      "the delivery service's look at the ACL",
      { action: "s3:GetBucketAcl", service: delivery, context: flowLogs },
      "allowed",
    ],
    ["the delivery service's list", { action: "s3:ListBucket", service: delivery, context: flowLogs }, "allowed"],
    [
      "the trail's look at the ACL",
      { action: "s3:GetBucketAcl", service: trail, context: { "aws:SourceArn": trailArn } },
      "allowed",
    ],
    [
      "the trail's read of its own files",
      {
        action: "s3:GetObject",
        object: "AWSLogs/111111111111/x",
        service: trail,
        context: { "aws:SourceArn": trailArn },
      },
      "refused",
    ],
    ["a workload's log, by the policy alone", write("", "AWSLogs/111111111111/x", by(workload)), "refused"],
  ])("%s: %s", (_what, request, verdict) => {
    const allowed = speaking(statements, "Allow", request).length > 0;
    const denied = speaking(statements, "Deny", request).length > 0;
    expect(allowed && !denied ? "allowed" : "refused").toBe(verdict);
  });
});

describe("secureBucketPolicy with a delete guard", { tags: ["DATA-12"] }, () => {
  const text = (deleteGuard?: boolean) =>
    secureBucketPolicy({
      environment,
      bucketName: "artifacts",
      kmsKeyArn: undefined,
      statements: [],
      ...(deleteGuard === undefined ? {} : { deleteGuard }),
    });
  const sids = (policy: string) =>
    (JSON.parse(policy) as { Statement: readonly PolicyStatement[] }).Statement.map(({ Sid }) => Sid);

  it("asks for a fresh second factor before a version goes for good", () => {
    const { Statement } = JSON.parse(text(true)) as { Statement: readonly PolicyStatement[] };
    const deny = {
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:DeleteObjectVersion", "s3:DeleteObjectVersionTagging"],
      Resource: "arn:aws:s3:::artifacts/*",
    };
    const butFor = { ArnNotEquals: { "aws:PrincipalArn": breakGlass } };
    expect(Statement.filter(({ Sid }) => Sid.startsWith("DenyDeletion"))).toEqual([
      {
        Sid: "DenyDeletionWithoutMfa",
        ...deny,
        Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" }, ...butFor },
      },
      {
        Sid: "DenyDeletionWithOldMfa",
        ...deny,
        Condition: { NumericGreaterThan: { "aws:MultiFactorAuthAge": "900" }, ...butFor },
      },
    ]);
  });

  it("asks for none unless told to", () => {
    expect(sids(text()).filter((sid) => sid.startsWith("DenyDeletion"))).toEqual([]);
    expect(text(false)).toBe(text());
  });
});
