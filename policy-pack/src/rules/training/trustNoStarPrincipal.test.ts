import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnTrustNoStarPrincipal as rule } from "./trustNoStarPrincipal.js";

const role = (change: RawStatement) =>
  resource(awsType.role, "role", {
    assumeRolePolicy: document([{ Effect: "Allow", Action: "sts:AssumeRole", ...change }]),
  });
const violation = (who: string): string =>
  `mandatory role: found a trust policy that lets in ${who}; expected a service, named roles, or an account with a condition on aws:PrincipalArn; fix: name in Principal who assumes the role`;
const root = "arn:aws:iam::111111111111:root";

describe("trn-trust-no-star-principal", { tags: ["TRN-10"] }, () => {
  it.each<[string, RawStatement]>([
    ["a service", { Principal: { Service: "sagemaker.amazonaws.com" } }],
    ["a role", { Principal: { AWS: "arn:aws:iam::111111111111:role/x" } }],
    ["an identity provider", { Principal: { Federated: "arn:aws:iam::111111111111:oidc-provider/token.example.com" } }],
    [
      "an account whose roles are named",
      {
        Principal: { AWS: root },
        Condition: {
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/*" },
        },
      },
    ],
    ["everybody in a Deny", { Effect: "Deny", Principal: "*" }],
  ])("passes %s", async (_, change) => {
    expect(await reports(rule, [role(change)])).toEqual([]);
  });

  it.each<[RawStatement, string]>([
    [{ Principal: "*" }, "everybody (*)"],
    [{ Principal: { AWS: "*" } }, "everybody (*)"],
    [{ Principal: { AWS: ["arn:aws:iam::111111111111:role/x", "*"] } }, "everybody (*)"],
    [
      { Principal: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/x" } } },
      "everybody (*)",
    ],
    [{ NotPrincipal: { AWS: root } }, "everybody but some"],
    [{ Principal: { AWS: root } }, `the whole account ${root}`],
    [{ Principal: { AWS: "111111111111" } }, "the whole account 111111111111"],
    [{ Principal: { AWS: root }, Condition: { ArnNotLike: { "aws:PrincipalArn": "x" } } }, `the whole account ${root}`],
  ])("violates with %j", async (change, who) => {
    expect(await reports(rule, [role(change)])).toEqual([violation(who)]);
  });

  it("has nothing to say about no policy, cannot decide an unknown one, and does not apply to other types", async () => {
    expect(await reports(rule, [resource(awsType.role, "role", {})])).toEqual([]);
    expect(await reports(rule, [resource(awsType.role, "role", { assumeRolePolicy: unknown })])).toEqual([
      "advisory role: undecided: assumeRolePolicy cannot be known yet",
    ]);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc", {})])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [role({ Principal: "*" })]);
});
