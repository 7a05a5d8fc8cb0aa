import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infNoWildcardInvoke as rule } from "./noWildcardInvoke.js";

const endpoint = "arn:aws:sagemaker:eu-central-1:111111111111:endpoint/acme-dev-churn";
const component = "arn:aws:sagemaker:eu-central-1:111111111111:inference-component/acme-dev-churn";
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Sid: "Invoke",
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const policy = (...statements: object[]) => document(statements as Record<string, unknown>[]);
const ofRole = (text: unknown) => resource(awsType.rolePolicy, "proxy", { role: "proxy", policy: text });
const line = (actions: string, sid = "Invoke") =>
  `mandatory proxy: found an Allow (${sid}) of ${actions} on endpoints that it does not name; ` +
  "expected the ARN of each endpoint; fix: list the ARNs of the endpoints in Resource";

describe("inf-no-wildcard-invoke", { tags: ["INF-06"] }, () => {
  it.each([
    [allow("sagemaker:InvokeEndpoint", endpoint)],
    [allow(["sagemaker:InvokeEndpoint"], [endpoint, component])],
    [allow("s3:GetObject", "*")],
    [{ ...allow("sagemaker:InvokeEndpoint*", "*"), Effect: "Deny" }],
    // The whole service at once is another rule's.
    [allow("sagemaker:*", "*"), allow("*", "*")],
    [allow("sagemaker:CreateEndpoint", "*")],
  ])("passes %j", async (...statements) => {
    expect(await reports(rule, [ofRole(policy(...statements))])).toEqual([]);
  });

  it.each([
    [allow("sagemaker:InvokeEndpoint", "*"), "sagemaker:InvokeEndpoint"],
    [allow("sagemaker:InvokeEndpoint*", "*"), "sagemaker:InvokeEndpoint*"],
    [allow("sagemaker:InvokeEndpointAsync", "*"), "sagemaker:InvokeEndpointAsync"],
    [allow("sagemaker:InvokeEndpointWithResponseStream", "*"), "sagemaker:InvokeEndpointWithResponseStream"],
    [allow("sagemaker:Invoke*", endpoint.replace("churn", "*")), "sagemaker:Invoke*"],
    [allow("SageMaker:invokeendpoint", "arn:aws:sagemaker:*:*:endpoint/*"), "SageMaker:invokeendpoint"],
    [allow(["s3:GetObject", "sagemaker:InvokeEndpoint"], [endpoint, "*"]), "sagemaker:InvokeEndpoint"],
    [allow("sagemaker:InvokeEndpoint", endpoint.replace("churn", "chur?")), "sagemaker:InvokeEndpoint"],
    [allow("sagemaker:InvokeEndpoint", endpoint.replace("111111111111", "*")), "sagemaker:InvokeEndpoint"],
    [allow("sagemaker:InvokeEndpoint", undefined, { NotResource: "arn:aws:s3:::b" }), "sagemaker:InvokeEndpoint"],
  ])("violates with %j", async (statement, actions) => {
    expect(await reports(rule, [ofRole(policy(statement))])).toEqual([line(actions)]);
    expect(await reports(rule, [ofRole(policy(statement))], { profile: "dev" })).toEqual([line(actions)]);
  });

  it("finds it in managed policies and in those that a role carries with it", async () => {
    const text = policy(allow("sagemaker:InvokeEndpoint", "*"));
    expect(await reports(rule, [resource(awsType.managedPolicy, "proxy", { policy: text })])).toHaveLength(1);
    const good = { name: "a", policy: policy(allow("s3:GetObject", "*")) };
    const role = resource(awsType.role, "proxy", { inlinePolicies: [good, { name: "b", policy: text }] });
    expect(await reports(rule, [role])).toEqual([line("sagemaker:InvokeEndpoint")]);
  });

  it("reports each statement once, also one without Sid", async () => {
    const nameless = { ...allow("sagemaker:InvokeEndpoint", "*"), Sid: undefined };
    expect(await reports(rule, [ofRole(policy(allow("sagemaker:InvokeEndpoint", "*"), nameless))])).toEqual([
      line("sagemaker:InvokeEndpoint"),
      line("sagemaker:InvokeEndpoint", "without Sid"),
    ]);
  });

  it.each([
    ofRole(unknown),
    resource(awsType.role, "proxy", { inlinePolicies: unknown }),
    resource(awsType.role, "proxy", { inlinePolicies: [{ name: "a", policy: unknown }] }),
  ])("cannot decide an unknown document", async (made) => {
    expect(await reports(rule, [made])).toEqual(["advisory proxy: undecided: policy cannot be known yet"]);
  });

  it("has nothing to say where there is no document", async () => {
    expect(await reports(rule, [resource(awsType.role, "proxy"), ofRole(undefined)])).toEqual([]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucketPolicy, "policy")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [ofRole(policy(allow("sagemaker:InvokeEndpoint", "*")))]);
});
