import type { DataSet } from "@secure-ml/core";
import { all, childrenOf, one, runProgram, type ProgramRun } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { lifecycleRules, type BucketLifecycle } from "./bucketLifecycle.js";
import { DataBuckets, type DataBucketsArgs } from "./dataBuckets.js";
import { DataKeys } from "./dataKeys.js";
import { environment } from "./environment.fixture.js";
import { prefixStatements } from "./prefixAccess.js";
import { SecureBucket } from "./secureBucket.js";
import { scanStatements, untrustedPrefixes } from "./scannedPrefixes.js";
import { secureBucketPolicy } from "./secureBucketPolicy.js";

const keyArn = (digit: string): string =>
  `arn:aws:kms:eu-west-1:111111111111:key/${digit.repeat(8)}-0000-0000-0000-000000000000`;
const keyArns = {
  lake: keyArn("1"),
  features: keyArn("2"),
  artifacts: keyArn("3"),
  capture: keyArn("4"),
  labels: keyArn("5"),
};

function run(args: Partial<DataBucketsArgs> = {}): Promise<ProgramRun> {
  return runProgram(() => {
    const { buckets } = new DataBuckets("data", { environment, keyArns, s3EndpointId: "vpce-1", ...args });
    return Object.fromEntries(
      Object.entries(buckets).map(([zone, { bucketName, bucketArn, ready }]) => [
        zone,
        { bucketName, bucketArn, ready: ready.urn },
      ]),
    );
  });
}

const lifecycleOf = (result: ProgramRun, zone: string): unknown =>
  one(result, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", `data-${zone}-lifecycle`).inputs[
    "rules"
  ];

const standard: BucketLifecycle = { supersededVersions: { days: 90 } };
const personal: BucketLifecycle = { expirationDays: 335, supersededVersions: { days: 30 } };
const table: readonly (readonly [string, string, boolean, BucketLifecycle])[] = [
  ["raw", keyArns.lake, true, personal],
  ["curated", keyArns.lake, false, standard],
  ["quarantine", keyArns.lake, true, personal],
  ["features", keyArns.features, false, standard],
  ["artifacts", keyArns.artifacts, false, { supersededVersions: { days: 365, keepNewest: 10 } }],
  ["capture", keyArns.capture, true, personal],
  ["labels", keyArns.labels, true, personal],
  ["scratch", keyArns.lake, true, { expirationDays: 14, supersededVersions: { days: 1 } }],
];
const zones = table.map(([zone]) => zone);

describe("DataBuckets", { tags: ["DATA-03"] }, () => {
  it("switches the logs of all its buckets off", { tags: ["DATA-14"] }, async () => {
    expect(all(await run(), "aws:s3/bucketLogging:BucketLogging").length).toBeGreaterThan(0);
    expect(all(await run({ accessLogging: "off" }), "aws:s3/bucketLogging:BucketLogging")).toEqual([]);
  });

  it("makes one bucket in the common form for each zone", async () => {
    const result = await run();
    const buckets = childrenOf(result, one(result, DataBuckets.__pulumiType));
    expect(buckets.map(({ type, name }) => `${type} ${name}`).sort()).toEqual(
      zones.map((zone) => `${SecureBucket.__pulumiType} data-${zone}`).sort(),
    );
    expect(buckets.map((bucket) => childrenOf(result, bucket).length)).toEqual(Array(8).fill(9));
    // The stack, the component, its buckets and their nine parts each.
    expect(result.resources.filter(({ type }) => !type.startsWith("pulumi:providers:"))).toHaveLength(82);
  });

  it.each(table)("gives %s its key, its tag and its lifecycle", async (zone, kmsKeyArn, personalData, lifecycle) => {
    const result = await run();
    const bucketName = `acme-dev-${zone}-111111111111-eu-west-1`;
    expect(one(result, "aws:s3/bucket:Bucket", `data-${zone}-bucket`).inputs).toEqual({
      bucket: bucketName,
      forceDestroy: false,
      tags: {
        "data-zone": zone,
        "personal-data": String(personalData),
        regime: "none",
        "lawful-basis": "none",
        "retention-days": personalData ? (zone === "scratch" ? "15" : "365") : "until-deleted",
      },
    });
    expect(one(result, "aws:s3/bucketPolicy:BucketPolicy", `data-${zone}-policy`).inputs["policy"]).toBe(
      secureBucketPolicy({
        environment,
        bucketName,
        kmsKeyArn,
        s3EndpointId: "vpce-1",
        deleteGuard: zone === "artifacts",
        statements: scanStatements(
          environment,
          bucketName,
          (untrustedPrefixes as Record<string, readonly string[]>)[zone] ?? [],
        ),
      }),
    );
    expect(lifecycleOf(result, zone)).toEqual(lifecycleRules(lifecycle));
  });

  it("guards artifacts, unless told not to or where a destroy deletes everything", { tags: ["DATA-12"] }, async () => {
    const policies = async (args: Partial<DataBucketsArgs>) => {
      const result = await run(args);
      return zones.filter((zone) =>
        String(one(result, "aws:s3/bucketPolicy:BucketPolicy", `data-${zone}-policy`).inputs["policy"]).includes(
          "DenyDeletionWithoutMfa",
        ),
      );
    };
    expect(await policies({})).toEqual(["artifacts"]);
    expect(await policies({ deleteGuard: "off" })).toEqual([]);
    expect(await policies({ dataProtection: "disposable" })).toEqual([]);
    const result = await run();
    const { urn } = one(result, "aws:s3/bucketPolicy:BucketPolicy", "data-artifacts-policy");
    expect(result.controls.get(urn)).toContain("DATA-12");
    await expect(run({ deleteGuard: "multi-factor", dataProtection: "disposable" })).rejects.toThrow(
      "deleteGuard must be off where personal data may be, which has to be erased on request, and where a destroy deletes everything",
    );
  });

  it("admits the roles that each tier lists, to the zones that it lists", { tags: ["DATA-09"] }, async () => {
    const role = (purpose: string) => `arn:aws:iam::111111111111:role/acme/dev/acme-dev-${purpose}`;
    const result = await run({
      access: [
        { curated: { roleArns: [role("etl")] }, raw: { roleArns: [role("ingest")] } },
        { curated: { roleArns: [role("training")], outsideRoleArns: [role("pipeline")] } },
      ],
    });
    const policy = (zone: string) =>
      String(one(result, "aws:s3/bucketPolicy:BucketPolicy", `data-${zone}-policy`).inputs["policy"]);
    const bucketName = "acme-dev-curated-111111111111-eu-west-1";
    expect(policy("curated")).toBe(
      secureBucketPolicy({
        environment,
        bucketName,
        kmsKeyArn: keyArns.lake,
        access: { roleArns: [role("etl"), role("training")], outsideRoleArns: [role("pipeline")] },
        s3EndpointId: "vpce-1",
        statements: [],
      }),
    );
    expect(policy("raw")).toContain(role("ingest"));
    expect(policy("raw")).not.toContain(role("training"));
    expect(policy("labels")).not.toContain("acme-dev-etl");
  });

  it("takes other ends for superseded versions", { tags: ["DATA-11"] }, async () => {
    const result = await run({ supersededVersionDays: { standard: 7, personal: 6, artifacts: 5 } });
    expect(lifecycleOf(result, "curated")).toEqual(lifecycleRules({ supersededVersions: { days: 7 } }));
    expect(lifecycleOf(result, "raw")).toEqual(
      lifecycleRules({ expirationDays: 359, supersededVersions: { days: 6 } }),
    );
    expect(lifecycleOf(result, "artifacts")).toEqual(
      lifecycleRules({ supersededVersions: { days: 5, keepNewest: 10 } }),
    );
  });

  it(
    "leaves nothing of personal data after its retention, superseded versions included",
    { tags: ["GOV-33"] },
    async () => {
      const result = await run({ personalDataDays: 90, supersededVersionDays: { personal: 7 } });
      for (const zone of ["raw", "quarantine", "capture", "labels"]) {
        expect(lifecycleOf(result, zone)).toEqual(
          lifecycleRules({ expirationDays: 83, supersededVersions: { days: 7 } }),
        );
        expect(one(result, "aws:s3/bucket:Bucket", `data-${zone}-bucket`).inputs["tags"]).toMatchObject({
          "retention-days": "90",
        });
      }
      await expect(run({ personalDataDays: 30 })).rejects.toThrow(
        'DataBuckets "data": personalDataDays must be more than supersededVersionDays.personal, but is 30.',
      );
      await expect(run({ personalDataDays: 2558 })).rejects.toThrow(
        "personalDataDays must be a whole number of days from 2 to 2557, but is 2558",
      );
    },
  );

  describe("with data sets", { tags: ["DATA-33"] }, () => {
    const dataSets: readonly DataSet[] = [
      {
        name: "customers",
        purpose: "Predict who leaves",
        zones: ["raw", "curated"],
        classification: "restricted",
        regimes: { gdpr: "legitimate-interests", pdpo: "collection-purpose" },
        retentionDays: 180,
      },
      {
        name: "patients",
        purpose: "Plan beds",
        zones: ["raw", "labels"],
        classification: "confidential",
        regimes: { hipaa: "treatment-payment-operations", gdpr: "public-task" },
      },
      { name: "features", purpose: "Train models", zones: ["features"], classification: "internal", regimes: {} },
    ];
    const tagsOf = (result: ProgramRun, zone: string): unknown =>
      one(result, "aws:s3/bucket:Bucket", `data-${zone}-bucket`).inputs["tags"];
    const all = {
      "personal-data": "true",
      regime: "gdpr hipaa pdpo",
      "lawful-basis": "legitimate-interests public-task treatment-payment-operations collection-purpose",
      "data-classification": "restricted",
    };

    it.each<[string, Record<string, string>]>([
      ["raw", { ...all, "retention-days": "180" }],
      [
        "curated",
        {
          "personal-data": "true",
          regime: "gdpr pdpo",
          "lawful-basis": "legitimate-interests collection-purpose",
          "data-classification": "restricted",
          "retention-days": "180",
        },
      ],
      // Copies of anything reach these, and nobody says what is captured.
      ["quarantine", { ...all, "retention-days": "180" }],
      ["scratch", { ...all, "retention-days": "15" }],
      ["capture", { ...all, "retention-days": "180" }],
      [
        "labels",
        {
          "personal-data": "true",
          regime: "gdpr hipaa",
          "lawful-basis": "public-task treatment-payment-operations",
          "data-classification": "confidential",
          "retention-days": "365",
        },
      ],
      [
        "features",
        {
          "personal-data": "false",
          regime: "none",
          "lawful-basis": "none",
          "data-classification": "internal",
          "retention-days": "until-deleted",
        },
      ],
      [
        "artifacts",
        { "personal-data": "false", regime: "none", "lawful-basis": "none", "retention-days": "until-deleted" },
      ],
    ])("says of %s what it holds, under which laws and for how long", async (zone, tags) => {
      expect(tagsOf(await run({ dataSets }), zone)).toEqual({ "data-zone": zone, ...tags });
    });

    it("ends everything in a zone with the first of its data sets, superseded versions included", async () => {
      const result = await run({ dataSets });
      const lifecycle = (days: number, superseded: number) =>
        lifecycleRules({ expirationDays: days, supersededVersions: { days: superseded } });
      expect(lifecycleOf(result, "raw")).toEqual(lifecycle(150, 30));
      expect(lifecycleOf(result, "curated")).toEqual(lifecycle(150, 30));
      expect(lifecycleOf(result, "labels")).toEqual(lifecycle(335, 30));
      expect(lifecycleOf(result, "scratch")).toEqual(lifecycle(14, 1));
      const soon = dataSets.map((dataSet) => ({ ...dataSet, retentionDays: 10 }));
      const short = await run({ dataSets: soon, supersededVersionDays: { personal: 7, standard: 7 } });
      expect(lifecycleOf(short, "scratch")).toEqual(lifecycle(9, 1));
      expect(lifecycleOf(short, "features")).toEqual(lifecycle(3, 7));
    });

    it("hands over a record of each bucket", async () => {
      const result = await runProgram(() => ({
        records: new DataBuckets("data", { environment, keyArns, s3EndpointId: "vpce-1", dataSets }).records,
      }));
      const records = result.outputs["records"] as readonly { readonly store: string }[];
      expect(records.map(({ store }) => store)).toEqual(
        ["raw", "curated", "quarantine", "features", "artifacts", "capture", "labels", "scratch"].map(
          (zone) => `acme-dev-${zone}-111111111111-eu-west-1`,
        ),
      );
      expect(records[6]).toEqual({
        store: "acme-dev-labels-111111111111-eu-west-1",
        kind: "bucket",
        region: "eu-west-1",
        personalData: true,
        classification: "confidential",
        regimes: { gdpr: ["public-task"], hipaa: ["treatment-payment-operations"] },
        retentionDays: 365,
        dataSets: { patients: "Plan beds" },
      });
    });
  });

  describe("with prefixes for some roles alone", { tags: ["DATA-22"] }, () => {
    const role = (purpose: string) => `arn:aws:iam::111111111111:role/acme/dev/acme-dev-${purpose}`;
    const access = [{ raw: { roleArns: [role("etl")] } }, { raw: { outsideRoleArns: [role("ingest")] } }];

    it("keeps them in the policy of their bucket, and in no other", async () => {
      const row = { zone: "raw", prefix: "claims/", roles: { etl: "read", ingest: "super" } } as const;
      const result = await run({ access, prefixAccess: [row] });
      const policyOf = (zone: string) =>
        String(one(result, "aws:s3/bucketPolicy:BucketPolicy", `data-${zone}-policy`).inputs["policy"]);
      const parsed = JSON.parse(policyOf("raw")) as { Statement: { Sid: string }[] };
      const prefix = prefixStatements(environment, "acme-dev-raw-111111111111-eu-west-1", [row]);
      expect(prefix).toHaveLength(4);
      for (const { Sid } of prefix) expect(parsed.Statement.map((each) => each.Sid)).toContain(Sid);
      expect(policyOf("curated")).not.toContain("DenyPrefix");
    });

    it("refuses roles that do not reach the zone", async () => {
      const row = { zone: "raw", prefix: "claims/", roles: { etl: "read", elt: "read" } } as const;
      await expect(run({ access, prefixAccess: [row] })).rejects.toThrow(
        'DataBuckets "data": prefixAccess must name roles that reach the zone: raw/claims/ names "elt", but the roles ' +
          "that reach raw are etl, ingest.",
      );
    });

    it("says which policy outgrows its limit", async () => {
      const prefixAccess = Array.from({ length: 20 }, (_, index) => ({
        zone: "raw" as const,
        prefix: `department-${index}/`,
        roles: {
          etl: index % 2 === 0 ? ("read" as const) : ("super" as const),
          [index < 10 ? "ingest" : "etl"]: "read" as const,
        },
      }));
      await expect(run({ access, prefixAccess })).resolves.toBeDefined();
      const many = Array.from({ length: 20 }, (_, index) => ({
        zone: "raw" as const,
        prefix: `department-${index}/`,
        roles: { [`role-${index}`]: "read" as const },
      }));
      const roleArns = many.map(({ roles }) => role(String(Object.keys(roles)[0])));
      await expect(run({ access: [{ raw: { roleArns } }], prefixAccess: many })).rejects.toThrow(
        /bucket "acme-dev-raw/,
      );
    });
  });

  it("refuses ends out of range, all at once", { tags: ["DATA-11"] }, async () => {
    await expect(run({ supersededVersionDays: { standard: 0, personal: 31, artifacts: 366 } })).rejects.toMatchObject({
      message:
        'DataBuckets "data": supersededVersionDays.standard must be a whole number of days from 1 to 365, but is 0; ' +
        "supersededVersionDays.personal must be a whole number of days from 1 to 30, but is 31; " +
        "supersededVersionDays.artifacts must be a whole number of days from 1 to 365, but is 366.",
    });
  });

  it.each([
    [{}, true, false],
    [{ dataProtection: "disposable" as const }, false, true],
  ])("keeps its buckets unless they are disposable: %j", async (args, kept, forceDestroy) => {
    const result = await run(args);
    const made = result.resources.filter(({ type }) => type.startsWith("aws:s3/"));
    expect(made).toHaveLength(72);
    expect(made.filter(({ options }) => options.protect !== kept || options.retainOnDelete !== kept)).toEqual([]);
    expect(all(result, "aws:s3/bucket:Bucket").map(({ inputs }) => inputs["forceDestroy"])).toEqual(
      Array(8).fill(forceDestroy),
    );
  });

  it("hands over name, ARN and readiness of each bucket", async () => {
    const result = await run();
    expect(result.outputs).toEqual(
      Object.fromEntries(
        zones.map((zone) => [
          zone,
          {
            bucketName: `acme-dev-${zone}-111111111111-eu-west-1`,
            bucketArn: `arn:aws:s3:::acme-dev-${zone}-111111111111-eu-west-1`,
            ready: one(result, "aws:s3/bucketNotification:BucketNotification", `data-${zone}-notification`).urn,
          },
        ]),
      ),
    );
  });

  it("runs with keys that do not exist yet, and its policies wait for them", { tags: ["DATA-05"] }, async () => {
    const result = await runProgram(
      () => {
        const keys = new DataKeys("keys", { environment });
        new DataBuckets("data", { environment, keyArns: keys.keyArns, s3EndpointId: "vpce-1" });
      },
      { unknowns: true },
    );
    const lake = one(result, "aws:kms/key:Key", "keys-lake-key").urn;
    const waiting = all(result, "aws:s3/bucketPolicy:BucketPolicy").filter(({ propertyDependencies }) =>
      propertyDependencies["policy"]?.includes(lake),
    );
    expect(waiting.map(({ name }) => name).sort()).toEqual(
      ["curated", "quarantine", "raw", "scratch"].map((zone) => `data-${zone}-policy`),
    );
  });

  it("makes objects wait for their scan only where it is told to", { tags: ["DATA-28"] }, async () => {
    const result = await run({ scannedPrefixes: { raw: ["intake/"] } });
    const waiting = all(result, "aws:s3/bucketPolicy:BucketPolicy")
      .filter(({ inputs }) => String(inputs["policy"]).includes("DenyUnscanned"))
      .map(({ name }) => name);
    expect(waiting).toEqual(["data-raw-policy"]);
  });
});
