import { identities, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { readyRole } from "./role.fixture.js";
import { StudioDomain, type StudioDomainArgs } from "./studioDomain.js";

const type = "aws:sagemaker/domain:Domain";
const defaultRoleArn = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-studio-default";
const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/11111111-1111-1111-1111-111111111111";
const run = (args: Partial<StudioDomainArgs> = {}, options: RunOptions = {}) =>
  runProgram(
    () => {
      const { domainId, applicationArn, signIn, url } = new StudioDomain("studio", {
        environment,
        vpcId: "vpc-1",
        subnetIds: ["subnet-1", "subnet-2"],
        securityGroupIds: ["sg-1"],
        keyArn,
        defaultRole: readyRole("studio-default"),
        ...args,
      });
      return { domainId, applicationArn, signIn, url };
    },
    { aws: { region: "eu-central-1" }, ...options },
  );

describe("StudioDomain", { tags: ["TRN-01"] }, () => {
  it("is safe for production when nothing else is asked for", async () => {
    const result = await run();
    const domain = one(result, type);
    expect(domain.inputs).toEqual({
      domainName: "acme-dev",
      authMode: "SSO",
      appNetworkAccessType: "VpcOnly",
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2"],
      kmsKeyId: keyArn,
      domainSettings: {
        executionRoleIdentityConfig: "USER_PROFILE_NAME",
        dockerSettings: { enableDockerAccess: "DISABLED" },
      },
      defaultUserSettings: { executionRole: defaultRoleArn, securityGroups: ["sg-1"] },
      defaultSpaceSettings: { executionRole: defaultRoleArn, securityGroups: ["sg-1"] },
      retentionPolicy: { homeEfsFileSystem: "Retain" },
      tagPropagation: "ENABLED",
    });
    expect(domain.options).toMatchObject({ protect: true, retainOnDelete: true, deleteBeforeReplace: true });
    expect(result.controls.get(domain.urn)).toEqual(["TRN-01"]);
  });

  it("waits for the permissions of the default role", async () => {
    const result = await run();
    expect(one(result, type).dependencies).toContain(
      one(result, "aws:iam/rolePolicy:RolePolicy", "studio-default-ready").urn,
    );
  });

  it("deletes the home directories with a domain that is disposable", async () => {
    const { inputs, options } = one(await run({ dataProtection: "disposable" }), type);
    expect(inputs["retentionPolicy"]).toEqual({ homeEfsFileSystem: "Delete" });
    expect([options.protect, options.retainOnDelete]).toEqual([false, false]);
  });

  it("signs in without Identity Center only when told so in as many words", async () => {
    const result = await run({ signIn: "iam-without-single-sign-on" });
    expect(one(result, type).inputs["authMode"]).toBe("IAM");
    expect(result.outputs).toMatchObject({ applicationArn: "", signIn: "iam-without-single-sign-on" });
  });

  it("hands over the domain, and the application that groups are assigned to", async () => {
    const result = await run();
    const { id, outputs } = one(result, type);
    expect(id).toMatch(/^d-[0-9a-f]{12}$/);
    expect(result.outputs).toEqual({
      domainId: id,
      applicationArn: outputs["singleSignOnApplicationArn"],
      signIn: "identity-center",
      url: `https://${id}.studio.eu-central-1.sagemaker.aws`,
    });
    expect(result.outputs["applicationArn"]).toMatch(
      /^arn:aws:sso::111111111111:application\/ssoins-[0-9a-f]{16}\/apl-[0-9a-f]{16}$/,
    );
    expect(one(result, "secure-ml:training:StudioDomain").outputs).toEqual({
      domainId: id,
      applicationArn: outputs["singleSignOnApplicationArn"],
      url: outputs["url"],
    });
  });

  it("knows everything but its own id before it exists", async () => {
    const result = await run({}, { unknowns: true });
    expect(one(result, type).inputs).toEqual(one(await run(), type).inputs);
    expect(result.outputs).toMatchObject({ domainId: unknown, applicationArn: unknown });
  });

  it("refuses lists that AWS would refuse, all at once", async () => {
    await expect(run({ subnetIds: [], securityGroupIds: [] })).rejects.toThrow(
      'StudioDomain "studio": subnetIds must name 1 to 16 subnets; securityGroupIds must name 1 to 4 security groups.',
    );
    const many = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
    await expect(run({ subnetIds: many(17, "subnet"), securityGroupIds: many(5, "sg") })).rejects.toThrow(
      "subnetIds must name 1 to 16 subnets; securityGroupIds must name 1 to 4 security groups.",
    );
    await run({ subnetIds: many(16, "subnet"), securityGroupIds: many(4, "sg") });
  });

  it("keeps its identities", async () => {
    expect(identities(await run()).filter((line) => !line.startsWith("aws:iam/"))).toEqual([
      "aws:sagemaker/domain:Domain :: studio-domain :: studio",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:training:StudioDomain :: studio :: project-stack",
    ]);
  });
});
