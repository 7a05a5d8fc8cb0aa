import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { all, childrenOf, identities, one, runProgram, unknown, type ProgramRun } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { SecureBucket, type SecureBucketArgs } from "./secureBucket.js";
import { secureBucketPolicy } from "./secureBucketPolicy.js";

const kmsKeyArn = "arn:aws:kms:eu-west-1:111111111111:key/11111111-1111-1111-1111-111111111111";
const bucketName = "acme-dev-artifacts-111111111111-eu-west-1";
const accessLogs = "acme-account-access-logs-111111111111-eu-west-1";

const artifacts: SecureBucketArgs = {
  environment,
  zone: "artifacts",
  personalData: false,
  kmsKeyArn,
  s3EndpointId: "vpce-1",
  lifecycle: { supersededVersions: { days: 365, keepNewest: 10 } },
};
const accessLogArgs: SecureBucketArgs = {
  environment: { ...environment, name: "account" },
  zone: "access-logs",
  personalData: false,
  lifecycle: { expirationDays: 731 },
};

function run(args: SecureBucketArgs, unknowns = false): Promise<ProgramRun> {
  return runProgram(
    () => {
      const bucket = new SecureBucket("artifacts", args);
      return { bucketName: bucket.bucketName, bucketArn: bucket.bucketArn, ready: bucket.ready.urn };
    },
    { unknowns },
  );
}

const type = (name: string): string => `aws:s3/${name[0]?.toLowerCase() ?? ""}${name.slice(1)}:${name}`;
const childNames = (result: ProgramRun): string[] =>
  childrenOf(result, one(result, SecureBucket.__pulumiType)).map(({ name }) => name);

describe("SecureBucket", () => {
  it("makes a bucket and its nine companions, and nothing else", { tags: ["DATA-03"] }, async () => {
    expect(identities(await run(artifacts))).toEqual([
      "aws:s3/bucket:Bucket :: artifacts-bucket :: artifacts",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration :: artifacts-lifecycle :: artifacts",
      "aws:s3/bucketLogging:BucketLogging :: artifacts-logging :: artifacts",
      "aws:s3/bucketNotification:BucketNotification :: artifacts-notification :: artifacts",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls :: artifacts-ownership :: artifacts",
      "aws:s3/bucketPolicy:BucketPolicy :: artifacts-policy :: artifacts",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock :: artifacts-public-access-block :: artifacts",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration :: artifacts-encryption :: artifacts",
      "aws:s3/bucketVersioning:BucketVersioning :: artifacts-versioning :: artifacts",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:data:SecureBucket :: artifacts :: project-stack",
    ]);
  });

  it("names the bucket by the naming rule and says what it holds", { tags: ["DATA-03"] }, async () => {
    const result = await run(artifacts);
    expect(one(result, type("Bucket")).inputs).toEqual({
      bucket: bucketName,
      forceDestroy: false,
      tags: {
        "data-zone": "artifacts",
        "personal-data": "false",
        regime: "none",
        "lawful-basis": "none",
        "retention-days": "until-deleted",
      },
    });
    expect(one(result, type("BucketNotification")).inputs).toEqual({ bucket: bucketName, eventbridge: true });
  });

  it("says which personal data may be in it, and for how long", { tags: ["DATA-33"] }, async () => {
    const personal: SecureBucketArgs = {
      ...artifacts,
      zone: "labels",
      personalData: true,
      lifecycle: { expirationDays: 335, supersededVersions: { days: 30 } },
    };
    const none = { "data-zone": "labels", "personal-data": "true", regime: "none", "lawful-basis": "none" };
    const bare = one(await run(personal), type("Bucket"));
    expect(bare.inputs["tags"]).toEqual({ ...none, "retention-days": "365" });
    const dataSets = [
      {
        name: "customers",
        purpose: "Predict who leaves",
        classification: "restricted",
        regimes: { gdpr: "consent" },
      } as const,
    ];
    expect(one(await run({ ...personal, dataSets }), type("Bucket")).inputs["tags"]).toEqual({
      "data-zone": "labels",
      "personal-data": "true",
      regime: "gdpr",
      "lawful-basis": "consent",
      "retention-days": "365",
      "data-classification": "restricted",
    });
  });

  it("encrypts under the key, with bucket keys, and blocks keys of callers", { tags: ["DATA-04"] }, async () => {
    expect(one(await run(artifacts), type("BucketServerSideEncryptionConfiguration")).inputs).toEqual({
      bucket: bucketName,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
          bucketKeyEnabled: true,
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    });
  });

  it("has one policy, with the caller's statements", { tags: ["DATA-05", "DATA-06", "DATA-10"] }, async () => {
    const statements = [{ Sid: "Own", Effect: "Allow" as const, Principal: { AWS: "*" }, Action: "s3:GetObject" }];
    const result = await run({ ...artifacts, statements });
    expect(one(result, type("BucketPolicy")).inputs).toEqual({
      bucket: bucketName,
      policy: secureBucketPolicy({ environment, bucketName, kmsKeyArn, s3EndpointId: "vpce-1", statements }),
    });
  });

  it("admits listed roles inside the network only", { tags: ["DATA-09"] }, async () => {
    const access = {
      roleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-training"],
      outsideRoleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-pipeline"],
    };
    const result = await run({ ...artifacts, access, s3EndpointId: pulumi.output("vpce-2") });
    const policy = one(result, type("BucketPolicy"));
    expect(policy.inputs["policy"]).toBe(
      secureBucketPolicy({ environment, bucketName, kmsKeyArn, access, s3EndpointId: "vpce-2", statements: [] }),
    );
    expect(result.controls.get(policy.urn)).toEqual(["DATA-05", "DATA-06", "DATA-09", "DATA-10", "DATA-26"]);
  });

  it("has no network part where there is no network", { tags: ["DATA-09"] }, async () => {
    const result = await run({
      environment: { ...environment, name: "account" },
      zone: "code",
      personalData: false,
      kmsKeyArn,
      lifecycle: artifacts.lifecycle,
    });
    const policy = one(result, type("BucketPolicy")).inputs["policy"];
    expect(policy).toContain('"DenyOtherRoles"');
    expect(policy).not.toContain('"DenyOutsideNetwork"');
  });

  it("knows no ACLs", { tags: ["DATA-07"] }, async () => {
    expect(one(await run(artifacts), type("BucketOwnershipControls")).inputs).toEqual({
      bucket: bucketName,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  });

  it("is closed to the public, also while it is destroyed", { tags: ["DATA-08"] }, async () => {
    expect(one(await run(artifacts), type("BucketPublicAccessBlock")).inputs).toEqual({
      bucket: bucketName,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      skipDestroy: true,
    });
  });

  it("keeps versions and lets superseded ones go", { tags: ["DATA-11"] }, async () => {
    const result = await run(artifacts);
    expect(one(result, type("BucketVersioning")).inputs).toEqual({
      bucket: bucketName,
      versioningConfiguration: { status: "Enabled" },
    });
    expect(one(result, type("BucketLifecycleConfiguration")).inputs).toEqual({
      bucket: bucketName,
      transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
      rules: [
        {
          id: "all-objects",
          status: "Enabled",
          filter: {},
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          noncurrentVersionExpiration: { noncurrentDays: 365, newerNoncurrentVersions: 10 },
        },
        { id: "delete-markers", status: "Enabled", filter: {}, expiration: { expiredObjectDeleteMarker: true } },
      ],
    });
  });

  it("logs its requests to the account's bucket for that", { tags: ["DATA-14"] }, async () => {
    expect(one(await run(artifacts), type("BucketLogging")).inputs).toEqual({
      bucket: bucketName,
      targetBucket: accessLogs,
      targetPrefix: "server-access/",
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
    });
  });

  it("logs nothing when that is switched off, and all else stays", { tags: ["DATA-14"] }, async () => {
    const [on, off] = [await run(artifacts), await run({ ...artifacts, accessLogging: "off" })];
    expect(all(off, type("BucketLogging"))).toEqual([]);
    expect(childNames(off)).toEqual(childNames(on).filter((name) => name !== "artifacts-logging"));
  });

  it("says which controls each part serves", async () => {
    const result = await run({ ...artifacts, objectLock: { mode: "GOVERNANCE", days: 1 }, controls: ["GOV-04"] });
    const served = childrenOf(result, one(result, SecureBucket.__pulumiType)).map(({ name, urn }) => [
      name,
      result.controls.get(urn),
    ]);
    expect(Object.fromEntries(served)).toEqual({
      "artifacts-bucket": ["DATA-03", "DATA-33", "GOV-04"],
      "artifacts-ownership": ["DATA-07"],
      "artifacts-public-access-block": ["DATA-08"],
      "artifacts-encryption": ["DATA-04", "GOV-04"],
      "artifacts-versioning": ["DATA-11"],
      "artifacts-object-lock": ["GOV-04"],
      "artifacts-policy": ["DATA-05", "DATA-06", "DATA-09", "DATA-10", "DATA-26", "GOV-04"],
      "artifacts-logging": ["DATA-14"],
      "artifacts-lifecycle": ["DATA-11", "DATA-33", "GOV-33", "GOV-04"],
      "artifacts-notification": ["DATA-03"],
    });
  });

  it("makes one companion after the other, since S3 refuses parallel changes", async () => {
    const result = await run({ ...artifacts, objectLock: { mode: "GOVERNANCE", days: 1 } });
    const order = [
      "bucket",
      "ownership",
      "public-access-block",
      "encryption",
      "versioning",
      "object-lock",
      "policy",
      "logging",
      "lifecycle",
      "notification",
    ].map((role) => `artifacts-${role}`);
    expect(childNames(result)).toEqual(order);
    const names = new Map(result.resources.map(({ urn, name }) => [urn, name]));
    const waitsFor = order.map((name) => {
      const child = result.resources.find((resource) => resource.name === name);
      return [...new Set(child?.dependencies.map((urn) => names.get(urn)))].sort();
    });
    expect(waitsFor).toEqual([
      [],
      ["artifacts-bucket"],
      ...order.slice(1, -1).map((previous) => ["artifacts-bucket", previous].sort()),
    ]);
    expect(result.outputs["ready"]).toBe(one(result, type("BucketNotification")).urn);
  });

  it("waits with its log for a bucket that the same program makes", { tags: ["DATA-14"] }, async () => {
    const result = await runProgram(() => {
      const target = new SecureBucket("logs", accessLogArgs);
      new SecureBucket("artifacts", { ...artifacts, accessLogsReady: target.ready });
    });
    expect(one(result, type("BucketLogging")).dependencies).toContain(
      one(result, type("BucketNotification"), "logs-notification").urn,
    );
  });

  it("locks what is written", { tags: ["GOV-04"] }, async () => {
    const result = await run({
      ...artifacts,
      objectLock: { mode: "COMPLIANCE", days: 365 },
      lifecycle: { supersededVersions: { days: 365 } },
    });
    expect(one(result, type("Bucket")).inputs["objectLockEnabled"]).toBe(true);
    expect(one(result, type("BucketObjectLockConfiguration")).inputs).toMatchObject({
      bucket: bucketName,
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } },
    });
  });

  it("keeps bucket and protections, all of them, unless told otherwise", async () => {
    const children = childrenOf(await run(artifacts), one(await run(artifacts), SecureBucket.__pulumiType));
    expect(children).toHaveLength(9);
    expect(children.filter(({ options }) => !options.protect || !options.retainOnDelete)).toEqual([]);
  });

  it("goes with everything in it when it is disposable", async () => {
    const result = await run({ ...artifacts, dataProtection: "disposable" });
    const children = childrenOf(result, one(result, SecureBucket.__pulumiType));
    expect(children).toHaveLength(9);
    expect(children.filter(({ options }) => options.protect || options.retainOnDelete)).toEqual([]);
    expect(one(result, type("Bucket")).inputs["forceDestroy"]).toBe(true);
  });

  it("frees its fixed name before it is replaced", async () => {
    expect(one(await run(artifacts), type("Bucket")).options.deleteBeforeReplace).toBe(true);
  });

  it("hands over name and ARN", async () => {
    expect((await run(artifacts)).outputs).toMatchObject({
      bucketName,
      bucketArn: `arn:aws:s3:::${bucketName}`,
    });
  });

  it("knows name, ARN and all but the policy while the key is unknown", async () => {
    const result = await runProgram(
      () => {
        const key = new aws.kms.Key("key", {});
        const bucket = new SecureBucket("artifacts", { ...artifacts, kmsKeyArn: key.arn });
        return { bucketName: bucket.bucketName, bucketArn: bucket.bucketArn };
      },
      { unknowns: true },
    );
    expect(result.outputs).toEqual({ bucketName, bucketArn: `arn:aws:s3:::${bucketName}` });
    const policy = one(result, type("BucketPolicy"));
    expect(policy.inputs).toEqual({ bucket: bucketName, policy: unknown });
    expect(policy.propertyDependencies["policy"]).toEqual(
      expect.arrayContaining([one(result, "aws:kms/key:Key").urn, one(result, type("Bucket")).urn]),
    );
    expect(childNames(result)).toHaveLength(9);
  });
});

describe('SecureBucket in the zone "access-logs"', { tags: ["GOV-04", "DATA-14"] }, () => {
  it("has no versions, no key, no lock, no log of its own", async () => {
    expect(childNames(await run(accessLogArgs))).toEqual([
      "artifacts-bucket",
      "artifacts-ownership",
      "artifacts-public-access-block",
      "artifacts-encryption",
      "artifacts-policy",
      "artifacts-lifecycle",
      "artifacts-notification",
    ]);
  });

  it("encrypts under keys managed by S3, and its policy names none", async () => {
    const result = await run(accessLogArgs);
    expect(one(result, type("BucketServerSideEncryptionConfiguration")).inputs["rules"]).toEqual([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] },
    ]);
    expect(one(result, type("BucketPolicy")).inputs["policy"]).toBe(
      secureBucketPolicy({ environment, bucketName: accessLogs, kmsKeyArn: undefined, statements: [] }),
    );
    const policy = one(result, type("BucketPolicy")).urn;
    expect(result.controls.get(policy)).toEqual(["DATA-06", "DATA-09", "DATA-10"]);
  });
});

describe("SecureBucket refuses", () => {
  it.each<[string, SecureBucketArgs, string]>([
    [
      "a bucket without network, key and an end for old versions, all at once",
      { environment, zone: "raw", personalData: true, lifecycle: {} },
      "lifecycle.expirationDays must be given for personal data; s3EndpointId must be given; kmsKeyArn must be given; lifecycle.supersededVersions must be given.",
    ],
    [
      "personal data behind a lock, without which nobody could erase it",
      {
        ...artifacts,
        personalData: true,
        lifecycle: { expirationDays: 30, supersededVersions: { days: 30 } },
        objectLock: { mode: "GOVERNANCE", days: 1 },
      },
      "objectLock must be absent for personal data, which must stay erasable.",
    ],
    [
      "a law where no personal data may be",
      { ...artifacts, dataSets: [{ name: "customers", purpose: "Predict", regimes: { gdpr: "consent" } }] },
      'dataSets must name no law without personalData, but is ["gdpr"].',
    ],
    [
      "a network in a bucket of the account",
      { ...artifacts, zone: "code" },
      's3EndpointId must be absent in the zone "code", which every environment of the account uses.',
    ],
    [
      "what would stop the delivery of access logs",
      {
        ...accessLogArgs,
        kmsKeyArn,
        objectLock: { mode: "GOVERNANCE", days: 1 },
        lifecycle: { supersededVersions: { days: 1 } },
      },
      'kmsKeyArn must be absent in the zone "access-logs", to which S3 could not deliver otherwise; ' +
        'objectLock must be absent in the zone "access-logs", to which S3 could not deliver otherwise; ' +
        'lifecycle.supersededVersions must be absent in the zone "access-logs", which has no versions.',
    ],
    [
      "days out of range",
      { ...artifacts, lifecycle: { supersededVersions: { days: 0, keepNewest: 101 }, expirationDays: 1.5 } },
      "lifecycle.supersededVersions.days must be a whole number of days from 1 to 36500, but is 0; " +
        "lifecycle.supersededVersions.keepNewest must be a whole number of versions from 1 to 100, but is 101; " +
        "lifecycle.expirationDays must be a whole number of days from 1 to 36500, but is 1.5.",
    ],
    [
      "moves that are too early, too close, or not before the end",
      {
        ...artifacts,
        lifecycle: {
          supersededVersions: { days: 1 },
          expirationDays: 90,
          transitions: [
            { days: 29, storageClass: "STANDARD_IA" },
            { days: 58, storageClass: "GLACIER_IR" },
            { days: 90, storageClass: "DEEP_ARCHIVE" },
          ],
        },
      },
      "lifecycle.transitions[0].days must be a whole number of days from 30 to 89, but is 29; " +
        "lifecycle.transitions[1].days must be a whole number of days from 59 to 89, but is 58; " +
        "lifecycle.transitions[2].days must be a whole number of days from 88 to 89, but is 90.",
    ],
    [
      "a prefix that is none",
      {
        ...artifacts,
        lifecycle: { supersededVersions: { days: 1 }, expiringPrefixes: [{ prefix: "/tmp", days: 0 }] },
      },
      'lifecycle.expiringPrefixes[0].prefix must end, but not begin, with a slash, but is "/tmp"; ' +
        "lifecycle.expiringPrefixes[0].days must be a whole number of days from 1 to 36500, but is 0.",
    ],
    [
      "a lock that S3 does not know",
      { ...artifacts, objectLock: { mode: "STRICT" as "GOVERNANCE", days: 0 } },
      'objectLock.mode must be one of COMPLIANCE, GOVERNANCE, but is "STRICT"; ' +
        "objectLock.days must be a whole number of days from 1 to 36500, but is 0.",
    ],
    [
      "a lifecycle that a lock would outlast",
      {
        ...artifacts,
        objectLock: { mode: "GOVERNANCE", days: 30 },
        lifecycle: {
          supersededVersions: { days: 29 },
          expirationDays: 29,
          expiringPrefixes: [{ prefix: "tmp/", days: 30 }],
        },
      },
      "lifecycle.supersededVersions.days must be at least the lock's 30 days, since what is locked cannot expire, but is 29; " +
        "lifecycle.expirationDays must be at least the lock's 30 days, since what is locked cannot expire, but is 29; " +
        'lifecycle.expiringPrefixes must be empty in a bucket with a lock, but is "tmp/".',
    ],
  ])("%s", async (_what, args, problems) => {
    await expect(run(args)).rejects.toMatchObject({
      message: `SecureBucket "artifacts": ${problems}`,
      hideStack: true,
    });
  });

  it.each([
    "alias/acme-dev-lake",
    "11111111-1111-1111-1111-111111111111",
    "arn:aws:kms:eu-west-1:111111111111:alias/acme-dev-lake",
    "arn:aws:kms:eu-north-1:111111111111:key/11111111-1111-1111-1111-111111111111",
    "arn:aws-cn:kms:eu-west-1:111111111111:key/11111111-1111-1111-1111-111111111111",
  ])("a key that S3 would take, and then fail every write: %s", { tags: ["DATA-04"] }, async (wrong) => {
    await expect(run({ ...artifacts, kmsKeyArn: wrong })).rejects.toThrow(
      `SecureBucket "artifacts": kmsKeyArn must be the ARN of a key in eu-west-1, not an alias or a key id, but is "${wrong}".`,
    );
  });

  it("nothing of which it has already made a part", async () => {
    const made: string[] = [];
    await expect(
      runProgram(() => new SecureBucket("artifacts", { ...artifacts, lifecycle: {} }), {
        onResource: ({ type: token }) => made.push(token),
      }),
    ).rejects.toThrow("lifecycle.supersededVersions must be given");
    expect(made.filter((token) => token.startsWith("aws:"))).toEqual([]);
  });
});

describe("SecureBucket, twice", () => {
  it("makes two of everything, each for its own bucket", async () => {
    const result = await runProgram(() => {
      new SecureBucket("artifacts", artifacts);
      new SecureBucket("labels", { ...artifacts, zone: "labels" });
    });
    expect(
      all(result, type("BucketPolicy"))
        .map(({ inputs }) => inputs["bucket"])
        .sort(),
    ).toEqual([bucketName, "acme-dev-labels-111111111111-eu-west-1"]);
  });
});
