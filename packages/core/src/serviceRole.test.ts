import * as aws from "@pulumi/aws";
import { all, dependents, identities, one, runProgram, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { policyDocument, type PolicyStatement } from "./iam/policyDocument.js";
import { roleTrustPolicy } from "./iam/trustPolicy.js";
import { boundaryArn, ServiceRole, type ServiceRoleArgs } from "./serviceRole.js";

const statements: PolicyStatement[] = [{ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "*" }];
const args: ServiceRoleArgs = {
  environment,
  purpose: "flow-logs",
  description: "Delivers flow logs",
  trust: { service: "vpc-flow-logs" },
  statements,
  controls: ["NET-09"],
};
const run = (changes: Partial<ServiceRoleArgs> = {}) =>
  runProgram(() => {
    const role = new ServiceRole("flow", { ...args, ...changes });
    new aws.sqs.Queue("user", {}, { dependsOn: role.ready });
    return { roleArn: role.roleArn };
  });

describe("ServiceRole", { tags: ["GOV-40"] }, () => {
  it("makes a role under the account's boundary, with a fixed path and name", async () => {
    const result = await run();
    const role = one(result, "aws:iam/role:Role");
    expect(role.inputs).toEqual({
      name: "acme-dev-flow-logs",
      path: "/acme/dev/",
      description: "Delivers flow logs",
      assumeRolePolicy: roleTrustPolicy(environment, 'role "flow-logs"', args.trust),
      permissionsBoundary: "arn:aws:iam::111111111111:policy/acme/account/acme-account-boundary",
      forceDetachPolicies: false,
      maxSessionDuration: 3600,
    });
    expect(boundaryArn(environment)).toBe(role.inputs["permissionsBoundary"]);
    expect(role.options.deleteBeforeReplace).toBe(true);
    expect(result.controls.get(role.urn)).toEqual(["GOV-40", "NET-09"]);
    expect(result.outputs).toEqual({ roleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-flow-logs" });
  });

  it("gives it one inline policy and holds everything else off", async () => {
    const result = await run();
    const policy = one(result, "aws:iam/rolePolicy:RolePolicy");
    expect(policy.inputs).toEqual({
      name: "flow-logs",
      role: "acme-dev-flow-logs",
      policy: policyDocument("rolePolicy", "x", statements),
    });
    const inline = one(result, "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive");
    expect(inline.inputs).toEqual({ roleName: "acme-dev-flow-logs", policyNames: ["flow-logs"] });
    expect(inline.dependencies).toContain(policy.urn);
    expect(one(result, "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive").inputs).toEqual({
      roleName: "acme-dev-flow-logs",
      policyArns: [],
    });
    expect(all(result, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")).toEqual([]);
    expect(identities(result)).toEqual([
      "aws:iam/role:Role :: flow-role :: flow",
      "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive :: flow-policies-exclusive :: flow",
      "aws:iam/rolePolicy:RolePolicy :: flow-policy :: flow",
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive :: flow-attachments-exclusive :: flow",
      "aws:sqs/queue:Queue :: user :: project-stack",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:core:ServiceRole :: flow :: project-stack",
    ]);
  });

  it("attaches managed policies before the role has any permission, and tags it", async () => {
    const result = await run({
      managedPolicyArns: {
        network: "arn:aws:iam::111111111111:policy/n",
        platform: "arn:aws:iam::111111111111:policy/p",
      },
      tags: { persona: "ds" },
    });
    expect(one(result, "aws:iam/role:Role").inputs["tags"]).toEqual({ persona: "ds" });
    const attachments = all(result, "aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    expect(attachments.map(({ name, inputs }) => [name, inputs])).toEqual([
      ["flow-attachment-network", { role: "acme-dev-flow-logs", policyArn: "arn:aws:iam::111111111111:policy/n" }],
      ["flow-attachment-platform", { role: "acme-dev-flow-logs", policyArn: "arn:aws:iam::111111111111:policy/p" }],
    ]);
    const urns = attachments.map(({ urn }) => urn);
    expect(result.controls.get(urns[0] ?? "")).toEqual(["NET-09"]);
    expect(one(result, "aws:iam/rolePolicy:RolePolicy").dependencies).toEqual(expect.arrayContaining(urns));
    const exclusive = one(result, "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive");
    expect(exclusive.inputs["policyArns"]).toEqual(attachments.map(({ inputs }) => inputs["policyArn"]));
    expect(exclusive.dependencies).toEqual(expect.arrayContaining(urns));
  });

  it("refuses more managed policies than IAM attaches", async () => {
    const policies = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`p${n}`, `arn:aws:iam::111111111111:policy/p${n}`]));
    await expect(run({ managedPolicyArns: policies(10) })).resolves.toBeDefined();
    await expect(run({ managedPolicyArns: policies(11) })).rejects.toThrow(
      'ServiceRole "flow": managedPolicyArns must hold at most 10 policies, but is 11.',
    );
  });

  it("is ready when it has its permissions", async () => {
    const result = await run();
    expect(
      dependents(result, one(result, "aws:iam/rolePolicy:RolePolicy"))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["flow-policies-exclusive", "user"]);
  });

  it("takes statements that are not known yet: only the inline policy waits for them", async () => {
    const result = await runProgram(
      () => {
        const key = new aws.kms.Key("key");
        const later = key.arn.apply((Resource): PolicyStatement[] => [
          { Sid: "Use", Effect: "Allow", Action: "kms:Decrypt", Resource },
        ]);
        new ServiceRole("flow", { ...args, statements: later });
      },
      { unknowns: true },
    );
    const policy = one(result, "aws:iam/rolePolicy:RolePolicy");
    expect(policy.inputs).toEqual({ name: "flow-logs", role: "acme-dev-flow-logs", policy: unknown });
    expect(policy.propertyDependencies["policy"]).toEqual([one(result, "aws:kms/key:Key").urn]);
    expect(one(result, "aws:iam/role:Role").inputs["assumeRolePolicy"]).toBe(
      roleTrustPolicy(environment, 'role "flow-logs"', args.trust),
    );
  });

  it("refuses a document and a name that IAM would refuse", async () => {
    await expect(run({ statements: [...statements, ...statements] })).rejects.toThrow(
      'rolePolicy of role "flow-logs": the statement id "Read" stands twice.',
    );
    await expect(run({ purpose: "x".repeat(60) })).rejects.toThrow(/^The role name "acme-dev-x{60}" \(69 characters\)/);
  });
});
