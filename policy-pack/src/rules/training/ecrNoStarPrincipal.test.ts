import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnEcrNoStarPrincipal as rule } from "./ecrNoStarPrincipal.js";

const types = [awsType.ecrRepositoryPolicy, awsType.ecrRegistryPolicy];
const pull: RawStatement = {
  Sid: "Pull",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::222222222222:root" },
  Action: "ecr:BatchGetImage",
};
const policy = (type: string, statements: readonly RawStatement[]) =>
  resource(type, "policy", { policy: document(statements) });

describe.each(types)("trn-ecr-no-star-principal on %s", { tags: ["TRN-15"] }, (type) => {
  it.each([
    ["a named account", pull],
    ["a service", { ...pull, Principal: { Service: "lambda.amazonaws.com" } }],
    ["a Deny of everyone", { ...pull, Effect: "Deny", Principal: "*" }],
  ])("passes %s", async (_case, statement) => {
    expect(await reports(rule, [policy(type, [statement])])).toEqual([]);
  });

  it.each<[string, RawStatement]>([
    ["everyone", { ...pull, Principal: "*" }],
    ["every AWS principal", { ...pull, Principal: { AWS: "*" } }],
    ["everyone among others", { ...pull, Principal: { AWS: ["arn:aws:iam::222222222222:root", "*"] } }],
    [
      "everyone of an organisation",
      { ...pull, Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
    ],
    ["everyone but one", { ...pull, Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::2:root" } }],
  ])("violates with an Allow for %s", async (_case, statement) => {
    expect(await reports(rule, [policy(type, [pull, { ...statement, Sid: "Open" }])])).toEqual([
      "mandatory policy: found statement Open of policy that allows everyone; expected named principals in every Allow; fix: name accounts, roles or services in the statement's Principal",
    ]);
  });

  it("violates without a policy, and with something else", async () => {
    expect(await reports(rule, [resource(type, "policy")])).toHaveLength(1);
    expect(await reports(rule, [resource(type, "policy", { policy: "none" })])).toHaveLength(1);
  });

  it("cannot decide an unknown policy", async () => {
    expect(await reports(rule, [resource(type, "policy", { policy: unknown })])).toEqual([
      "advisory policy: undecided: policy cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy(type, [{ ...pull, Principal: "*" }])]);
});
