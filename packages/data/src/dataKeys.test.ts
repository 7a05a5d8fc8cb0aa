import { keyPolicy, logGroupKeyUse, type Environment } from "@secure-ml/core";
import { all, identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { DataKeys, type DataKeysArgs } from "./dataKeys.js";

const environment: Environment = {
  project: "acme",
  name: "dev",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  accountId: "111111111111",
  deployerRoleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer"],
  breakGlassRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass"],
};
const domains = ["lake", "features", "artifacts", "capture", "labels", "logs"] as const;

const run = (args: Partial<DataKeysArgs> = {}, unknowns = false) =>
  runProgram(() => ({ keyArns: new DataKeys("keys", { environment, ...args }).keyArns }), { unknowns });

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
        "/aws/sagemaker/",
        "aws-waf-logs-acme-",
        "API-Gateway-Execution-Logs_",
      ]),
    ];
    expect(key.inputs["policy"]).toBe(keyPolicy(environment, 'key "logs"', { services }, false));
    const statements = (JSON.parse(key.inputs["policy"] as string) as { Statement: { Sid: string }[] }).Statement;
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      "AccountSeesAndRecovers",
      "KeyAdministrators",
      "KeyDeletion",
      "CloudWatchLogs",
    ]);
  });

  it("shares one key among the data, but not with the logs, when told so", async () => {
    const result = await run({ sharing: "one-data-key" });
    expect(identities(result)).toEqual(expectedIdentities(["data", "logs"]));
    const data = one(result, "aws:kms/key:Key", "keys-data-key");
    expect(data.inputs["policy"]).toBe(keyPolicy(environment, 'key "data"', { roles: [], services: [] }, false));
    const arn = data.outputs["arn"];
    expect(result.outputs["keyArns"]).toEqual({
      lake: arn,
      features: arn,
      artifacts: arn,
      capture: arn,
      labels: arn,
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
    expect(keys).toHaveLength(6);
    expect(keys.filter(({ options }) => options.protect || options.retainOnDelete)).toEqual([]);
    expect(keys.map(({ inputs }) => inputs["deletionWindowInDays"])).toEqual(Array(6).fill(7));
    expect(one(result, "aws:kms/key:Key", "keys-lake-key").inputs["policy"]).toBe(
      keyPolicy(environment, 'key "lake"', {}, true),
    );
  });

  it("knows every policy before anything exists", async () => {
    const keys = all(await run({}, true), "aws:kms/key:Key");
    expect(keys.map(({ inputs }) => typeof inputs["policy"])).toEqual(Array(6).fill("string"));
  });

  it("serves its controls with keys and aliases", async () => {
    const result = await run();
    const made = result.resources.filter(({ type }) => type.startsWith("aws:kms/"));
    expect(made.map(({ urn }) => result.controls.get(urn))).toEqual(Array(12).fill(["DATA-01", "DATA-02"]));
  });
});
