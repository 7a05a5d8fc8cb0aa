import * as pulumi from "@pulumi/pulumi";
import { all, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { deployerBoundary } from "./deployerBoundary.js";
import { deployerPolicy, deployerServicePolicies, type DeployerFacts } from "./deployerPolicy.js";
import { DeploymentPath, type DeploymentPathArgs } from "./deploymentPath.js";
import { environment } from "./environment.fixture.js";

const host = "token.actions.githubusercontent.com";
const providerArn = `arn:aws:iam::111111111111:oidc-provider/${host}`;
const stacks = {
  account: {
    project: "ml-account",
    stack: "live",
    subjects: ["repo:acme@1/ml@2:environment:account"],
    bucketNames: ["acme-account-code-111111111111-eu-central-1"],
  },
  dev: {
    project: "ml-platform",
    stack: "dev",
    subjects: ["repo:acme@1/ml@2:ref:refs/heads/main"],
    bucketNames: ["acme-dev-raw-111111111111-eu-central-1"],
  },
};
const run = (changes: Partial<DeploymentPathArgs> = {}) =>
  runProgram(() => ({
    roleArns: new DeploymentPath("deployment", {
      environment,
      issuer: `https://${host}`,
      audience: "sts.amazonaws.com",
      stacks,
      regions: ["eu-central-1"],
      ...changes,
    }).roleArns,
  }));
const facts: DeployerFacts = {
  environment,
  environmentNames: ["dev"],
  regions: ["eu-central-1"],
  bucketNames: stacks.account.bucketNames,
  issuerHost: host,
  emptiesBuckets: false,
  state: undefined,
};

describe("DeploymentPath", { tags: ["GOV-46"] }, () => {
  it("makes the account's provider of the issuer", async () => {
    const result = await run();
    const provider = one(result, "aws:iam/openIdConnectProvider:OpenIdConnectProvider");
    expect(provider.inputs).toEqual({ url: `https://${host}`, clientIdLists: ["sts.amazonaws.com"] });
    expect(provider.outputs["arn"]).toBe(providerArn);
    expect(result.controls.get(provider.urn)).toEqual(["GOV-46"]);
  });

  it.each(["account", "dev"] as const)("makes a deployer of %s that only its exact subjects enter", async (name) => {
    const result = await run();
    const role = one(result, "aws:iam/role:Role", `deployment-${name}-role`);
    const { assumeRolePolicy, ...inputs } = role.inputs;
    expect(inputs).toEqual({
      name: `acme-${name}-deployer`,
      path: `/acme/${name}/`,
      description: `Deploys the stack of ${name}`,
      permissionsBoundary: `arn:aws:iam::111111111111:policy/acme/account/acme-account-deployer-${name}-boundary`,
      maxSessionDuration: 7200,
      forceDetachPolicies: false,
    });
    expect(JSON.parse(String(assumeRolePolicy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "PipelineDeploys",
          Effect: "Allow",
          Principal: { Federated: providerArn },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: { [`${host}:aud`]: "sts.amazonaws.com", [`${host}:sub`]: stacks[name].subjects[0] },
          },
        },
      ],
    });
    expect(result.outputs["roleArns"]).toMatchObject({
      [name]: `arn:aws:iam::111111111111:role/acme/${name}/acme-${name}-deployer`,
    });
  });

  it("puts each role under a boundary that is there before it", async () => {
    const result = await run();
    for (const name of ["account", "dev"]) {
      const boundary = one(result, "aws:iam/policy:Policy", `deployment-${name}-boundary`);
      expect(boundary.inputs).toMatchObject({
        name: `acme-account-deployer-${name}-boundary`,
        path: "/acme/account/",
        policy: deployerBoundary({ ...environment, name }, ["dev"]),
      });
      const role = one(result, "aws:iam/role:Role", `deployment-${name}-role`);
      expect(role.inputs["permissionsBoundary"]).toBe(boundary.outputs["arn"]);
      expect(role.dependencies).toContain(boundary.urn);
    }
  });

  it("gives each role a policy of its own, the services that its stack is made of, and nothing besides", async () => {
    const result = await run();
    const policies = all(result, "aws:iam/rolePolicy:RolePolicy").map(({ inputs }) => inputs);
    expect(policies).toEqual([
      { name: "deployer", role: "acme-account-deployer", policy: deployerPolicy(facts) },
      {
        name: "deployer",
        role: "acme-dev-deployer",
        policy: deployerPolicy({
          ...facts,
          environment: { ...environment, name: "dev" },
          bucketNames: stacks.dev.bucketNames,
        }),
      },
    ]);
    expect(all(result, "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive").map(({ inputs }) => inputs)).toEqual([
      { roleName: "acme-account-deployer", policyNames: ["deployer"] },
      { roleName: "acme-dev-deployer", policyNames: ["deployer"] },
    ]);
    const seals = all(result, "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive");
    for (const name of ["account", "dev"]) {
      const attachments = all(result, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").filter(
        ({ inputs }) => inputs["role"] === `acme-${name}-deployer`,
      );
      const attached = attachments.map(({ inputs }) => inputs["policyArn"]);
      const policyOf = (part: string) => one(result, "aws:iam/policy:Policy", `deployment-${name}-${part}-policy`);
      const parts = Object.entries(deployerServicePolicies(name));
      expect(parts.map(([part]) => part).sort()).toEqual(["network", "services"]);
      for (const [part, document] of parts) {
        expect(policyOf(part).inputs).toMatchObject({
          name: `acme-account-deployer-${name}-${part}`,
          path: "/acme/account/",
          policy: document,
        });
      }
      expect(attached).toEqual(parts.map(([part]) => policyOf(part).outputs["arn"]));
      for (const [index, [part]] of parts.entries()) {
        expect(attachments[index]?.dependencies).toContain(policyOf(part).urn);
      }
      expect(seals.find(({ inputs }) => inputs["roleName"] === `acme-${name}-deployer`)?.inputs["policyArns"]).toEqual(
        attached,
      );
    }
  });

  it("lets deployers to the state of their stacks, and to their buckets' contents where a destroy deletes them", async () => {
    const state = { bucketName: "acme-state", keyArns: ["arn:aws:kms:eu-central-1:111111111111:key/0a1b"] };
    const result = await run({ state, dataProtection: "disposable" });
    expect(one(result, "aws:iam/rolePolicy:RolePolicy", "deployment-dev-policy").inputs["policy"]).toBe(
      deployerPolicy({
        ...facts,
        environment: { ...environment, name: "dev" },
        bucketNames: stacks.dev.bucketNames,
        emptiesBuckets: true,
        state: {
          ...state,
          own: { project: "ml-platform", stack: "dev" },
          account: { project: "ml-account", stack: "live" },
        },
      }),
    );
  });

  it("leaves the provider to somebody else, or takes it over", async () => {
    expect(all(await run({ adopt: "external" }), "aws:iam/openIdConnectProvider:OpenIdConnectProvider")).toEqual([]);
    const role = one(await run({ adopt: "external" }), "aws:iam/role:Role", "deployment-dev-role");
    expect(String(role.inputs["assumeRolePolicy"])).toContain(providerArn);
  });

  it("makes an issuer with a path a provider of its own", async () => {
    const result = await run({ issuer: "https://git.example.com/a", audience: "https://git.example.com" });
    const role = one(result, "aws:iam/role:Role", "deployment-dev-role");
    expect(String(role.inputs["assumeRolePolicy"])).toContain(
      '"StringEquals":{"git.example.com/a:aud":"https://git.example.com","git.example.com/a:sub":',
    );
  });

  it("reports everything that is wrong at once", async () => {
    const failed = run({
      issuer: "http://git",
      audience: "*",
      regions: [],
      stacks: {
        dev: { ...stacks.dev, subjects: ["repo:acme/*"] },
        prod: { ...stacks.dev, subjects: ["repo:acme/ml:pull_request"], bucketNames: [] },
        test: { ...stacks.dev, subjects: [] },
      },
      state: { bucketName: "acme-dev-state", keyArns: [] },
    });
    await expect(failed).rejects.toThrow(pulumi.ResourceError);
    const exact = "must be exact, without * and ?, and none of pull requests, but is";
    await expect(failed).rejects.toThrow(
      'DeploymentPath "deployment": issuer must be an https URL, but is "http://git"; audience must be exact, but is "*"; ' +
        'stacks must name that of "account"; regions must not be empty, but is []; ' +
        `stacks.dev.subjects ${exact} ["repo:acme/*"]; stacks.prod.subjects ${exact} ["repo:acme/ml:pull_request"]; ` +
        "stacks.prod.bucketNames must not be empty, but is []; stacks.test.subjects must not be empty, but is []; " +
        "state.bucketName must not begin like the stacks' own buckets, whose objects no deployer reads, but is " +
        '"acme-dev-state"; state.keyArns must not be empty, but is [].',
    );
  });
});
