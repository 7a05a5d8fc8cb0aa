import { keyPolicy, type Environment } from "@secure-ml/core";
import { all, identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { accountKeyDomains, accountKeyUses, type AccountKeyDomain } from "./accountKeyUses.js";
import { AccountKeys, type AccountKeysArgs } from "./accountKeys.js";

const environment: Environment = {
  project: "acme",
  name: "account",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  accountId: "111111111111",
  deployerRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-deployer"],
  breakGlassRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass"],
};
const domains = Object.keys(accountKeyDomains) as AccountKeyDomain[];

function run(args: Partial<AccountKeysArgs> = {}, unknowns = false) {
  return runProgram(
    () => {
      const keys = new AccountKeys("keys", { environment, isHomeRegion: true, ...args });
      return { keyArns: keys.keyArns };
    },
    { unknowns },
  );
}

describe("AccountKeys", { tags: ["GOV-03"] }, () => {
  it("makes seven keys, each with its alias, and nothing else", async () => {
    expect(identities(await run())).toEqual(
      [
        "pulumi:pulumi:Stack :: project-stack :: ",
        "secure-ml:governance:AccountKeys :: keys :: project-stack",
        ...domains.flatMap((domain) => [
          `aws:kms/alias:Alias :: keys-${domain}-alias :: keys-${domain}`,
          `aws:kms/key:Key :: keys-${domain}-key :: keys-${domain}`,
          `secure-ml:core:CustomerKey :: keys-${domain} :: keys`,
        ]),
      ].sort(),
    );
  });

  it.each(domains)("rotates the key %s every year, keeps it for 30 days and names its users", async (domain) => {
    const result = await run();
    const key = one(result, "aws:kms/key:Key", `keys-${domain}-key`);
    expect(key.inputs).toMatchObject({
      description: accountKeyDomains[domain],
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      multiRegion: false,
      policy: keyPolicy(environment, domain, accountKeyUses(environment, true)[domain], false),
    });
    expect(key.options).toMatchObject({ protect: true, retainOnDelete: true });
    expect(result.controls.get(key.urn)).toEqual(["GOV-03"]);
    const alias = one(result, "aws:kms/alias:Alias", `keys-${domain}-alias`);
    expect(alias.inputs["name"]).toBe(`alias/acme-account-${domain}`);
    expect(alias.inputs["targetKeyId"]).toBe(key.outputs["keyId"]);
  });

  it("hands over the ARN of each key by its domain", async () => {
    const result = await run();
    expect(result.outputs["keyArns"]).toEqual(
      Object.fromEntries(
        domains.map((domain) => [domain, one(result, "aws:kms/key:Key", `keys-${domain}-key`).outputs["arn"]]),
      ),
    );
  });

  it("lets a disposable account's keys go, and its deployers delete them", async () => {
    const result = await run({ dataProtection: "disposable", deletionWindowDays: 7 });
    const keys = all(result, "aws:kms/key:Key");
    expect(keys.map(({ options }) => [options.protect, options.retainOnDelete])).toEqual(
      domains.map(() => [false, false]),
    );
    expect(keys.map(({ inputs }) => inputs["deletionWindowInDays"])).toEqual(domains.map(() => 7));
    expect(one(result, "aws:kms/key:Key", "keys-audit-key").inputs["policy"]).toBe(
      keyPolicy(environment, "audit", accountKeyUses(environment, true).audit, true),
    );
  });

  it("knows every policy before anything exists", async () => {
    const result = await run({}, true);
    for (const domain of domains) {
      expect(one(result, "aws:kms/key:Key", `keys-${domain}-key`).inputs["policy"]).toBe(
        keyPolicy(environment, domain, accountKeyUses(environment, true)[domain], false),
      );
    }
  });

  it("gives a further Region keys without the home Region's users", async () => {
    const result = await run({ environment: { ...environment, region: "eu-north-1" }, isHomeRegion: false });
    expect(one(result, "aws:kms/key:Key", "keys-audit-key").inputs["policy"]).toBe(
      keyPolicy(
        { ...environment, region: "eu-north-1" },
        "audit",
        accountKeyUses({ ...environment, region: "eu-north-1" }, false).audit,
        false,
      ),
    );
  });

  it("refuses a deletion window that KMS does not offer, by name of the key", async () => {
    await expect(run({ deletionWindowDays: 5 })).rejects.toThrow(
      'CustomerKey "keys-audit": deletionWindowDays must be a whole number of days from 7 to 30, but is 5.',
    );
  });
});
