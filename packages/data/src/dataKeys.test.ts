import {
  alarmKeyUse,
  eventDeadLetterKeyUse,
  keyPolicy,
  logGroupKeyUse,
  PolicyDocumentError,
  topicDeliveryKeyUse,
  type PolicyStatement,
} from "@secure-ml/core";
import { all, identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { DataKeys, type DataKeysArgs } from "./dataKeys.js";
import { environment } from "./environment.fixture.js";

const administrators = [...environment.deployerRoleArns, ...environment.breakGlassRoleArns];
const training = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-training";
const scientist = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-ds";
const domains = [
  "lake",
  "features",
  "artifacts",
  "capture",
  "labels",
  "compute",
  "studio",
  "database",
  "secrets",
  "messaging",
  "logs",
] as const;

const run = (args: Partial<DataKeysArgs> = {}, unknowns = false) =>
  runProgram(() => ({ keyArns: new DataKeys("keys", { environment, ...args }).keyArns }), { unknowns });

const statementsOf = (policy: unknown): readonly PolicyStatement[] =>
  (JSON.parse(policy as string) as { Statement: readonly PolicyStatement[] }).Statement;

function expectedIdentities(keys: readonly string[]): string[] {
  return [
    "pulumi:pulumi:Stack :: project-stack :: ",
    "secure-ml:data:DataKeys :: keys :: project-stack",
    ...keys.flatMap((key) => [
      `aws:kms/alias:Alias :: keys-${key}-alias :: keys-${key}`,
      `aws:kms/key:Key :: keys-${key}-key :: keys-${key}`,
      `secure-ml:core:CustomerKey :: keys-${key} :: keys`,
    ]),
  ].sort();
}

describe("DataKeys", { tags: ["DATA-01", "DATA-02"] }, () => {
  it("makes a key and an alias for each domain", async () => {
    const result = await run();
    expect(identities(result)).toEqual(expectedIdentities(domains));
    expect(
      all(result, "aws:kms/alias:Alias")
        .map(({ inputs }) => inputs["name"])
        .sort(),
    ).toEqual(domains.map((domain) => `alias/acme-dev-${domain}`).sort());
  });

  it.each([
    ["lake", "Raw, curated and quarantined data, and scratch"],
    ["features", "Offline feature store"],
    ["artifacts", "Job outputs, models, evaluation reports and baselines"],
    ["capture", "What endpoints received and answered, and monitoring results"],
    ["labels", "Ground truth, protected attributes and held-out sets"],
  ])("rotates the key %s every year and lets nobody decrypt with it yet", async (domain, description) => {
    const key = one(await run(), "aws:kms/key:Key", `keys-${domain}-key`);
    expect(key.inputs).toMatchObject({
      description,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      multiRegion: false,
      policy: keyPolicy(environment, `key "${domain}"`, {}, false),
    });
    expect(key.inputs["policy"]).not.toMatch(/kms:(Decrypt|Encrypt|GenerateDataKey|ReEncrypt)/);
    expect(key.options).toMatchObject({ protect: true, retainOnDelete: true });
  });

  it("lets CloudWatch Logs alone use the key of the logs, for the environment's groups", async () => {
    const key = one(await run(), "aws:kms/key:Key", "keys-logs-key");
    const services = [
      logGroupKeyUse(environment, [
        "/acme/dev/",
        "/aws/sagemaker/Endpoints/",
        "/aws/rds/instance/acme-dev-",
        "aws-waf-logs-acme-",
        "API-Gateway-Execution-Logs_",
      ]),
    ];
    expect(key.inputs["policy"]).toBe(keyPolicy(environment, 'key "logs"', { services }, false));
    expect(statementsOf(key.inputs["policy"]).map(({ Sid }) => Sid)).toEqual([
      "AccountSeesAndRecovers",
      "KeyAdministrators",
      "KeyDeletion",
      "CloudWatchLogs",
    ]);
  });

  it(
    "lets those who make tables hand DynamoDB the key of databases, and decrypt nothing",
    { tags: ["DATA-16"] },
    async () => {
      const key = one(await run(), "aws:kms/key:Key", "keys-database-key").inputs;
      expect(key["description"]).toBe("Databases and tables");
      const roles = [
        {
          sid: "Tables",
          roleArns: administrators,
          actions: ["kms:CreateGrant", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"],
          viaServices: ["dynamodb"],
        },
      ];
      const grants = [{ sid: "Databases", roleArns: administrators, viaServices: ["rds"] }];
      expect(key["policy"]).toBe(keyPolicy(environment, "", { roles, grants }, false));
      expect(key["policy"]).not.toMatch(/kms:(Decrypt|ReEncrypt)/);
    },
  );

  it(
    "lets those who make databases open what RDS keeps for them, and no other secret",
    { tags: ["DATA-17"] },
    async () => {
      const key = one(await run(), "aws:kms/key:Key", "keys-secrets-key").inputs;
      expect(key["description"]).toBe("Secrets");
      const roles = [
        {
          sid: "KeyValidation",
          roleArns: administrators,
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          viaServices: ["secretsmanager"],
          encryptionContext: { SecretVersionId: ["RequestToValidateKeyAccess"] },
        },
        {
          sid: "ManagedPasswords",
          roleArns: administrators,
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          viaServices: ["secretsmanager"],
          encryptionContext: {
            SecretARN: ["arn:aws:secretsmanager:eu-west-1:111111111111:secret:rds!*", "RequestToValidateKeyAccess"],
          },
        },
      ];
      const grants = [{ sid: "ManagedPasswords", roleArns: administrators, viaServices: ["rds", "secretsmanager"] }];
      expect(key["policy"]).toBe(keyPolicy(environment, "", { roles, grants }, false));
      expect(statementsOf(key["policy"]).find(({ Sid }) => Sid === "ManagedPasswords")?.Condition).toEqual({
        ArnEquals: { "aws:PrincipalArn": [...administrators].sort() },
        StringEquals: {
          "kms:CallerAccount": "111111111111",
          "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com",
        },
        StringLike: {
          "kms:EncryptionContext:SecretARN": [
            "RequestToValidateKeyAccess",
            "arn:aws:secretsmanager:eu-west-1:111111111111:secret:rds!*",
          ],
        },
      });
    },
  );

  it("lets those who make endpoints, domains and notebooks have SageMaker use the keys of volumes, and no more", async () => {
    const result = await run();
    const grants = [{ sid: "Deployers", roleArns: administrators, viaServices: ["sagemaker"] }];
    const homes = {
      sid: "HomeDirectories",
      roleArns: administrators,
      actions: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
      viaServices: ["elasticfilesystem"],
    };
    const compute = one(result, "aws:kms/key:Key", "keys-compute-key").inputs;
    const studio = one(result, "aws:kms/key:Key", "keys-studio-key").inputs;
    expect(compute["description"]).toBe("Volumes of jobs and endpoints");
    expect(compute["policy"]).toBe(keyPolicy(environment, "", { grants }, false));
    expect(statementsOf(compute["policy"])[3]).toEqual({
      Sid: "DeployersGrants",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111111111111:root" },
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: {
        ArnEquals: { "aws:PrincipalArn": [...administrators].sort() },
        StringEquals: {
          "kms:CallerAccount": "111111111111",
          "kms:ViaService": "sagemaker.eu-west-1.amazonaws.com",
        },
        Bool: { "kms:GrantIsForAWSResource": "true" },
      },
    });
    expect(studio["description"]).toBe("Volumes and home directories of Studio, and notebooks");
    expect(studio["policy"]).toBe(keyPolicy(environment, "", { grants, roles: [homes] }, false));
  });

  it("lets alarms, dead letters and topics of the environment use the key of messages, and Lambda the deployers'", async () => {
    const key = one(await run(), "aws:kms/key:Key", "keys-messaging-key");
    const variables = {
      sid: "FunctionVariables",
      roleArns: administrators,
      actions: ["kms:CreateGrant", "kms:Decrypt", "kms:Encrypt"],
      viaServices: ["lambda"],
    };
    const services = [alarmKeyUse(environment), eventDeadLetterKeyUse(environment), topicDeliveryKeyUse(environment)];
    expect(key.inputs["description"]).toBe("Topics, queues, functions, schedules and state machines");
    expect(key.inputs["policy"]).toBe(keyPolicy(environment, "", { roles: [variables], services }, false));
  });

  describe("with uses of other tiers", () => {
    const uses = [
      {
        lake: { roles: [{ sid: "Jobs", roleArns: [training], viaServices: ["s3"] }] },
        compute: { grants: [{ sid: "Jobs", roleArns: [training] }] },
      },
      {
        lake: { roles: [{ sid: "People", roleArns: [scientist], actions: ["kms:Decrypt"], viaServices: ["s3"] }] },
        artifacts: { roles: [{ sid: "Jobs", roleArns: [training], viaServices: ["s3"] }] },
        studio: { grants: [{ sid: "Jobs", roleArns: [scientist] }] },
      },
    ];
    const sids = (policy: unknown): string[] =>
      statementsOf(policy)
        .slice(3)
        .map(({ Sid }) => Sid);

    it("adds each tier's roles to the keys that it names, and to no other", async () => {
      const result = await run({ uses });
      const policy = (domain: string): unknown => one(result, "aws:kms/key:Key", `keys-${domain}-key`).inputs["policy"];
      expect(policy("lake")).toBe(keyPolicy(environment, "", { roles: uses.flatMap(({ lake }) => lake.roles) }, false));
      expect(sids(policy("lake"))).toEqual(["Jobs", "People"]);
      expect(sids(policy("artifacts"))).toEqual(["Jobs"]);
      expect(sids(policy("compute"))).toEqual(["DeployersGrants", "JobsGrants"]);
      expect(sids(policy("studio"))).toEqual([
        "HomeDirectories",
        "HomeDirectoriesGrants",
        "DeployersGrants",
        "JobsGrants",
      ]);
      for (const domain of ["features", "capture", "labels"]) expect(sids(policy(domain))).toEqual([]);
    });

    it("tells the domains apart that share a key", async () => {
      const result = await run({ uses, sharing: "one-data-key" });
      const policy = (key: string): unknown => one(result, "aws:kms/key:Key", `keys-${key}-key`).inputs["policy"];
      expect(sids(policy("data"))).toEqual(["Jobs", "LakePeople"]);
      expect(sids(policy("volumes"))).toEqual([
        "StudioHomeDirectories",
        "StudioHomeDirectoriesGrants",
        "DeployersGrants",
        "ComputeJobsGrants",
        "StudioJobsGrants",
      ]);
      // What several domains say alike stands once, without a domain's name.
      expect(statementsOf(policy("data"))[3]?.Condition?.["ArnEquals"]).toEqual({ "aws:PrincipalArn": training });
    });

    it("refuses two tiers that use one Sid in one domain", async () => {
      const twice = run({ uses: [{ lake: uses[0]?.lake ?? {} }, { lake: uses[0]?.lake ?? {} }] });
      await expect(twice).rejects.toThrow('keyPolicy of key "lake": the statement id "Jobs" stands twice.');
      await expect(twice).rejects.toThrow(PolicyDocumentError);
    });

    it("refuses a use that names no role", async () => {
      const nobody = run({ uses: [{ compute: { grants: [{ sid: "Jobs", roleArns: [] }] } }] });
      await expect(nobody).rejects.toThrow(
        'keyPolicy of key "compute": Condition ArnEquals aws:PrincipalArn of statement "JobsGrants" lists nothing.',
      );
    });
  });

  it("shares one key among the buckets and one among the volumes when told so", async () => {
    const result = await run({ sharing: "one-data-key" });
    expect(identities(result)).toEqual(
      expectedIdentities(["data", "volumes", "database", "secrets", "messaging", "logs"]),
    );
    const data = one(result, "aws:kms/key:Key", "keys-data-key");
    const volumes = one(result, "aws:kms/key:Key", "keys-volumes-key");
    expect(data.inputs).toMatchObject({
      description: "All buckets: lake, features, artifacts, capture and labels",
      policy: keyPolicy(environment, 'key "data"', {}, false),
    });
    expect(volumes.inputs["description"]).toBe("Volumes of jobs, endpoints, Studio and notebooks");
    const arn = data.outputs["arn"];
    expect(result.outputs["keyArns"]).toEqual({
      lake: arn,
      features: arn,
      artifacts: arn,
      capture: arn,
      labels: arn,
      compute: volumes.outputs["arn"],
      studio: volumes.outputs["arn"],
      database: one(result, "aws:kms/key:Key", "keys-database-key").outputs["arn"],
      secrets: one(result, "aws:kms/key:Key", "keys-secrets-key").outputs["arn"],
      messaging: one(result, "aws:kms/key:Key", "keys-messaging-key").outputs["arn"],
      logs: one(result, "aws:kms/key:Key", "keys-logs-key").outputs["arn"],
    });
  });

  it("hands over the ARN of each domain's own key", async () => {
    const result = await run();
    expect(result.outputs["keyArns"]).toEqual(
      Object.fromEntries(
        domains.map((domain) => [domain, one(result, "aws:kms/key:Key", `keys-${domain}-key`).outputs["arn"]]),
      ),
    );
  });

  it("lets disposable keys go, and deployers delete them", async () => {
    const result = await run({ dataProtection: "disposable", deletionWindowDays: 7 });
    const keys = all(result, "aws:kms/key:Key");
    expect(keys).toHaveLength(11);
    expect(keys.filter(({ options }) => options.protect || options.retainOnDelete)).toEqual([]);
    expect(keys.map(({ inputs }) => inputs["deletionWindowInDays"])).toEqual(Array(11).fill(7));
    expect(one(result, "aws:kms/key:Key", "keys-lake-key").inputs["policy"]).toBe(
      keyPolicy(environment, 'key "lake"', {}, true),
    );
  });

  it("knows every policy before anything exists", async () => {
    const keys = all(await run({}, true), "aws:kms/key:Key");
    expect(keys.map(({ inputs }) => typeof inputs["policy"])).toEqual(Array(11).fill("string"));
  });

  it("serves its controls with keys and aliases", async () => {
    const result = await run();
    const made = result.resources.filter(({ type }) => type.startsWith("aws:kms/"));
    expect(made.map(({ urn }) => result.controls.get(urn))).toEqual(Array(22).fill(["DATA-01", "DATA-02"]));
  });
});
