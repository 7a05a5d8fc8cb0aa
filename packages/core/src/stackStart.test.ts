import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { all, one, runProgram, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import type { Environment } from "./environment.js";
import { environment } from "./environment.fixture.js";
import { startStack, type StackStartArgs } from "./stackStart.js";

const args: StackStartArgs = {
  project: "acme",
  environmentName: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "ml-platform",
  costCenter: "4711",
  dataClassification: "restricted",
};
const deployer = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer";
const breakGlass = "arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass";

async function start(changes: Partial<StackStartArgs> = {}, options: RunOptions = {}) {
  let facts: Environment | undefined;
  const run = await runProgram(
    async () => {
      const started = await startStack({ ...args, ...changes });
      facts = started.environment;
      new aws.sqs.Queue("queue", {}, { provider: started.provider });
    },
    { stack: "dev", aws: { accountId: "111111111111", deployerRoleArn: deployer }, ...options },
  );
  return { run, facts };
}

describe("startStack", () => {
  it("makes a provider that refuses other accounts and tags everything", async () => {
    const { run } = await start();
    const provider = one(run, "pulumi:providers:aws", "aws-eu-central-1");
    expect(provider.inputs).toMatchObject({
      region: "eu-central-1",
      allowedAccountIds: JSON.stringify(["111111111111"]),
    });
    expect(JSON.parse(String(provider.inputs["defaultTags"]))).toEqual({
      tags: {
        project: "acme",
        environment: "dev",
        owner: "ml-platform",
        "cost-center": "4711",
        "data-classification": "restricted",
      },
    });
    expect(one(run, "aws:sqs/queue:Queue").provider).toBe(provider.urn);
    expect(all(run, "pulumi:providers:aws")).toHaveLength(1);
  });

  it("hands down plain facts", async () => {
    expect((await start()).facts).toEqual(environment);
  });

  it.each([
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
    ["eusc-de-east-1", "aws-eusc", "amazonaws.eu"],
  ])("knows the partition of %s", async (region, partition, dnsSuffix) => {
    const role = `arn:${partition}:iam::111111111111:role/acme/dev/acme-dev-deployer`;
    const { facts } = await start({ region }, { aws: { region, accountId: "111111111111", deployerRoleArn: role } });
    expect(facts).toMatchObject({ region, partition, dnsSuffix, deployerRoleArns: [role] });
  });

  it("takes other deployers besides its own, and break-glass roles, from the config", async () => {
    const own = "arn:aws:iam::111111111111:role/ci";
    const emergency = "arn:aws:iam::111111111111:role/emergency";
    const roles = { deployerRoleArns: [own], breakGlassRoleArns: [emergency] };
    const { facts } = await start(roles, { aws: { accountId: "111111111111", deployerRoleArn: own } });
    expect(facts).toMatchObject({
      deployerRoleArns: [own, "arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer"],
      breakGlassRoleArns: [emergency],
    });
  });

  it("lets the break-glass role deploy", async () => {
    const { facts } = await start({}, { aws: { accountId: "111111111111", deployerRoleArn: breakGlass } });
    expect(facts?.breakGlassRoleArns).toEqual([breakGlass]);
  });

  it.each([
    ["dev", "platform"],
    ["account", "account"],
  ])("refuses a caller that would lock itself out of %s, and says where to add it", async (environmentName, folder) => {
    const me = "arn:aws:iam::111111111111:role/me";
    const failed = start({ environmentName }, { aws: { accountId: "111111111111", deployerRoleArn: me } });
    await expect(failed).rejects.toThrow(pulumi.RunError);
    const own = `arn:aws:iam::111111111111:role/acme/${environmentName}/acme-${environmentName}-deployer`;
    await expect(failed).rejects.toThrow(
      `The caller ${me} is not allowed to deploy this stack: allowed are ${own}, ${breakGlass}. ` +
        `Assume one of them, or list the caller under "deployerRoleArns" in stacks/${folder}/Pulumi.dev.yaml.`,
    );
  });

  it("registers nothing but the provider for such a caller", async () => {
    const made: string[] = [];
    await expect(
      start(
        {},
        {
          aws: { accountId: "111111111111", deployerRoleArn: "arn:aws:iam::111111111111:role/me" },
          onResource: ({ type }) => made.push(type),
        },
      ),
    ).rejects.toThrow("is not allowed to deploy this stack");
    expect(made.sort()).toEqual(["pulumi:providers:aws", "pulumi:pulumi:Stack"]);
  });
});
