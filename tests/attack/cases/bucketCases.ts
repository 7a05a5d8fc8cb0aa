import type { AttackCase, RequestContext } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principals } from "../principals.js";

const algorithm = "s3:x-amz-server-side-encryption";
const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";

/** Actions that change how a bucket is protected. */
const settings = [
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
];

/** What holds for every bucket of both stacks. */
export function everyBucketCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const account = Object.values(estate.accountBuckets);
  const data = Object.values(estate.dataBuckets);
  const buckets = [...account, ...data];
  const objects = buckets.map(objectIn);
  const encrypted = buckets.filter((bucket) => estate.policies.keyOf.has(bucket)).map(objectIn);
  const ownKey = (object: string): string => estate.policies.keyOf.get(object.split("/")[0] ?? "") ?? "";
  const naming =
    (key: (object: string) => string) =>
    (object: string): RequestContext => ({
      [algorithm]: "aws:kms",
      [keyId]: key(object),
    });
  const plain = { "aws:SecureTransport": "false", "s3:TlsVersion": null };
  const outsiders = [who.administrator, who.workload, who.scientist, who.stranger, who.anonymous, who.otherDeployer];

  return [
    // Grants: what a bucket's policy must leave alone.
    {
      name: "a writer who names no encryption gets the bucket's default",
      controls: ["DATA-05", "DATA-06"],
      principal: who.breakGlass,
      action: "s3:PutObject",
      resource: objects,
      expected: "allowed",
    },
    {
      name: "a writer may name the bucket's own key",
      controls: ["DATA-05"],
      principal: who.breakGlass,
      action: "s3:PutObject",
      resource: encrypted,
      context: naming(ownKey),
      expected: "allowed",
    },
    {
      name: "TLS 1.2 is new enough",
      controls: ["DATA-06"],
      principal: who.breakGlass,
      action: ["s3:GetObject", "s3:PutObject"],
      resource: objects,
      context: { "s3:TlsVersion": "1.2" },
      expected: "allowed",
    },
    {
      name: "the deployer changes every setting of the account's buckets and deletes them",
      controls: ["DATA-10", "DATA-11", "GOV-04"],
      principal: [who.accountDeployer, who.breakGlass],
      action: settings,
      resource: account,
      expected: "allowed",
    },
    {
      name: "the deployer changes every setting of the environment's buckets and deletes them",
      controls: ["DATA-10", "DATA-11"],
      principal: [who.platformDeployer, who.breakGlass],
      action: settings,
      resource: data,
      expected: "allowed",
    },
    {
      name: "a break-glass session re-encrypts objects",
      controls: ["DATA-05"],
      principal: who.breakGlass,
      action: "s3:UpdateObjectEncryption",
      resource: encrypted,
      expected: "allowed",
    },

    // Transport.
    {
      name: "a presigned URL is used over plain HTTP",
      controls: ["DATA-06"],
      principal: [who.administrator, who.accountDeployer, who.platformDeployer, who.breakGlass],
      action: ["s3:GetObject", "s3:PutObject"],
      resource: objects,
      context: { ...plain, "s3:authType": "REST-QUERY-STRING" },
      expected: "denied",
    },
    {
      name: "a bucket is listed or its policy replaced over plain HTTP",
      controls: ["DATA-06"],
      principal: [who.administrator, who.accountDeployer, who.platformDeployer, who.breakGlass],
      action: ["s3:ListBucket", "s3:PutBucketPolicy"],
      resource: buckets,
      context: plain,
      expected: "denied",
    },
    {
      name: "a client is pinned to TLS 1.1 or older",
      controls: ["DATA-06"],
      principal: [who.administrator, who.accountDeployer, who.platformDeployer, who.breakGlass],
      action: ["s3:GetObject", "s3:PutObject"],
      resource: objects,
      context: { "s3:TlsVersion": "1.1" },
      expected: "denied",
    },
    {
      name: "a bucket is listed over TLS 1.0",
      controls: ["DATA-06"],
      principal: who.breakGlass,
      action: "s3:ListBucket",
      resource: buckets,
      context: { "s3:TlsVersion": "1.0" },
      expected: "denied",
    },

    // Encryption of what is written.
    {
      name: "an upload asks for keys managed by S3",
      controls: ["DATA-05"],
      principal: [who.administrator, who.accountDeployer, who.platformDeployer, who.breakGlass],
      action: "s3:PutObject",
      resource: encrypted,
      context: { [algorithm]: "AES256" },
      expected: "denied",
    },
    {
      name: "an upload asks for dual-layer encryption, which no bucket uses",
      controls: ["DATA-05"],
      principal: who.breakGlass,
      action: "s3:PutObject",
      resource: encrypted,
      context: (object) => ({ [algorithm]: "aws:kms:dsse", [keyId]: ownKey(object) }),
      expected: "denied",
    },
    {
      name: "an upload asks for aws:kms without a key id, which means the AWS managed key",
      controls: ["DATA-05"],
      principal: who.breakGlass,
      action: "s3:PutObject",
      resource: encrypted,
      context: { [algorithm]: "aws:kms" },
      expected: "denied",
    },
    {
      name: "an upload names the key of another domain",
      controls: ["DATA-05"],
      principal: who.breakGlass,
      action: "s3:PutObject",
      resource: encrypted,
      context: naming(() => String(estate.accountKeys["backup"])),
      expected: "denied",
    },
    {
      name: "an upload names a stranger's key, to hold the data to ransom",
      controls: ["DATA-05"],
      principal: who.breakGlass,
      action: "s3:PutObject",
      resource: encrypted,
      context: naming(() => `arn:aws:kms:${estate.region}:${strangerAccount}:key/11111111-2222-3333-4444-555555555555`),
      expected: "denied",
    },
    {
      name: "an upload names our key by its alias, which S3 resolves in the writer's account",
      controls: ["DATA-05"],
      principal: who.breakGlass,
      action: "s3:PutObject",
      resource: encrypted,
      context: naming(() => estate.arn("kms", "alias/acmeml-account-audit")),
      expected: "denied",
    },
    {
      name: "an upload names a key but no algorithm",
      controls: ["DATA-05"],
      principal: who.breakGlass,
      action: "s3:PutObject",
      resource: encrypted,
      context: { [keyId]: String(estate.accountKeys["backup"]) },
      expected: "denied",
    },
    {
      name: "an upload brings its own key (SSE-C)",
      controls: ["DATA-05", "DATA-04"],
      principal: [who.breakGlass, who.workload],
      action: "s3:PutObject",
      resource: encrypted,
      context: { "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" },
      expected: "denied",
    },
    {
      name: "stored objects are re-encrypted in place",
      controls: ["DATA-05"],
      principal: [who.administrator, who.workload, who.accountDeployer, who.platformDeployer],
      action: "s3:UpdateObjectEncryption",
      resource: encrypted,
      expected: "denied",
    },

    // Settings.
    {
      name: "an account administrator changes a bucket's protection",
      controls: ["DATA-10", "DATA-08", "DATA-07", "DATA-11", "DATA-14"],
      principal: who.administrator,
      action: settings,
      resource: buckets,
      expected: "denied",
    },
    {
      name: "a workload role or a data scientist changes a bucket's protection",
      controls: ["DATA-10", "DATA-08", "DATA-11"],
      principal: [who.workload, who.scientist],
      action: settings,
      resource: buckets,
      expected: "denied",
    },
    {
      name: "the environment's deployer changes the protection of the account's buckets",
      controls: ["DATA-10", "GOV-04"],
      principal: who.platformDeployer,
      action: settings,
      resource: account,
      expected: "denied",
    },
    {
      name: "the account's deployer changes the protection of the environment's buckets",
      controls: ["DATA-10"],
      principal: who.accountDeployer,
      action: settings,
      resource: data,
      expected: "denied",
    },
    {
      name: "a service changes a bucket's protection with its own identity",
      controls: ["DATA-10"],
      principal: [who.service("config"), who.service("cloudtrail"), who.service("delivery.logs")],
      action: ["s3:PutBucketPolicy", "s3:PutLifecycleConfiguration", "s3:DeleteBucket"],
      resource: buckets,
      expected: "denied",
    },

    // Outsiders.
    {
      name: "anybody without a signature reads or writes",
      controls: ["DATA-08", "DATA-10"],
      atlas: "AML.T0035",
      principal: who.anonymous,
      action: ["s3:GetObject", "s3:PutObject"],
      resource: objects,
      expected: "denied",
    },
    {
      name: "anybody without a signature lists a bucket or changes its policy",
      controls: ["DATA-08", "DATA-10"],
      atlas: "AML.T0035",
      principal: who.anonymous,
      action: ["s3:ListBucket", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"],
      resource: buckets,
      expected: "denied",
    },
    {
      name: "another account's administrator reads or writes",
      controls: ["DATA-08", "DATA-10"],
      atlas: "AML.T0035",
      principal: [who.stranger, who.otherDeployer, who.otherEvidenceExport],
      action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resource: objects,
      expected: "denied",
    },
    {
      name: "an object of a bucket with its own key is opened by somebody whom the key does not know",
      controls: ["DATA-02", "GOV-03"],
      atlas: "AML.T0035",
      principal: [...outsiders.filter(({ id }) => id !== "anonymous"), who.accountDeployer, who.platformDeployer],
      action: "s3:GetObject",
      resource: encrypted,
      throughKey: {},
      expected: "denied",
    },
    {
      name: "an object is written under a key that does not know the writer",
      controls: ["DATA-02", "GOV-03"],
      atlas: "AML.T0020",
      principal: [who.administrator, who.workload, who.scientist, who.accountDeployer, who.platformDeployer],
      action: "s3:PutObject",
      resource: encrypted,
      throughKey: {},
      expected: "denied",
    },

    {
      name: "an account administrator deletes objects and their versions",
      controls: ["DATA-09"],
      principal: who.administrator,
      action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      resource: objects,
      expected: "denied",
    },
    {
      name: "an account administrator reads the server access logs, which have no key of their own",
      controls: ["DATA-09", "DATA-14"],
      principal: who.administrator,
      action: "s3:GetObject",
      resource: objectIn(String(estate.accountBuckets["access-logs"])),
      expected: "denied",
    },
  ];
}

function objectIn(bucket: string): string {
  return `${bucket}/folder/object`;
}
