import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnPolicyDeadKeys as rule } from "./policyDeadKeys.js";

const text = (key: string) =>
  document([
    { Sid: "NoKey", Effect: "Deny", Action: "sagemaker:CreateTrainingJob", Condition: { Null: { [key]: "true" } } },
  ]);
const policy = (key: string) => resource(awsType.managedPolicy, "policy", { policy: text(key) });
const line = (name: string, property: string, key: string, live: string): string =>
  `mandatory ${name}: found a condition on ${key} in statement NoKey of ${property}, which no request carries; expected ${live}; fix: use ${live}, which compares ARNs of keys`;

describe("trn-policy-dead-keys", { tags: ["TRN-07"] }, () => {
  it.each(["sagemaker:VolumeKmsKeyArn", "sagemaker:OutputKmsKeyArn", "kms:ViaService"])("passes %s", async (key) => {
    expect(await reports(rule, [policy(key)])).toEqual([]);
  });

  it.each([
    ["sagemaker:VolumeKmsKey", "sagemaker:VolumeKmsKeyArn"],
    ["SageMaker:outputkmskey", "sagemaker:OutputKmsKeyArn"],
    ["sagemaker:HomeEfsFileSystemKmsKey", "sagemaker:VolumeKmsKeyArn"],
    ["sagemaker:DomainSharingOutputKmsKey", "sagemaker:DomainSharingOutputKmsKeyArn"],
    ["sagemaker:FeatureGroupOnlineStoreKmsKey", "sagemaker:FeatureGroupOnlineStoreKmsKeyArn"],
    ["sagemaker:FeatureGroupOfflineStoreKmsKey", "sagemaker:FeatureGroupOfflineStoreKmsKeyArn"],
  ])("violates with %s", async (key, live) => {
    expect(await reports(rule, [policy(key)])).toEqual([line("policy", "policy", key.toLowerCase(), live)]);
  });

  it.each([
    [awsType.rolePolicy, "policy"],
    [awsType.groupPolicy, "policy"],
    [awsType.userPolicy, "policy"],
    [awsType.permissionSetInlinePolicy, "inlinePolicy"],
    [awsType.organizationsPolicy, "content"],
  ])("reads %s", async (type, property) => {
    const live = "sagemaker:VolumeKmsKeyArn";
    expect(await reports(rule, [resource(type, "policy", { [property]: text("sagemaker:VolumeKmsKey") })])).toEqual([
      line("policy", property, "sagemaker:volumekmskey", live),
    ]);
  });

  it("reads each policy inside a role", async () => {
    const role = (inlinePolicies: unknown) => resource(awsType.role, "role", { inlinePolicies });
    expect(
      await reports(rule, [role([{ policy: text("kms:ViaService") }, { policy: text("sagemaker:VolumeKmsKey") }])]),
    ).toEqual([line("role", "inlinePolicies[1].policy", "sagemaker:volumekmskey", "sagemaker:VolumeKmsKeyArn")]);
    expect(await reports(rule, [role(undefined)])).toEqual([]);
    expect(await reports(rule, [role(unknown)])).toEqual([
      "advisory role: undecided: inlinePolicies cannot be known yet",
    ]);
    expect(await reports(rule, [role([unknown])])).toEqual([
      "advisory role: undecided: inlinePolicies[0].policy cannot be known yet",
    ]);
  });

  it("leaves a policy that is absent or no document to others, and cannot decide an unknown one", async () => {
    expect(await reports(rule, [resource(awsType.managedPolicy, "policy", {})])).toEqual([]);
    expect(await reports(rule, [resource(awsType.managedPolicy, "policy", { policy: "x" })])).toEqual([]);
    expect(await reports(rule, [resource(awsType.managedPolicy, "policy", { policy: unknown })])).toEqual([
      "advisory policy: undecided: policy cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc", {})])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy("sagemaker:VolumeKmsKey")]);
});
