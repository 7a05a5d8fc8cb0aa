import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infApiResourcePolicy as rule } from "./apiResourcePolicy.js";

const arn = "arn:aws:execute-api:eu-central-1:111111111111:a1b2c3d4e5";
const allow: RawStatement = {
  Sid: "Tenant0",
  Effect: "Allow",
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: `${arn}/prod/POST/churn`,
  Condition: { StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
};
const policy = (...statements: readonly RawStatement[]) =>
  resource(awsType.restApiPolicy, "policy", { restApiId: "a1b2c3d4e5", policy: document(statements) });
const open = (name: string) =>
  `mandatory policy: found an Allow (${name}) to everyone without a condition that narrows it; expected a condition with fixed values, such as aws:SourceVpce or aws:PrincipalArn; fix: add StringEquals aws:SourceVpce with the ids of the callers' endpoints`;

describe("inf-api-resource-policy", { tags: ["INF-08"] }, () => {
  it("passes Allows with a condition or to somebody, and Denies", async () => {
    expect(await reports(rule, [policy(allow)])).toEqual([]);
    const named = { ...allow, Principal: { AWS: "arn:aws:iam::111111111111:role/caller" }, Condition: undefined };
    expect(await reports(rule, [policy(named)])).toEqual([]);
    expect(await reports(rule, [policy({ ...allow, Effect: "Deny", Condition: undefined })])).toEqual([]);
    const api = resource(awsType.restApi, "api", { policy: document([allow]) });
    expect(await reports(rule, [api])).toEqual([]);
  });

  it.each<RawStatement>([
    { Condition: undefined },
    { Condition: {} },
    { Condition: { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } } },
    { Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } },
    { Condition: { StringLike: { "aws:SourceVpce": "*" } } },
    { Principal: { AWS: "*" }, Condition: undefined },
  ])("violates with an Allow to everyone: %j", async (change) => {
    expect(await reports(rule, [policy(allow, { ...allow, ...change, Sid: "Open" })])).toEqual([open("Open")]);
    expect(await reports(rule, [policy({ ...allow, ...change, Sid: undefined })])).toEqual([open("without Sid")]);
  });

  it("violates with what is not meant", async () => {
    expect(await reports(rule, [policy({ ...allow, Resource: undefined, NotResource: arn })])).toEqual([
      "mandatory policy: found an Allow (Tenant0) that says what it does not mean; expected Principal, Action and Resource; fix: replace NotPrincipal, NotAction and NotResource by what is meant",
    ]);
  });

  it("violates with a policy that is none, also on the API itself", async () => {
    const broken = { found: "a policy of text that is not JSON" };
    const line = (name: string, found: string) =>
      `mandatory ${name}: found ${found}; expected a policy document; fix: set policy to the JSON text of a policy document`;
    expect(await reports(rule, [resource(awsType.restApiPolicy, "policy", { policy: "{" })])).toEqual([
      line("policy", broken.found),
    ]);
    expect(await reports(rule, [resource(awsType.restApi, "api", { policy: "{" })])).toEqual([
      line("api", broken.found),
    ]);
    expect(await reports(rule, [resource(awsType.restApiPolicy, "policy", {})])).toEqual([line("policy", "no policy")]);
  });

  it("cannot decide an unknown policy", async () => {
    for (const type of [awsType.restApi, awsType.restApiPolicy]) {
      expect(await reports(rule, [resource(type, "policy", { policy: unknown })])).toEqual([
        "advisory policy: undecided: policy cannot be known yet",
      ]);
    }
  });

  it("does not apply to an API whose policy is elsewhere", async () => {
    expect(await reasons(rule, [resource(awsType.restApi, "api", {})])).toEqual([
      "The API has no policy of its own; a resource beside it may hold one",
    ]);
  });

  itHonoursExemptions(rule, [policy({ ...allow, Condition: undefined })]);
});
