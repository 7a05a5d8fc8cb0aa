import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infApiResourcePolicyLinked as rule } from "./apiResourcePolicyLinked.js";

const privately = { endpointConfiguration: { types: "PRIVATE" } };
const api = (inputs: object = privately) =>
  resource(awsType.restApi, "api", { ...inputs }, { outputs: { id: "a1b2" } });
const late = resource(awsType.restApi, "api", privately, { outputs: { id: unknown } });
const deny: RawStatement = {
  Sid: "DenyOtherEndpoints",
  Effect: "Deny",
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "*",
  Condition: { StringNotEquals: { "aws:SourceVpce": ["vpce-0123456789abcdef0"] } },
};
const policy = (inputs: object = {}, from: readonly RecordedResource[] = []) =>
  resource(
    awsType.restApiPolicy,
    "policy",
    { restApiId: "a1b2", policy: document([deny]), ...inputs },
    { propertyDependencies: { restApiId: from } },
  );
const number = (found: string) =>
  `mandatory api: found ${found}; expected one policy, without which a private API cannot be deployed; fix: add one aws.apigateway.RestApiPolicy with its restApiId, and leave policy of the API out`;

describe("inf-api-resource-policy-linked", { tags: ["INF-08"] }, () => {
  it("passes a private API with a policy, by value, by dependency, or its own", async () => {
    expect(await reports(rule, [api(), policy()])).toEqual([]);
    expect(await reports(rule, [late, policy({ restApiId: unknown }, [late])])).toEqual([]);
    expect(await reports(rule, [api({ ...privately, policy: document([deny]) })])).toEqual([]);
    // After a refresh the API shows what stands beside it.
    expect(await reports(rule, [api({ ...privately, policy: document([deny]) }), policy()])).toEqual([]);
  });

  it("violates without one, with that of another, and with two", async () => {
    expect(await reports(rule, [api()])).toEqual([number("no policy")]);
    expect(await reports(rule, [api(), policy({ restApiId: "other" })])).toEqual([number("no policy")]);
    expect(await reports(rule, [api({ ...privately, policy: "" })])).toEqual([number("no policy")]);
    const second = resource(awsType.restApiPolicy, "second", { restApiId: "a1b2", policy: document([deny]) });
    expect(await reports(rule, [api(), policy(), second])).toEqual([number("2 policies, which overwrite each other")]);
  });

  it.each<RawStatement | undefined>([
    undefined,
    { ...deny, Effect: "Allow" },
    { ...deny, Action: "execute-api:ManageConnections" },
    { ...deny, Principal: { AWS: "arn:aws:iam::111111111111:root" } },
    { ...deny, Condition: undefined },
    { ...deny, Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } } },
    { ...deny, Condition: { StringNotEquals: { "aws:SourceVpce": "*" } } },
    { ...deny, Condition: { ...(deny["Condition"] as object), Bool: { "aws:SecureTransport": "true" } } },
    { ...deny, Condition: { StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } } },
  ])("violates with a policy that lets other endpoints in: %j", async (statement) => {
    const statements = statement === undefined ? [] : [statement];
    expect(await reports(rule, [api(), policy({ policy: document(statements) })])).toEqual([
      expect.stringMatching(
        /^mandatory api: found a policy .*; expected a Deny of execute-api:Invoke to everyone with StringNotEquals aws:SourceVpce, without further conditions; fix: put the statement DenyOtherEndpoints into policy$/,
      ),
    ]);
  });

  it("cannot decide while the policy, its API or the API's type is unknown", async () => {
    expect(await reports(rule, [api(), policy({ policy: unknown })])).toEqual([
      "advisory api: undecided: policy cannot be known yet",
    ]);
    expect(await reports(rule, [api(), policy({ restApiId: unknown })])).toEqual([
      "advisory api: undecided: whether policy is for it cannot be known yet",
    ]);
    expect(await reports(rule, [api({ endpointConfiguration: unknown })])).toEqual([
      "advisory api: undecided: endpointConfiguration.types cannot be known yet",
    ]);
  });

  it("does not apply to an API that is not private, or to a stack without any", async () => {
    expect(await reasons(rule, [api({})])).toEqual(["The API is not private"]);
    expect(await reasons(rule, [api({ endpointConfiguration: { types: "REGIONAL" } })])).toEqual([
      "The API is not private",
    ]);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [api()]);
});
