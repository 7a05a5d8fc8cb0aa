import * as pulumi from "@pulumi/pulumi";
import { runProgram, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { loadAccountConfig, loadPlatformConfig } from "./loadConfig.js";
import { platformConfigSchema } from "./platformConfig.js";

const names = { project: "secure-ml-platform", stack: "dev" };
const config = {
  "secure-ml-platform:project": "acme",
  "secure-ml-platform:accountId": "111111111111",
  "secure-ml-platform:owner": "ml-platform",
  // Looks like a number, and has to stay text.
  "secure-ml-platform:costCenter": "4711",
  "secure-ml-platform:region": "eu-central-1",
  "secure-ml-platform:keyDeletionWindowDays": "7",
  "secure-ml-platform:network": { cidrBlock: "10.64.0.0/16", zoneIds: ["euc1-az1", "euc1-az2"] },
  "secure-ml-platform:alerts": { emails: ["alerts@example.com"] },
  "aws:region": "eu-west-1",
};

async function load<T>(read: () => T, options: RunOptions): Promise<T> {
  let value: T | undefined;
  await runProgram(() => {
    value = read();
  }, options);
  return value as T;
}

describe("loadPlatformConfig", () => {
  it("reads text, numbers and maps, and leaves other projects' keys alone", async () => {
    const loaded = await load(loadPlatformConfig, { ...names, config });
    expect(loaded).toMatchObject({ costCenter: "4711", keyDeletionWindowDays: 7 });
    // What is not given has its default, as the schema's own test says.
    expect(loaded).toEqual(
      platformConfigSchema.parse({
        project: "acme",
        accountId: "111111111111",
        owner: "ml-platform",
        costCenter: "4711",
        region: "eu-central-1",
        keyDeletionWindowDays: 7,
        network: { cidrBlock: "10.64.0.0/16", zoneIds: ["euc1-az1", "euc1-az2"] },
        alerts: { emails: ["alerts@example.com"] },
      }),
    );
  });

  it("reports everything at once, with key, value, what is allowed and the file, and no stack", async () => {
    const failed = load(loadPlatformConfig, {
      ...names,
      stack: "production",
      config: {
        "secure-ml-platform:project": "Acme ML",
        "secure-ml-platform:accountId": "1234",
        "secure-ml-platform:onwer": "ml-platform",
        "secure-ml-platform:costCenter": "4711",
        "secure-ml-platform:region": "eu-central-1",
        "secure-ml-platform:keyDeletionWindowDays": "soon",
        "secure-ml-platform:dataProtection": "keep",
        "secure-ml-platform:controls": { "GOV-01": { off: true, reason: "too expensive" } },
        "secure-ml-platform:alerts": { emails: ["alerts@example.com"] },
        "secure-ml-platform:network": {
          cidrBlock: "10.64.0.0/16",
          zoneIds: ["euw1-az1", "eu-central-1b"],
          peerCidrBlocks: ["10.0.0.0/8"],
        },
      },
    });
    await expect(failed).rejects.toThrow(pulumi.RunError);
    await expect(failed).rejects.toMatchObject({
      message: [
        "The config in stacks/platform/Pulumi.production.yaml has 11 problems:",
        `  - the stack's name is "production", but must be 2 to 8 lower-case letters or digits, starting with a letter`,
        '  - secure-ml-platform:project is "Acme ML", but must be 2 to 12 lower-case letters, digits or hyphens, starting with a letter',
        '  - secure-ml-platform:accountId is "1234", but must be a twelve-digit account id, in quotes',
        "  - secure-ml-platform:owner is missing: Team that answers for the resources (tag `owner`); a team's name, not a person's.",
        '  - secure-ml-platform:dataProtection is "keep", but must be one of retain, disposable',
        '  - secure-ml-platform:keyDeletionWindowDays is "soon", but must be a whole number of days from 7 to 30',
        "  - secure-ml-platform:controls.GOV-01 is not a setting; known here: DATA-12, DATA-14, NET-15",
        '  - secure-ml-platform:network.cidrBlock is "10.64.0.0/16", but must not overlap 10.0.0.0/8 of peerCidrBlocks',
        '  - secure-ml-platform:onwer is not a setting; did you mean "owner"?',
        '  - secure-ml-platform:network.zoneIds is ["euw1-az1","eu-central-1b"], but must hold zone ids such as "euc1-az1", not names, which differ between accounts (here: eu-central-1b)',
        '  - secure-ml-platform:network.zoneIds is ["euw1-az1","eu-central-1b"], but must lie in eu-central-1, whose zone ids start with "euc1-" (elsewhere: euw1-az1)',
        "Every key is described in docs/configuration.md.",
      ].join("\n"),
    });
  });

  it("reports a stack's name alone", async () => {
    await expect(load(loadPlatformConfig, { ...names, stack: "account", config })).rejects.toThrow(
      [
        "The config in stacks/platform/Pulumi.account.yaml has 1 problem:",
        `  - the stack's name is "account", but must not be "account", which names the account stack`,
        "Every key is described in docs/configuration.md.",
      ].join("\n"),
    );
  });
});

describe("loadAccountConfig", () => {
  const account = {
    "secure-ml-account:project": "acme",
    "secure-ml-account:accountId": "111111111111",
    "secure-ml-account:owner": "platform-security",
    "secure-ml-account:costCenter": "4711",
    "secure-ml-account:regions": ["eu-central-1"],
    "secure-ml-account:environments": ["dev"],
    "secure-ml-account:alerts": { emails: ["alerts@example.com"] },
    "secure-ml-account:auditors": { permissionSets: ["Auditor"] },
    "secure-ml-account:deployment": { accountSubjects: ["a"], environmentSubjects: { dev: ["b"] } },
  };

  it("reads the account stack's config, whatever the stack is called", async () => {
    const options = { project: "secure-ml-account", stack: "shared-services" };
    const lock = { lockMode: "GOVERNANCE", lockDays: 1 };
    const read = await load(loadAccountConfig, {
      ...options,
      config: { ...account, "secure-ml-account:archive": lock },
    });
    expect(read.archive).toEqual({ ...lock, acceptIrreversibleLock: false });
    expect(read.environments).toEqual(["dev"]);
  });

  it("names its own file and keys", async () => {
    await expect(
      load(loadAccountConfig, { project: "secure-ml-account", stack: "prod", config: account }),
    ).rejects.toThrow(
      [
        "The config in stacks/account/Pulumi.prod.yaml has 1 problem:",
        "  - secure-ml-account:archive.acceptIrreversibleLock is missing, but must be true, because lockMode COMPLIANCE " +
          "keeps every object for lockDays, and nobody can lift that again",
        "Every key is described in docs/configuration.md.",
      ].join("\n"),
    );
  });
});
