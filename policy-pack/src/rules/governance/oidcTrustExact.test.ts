import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govOidcTrustExact as rule } from "./oidcTrustExact.js";

const host = "token.actions.githubusercontent.com";
const exact = { [`${host}:aud`]: "sts.amazonaws.com", [`${host}:sub`]: "repo:acme/ml:environment:prod" };
const trust = (change: RawStatement = {}): RawStatement => ({
  Sid: "Pipeline",
  Effect: "Allow",
  Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${host}` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: { StringEquals: exact },
  ...change,
});
const role = (statements: readonly RawStatement[], more: Record<string, unknown> = {}) =>
  resource(awsType.role, "it", { assumeRolePolicy: document(statements), ...more });
const line = (claim: string, found: string): string =>
  `mandatory it: found ${found}; expected StringEquals on the provider's ${claim} with exact values, without * and ?, ` +
  `and none of pull requests; fix: compare <issuer>:${claim} by StringEquals with each exact value`;

describe("gov-oidc-trust-exact", { tags: ["GOV-46"] }, () => {
  it("passes exact audiences and subjects, and sessions of two hours", async () => {
    expect(await reports(rule, [role([trust()])])).toEqual([]);
    expect(await reports(rule, [role([trust()], { maxSessionDuration: 7200 })])).toEqual([]);
    const two = {
      StringEquals: { ...exact, [`${host}:sub`]: ["repo:acme/ml:environment:a", "repo:acme/ml:environment:b"] },
    };
    expect(await reports(rule, [role([trust({ Condition: two })])])).toEqual([]);
  });

  const aud = { [`${host}:aud`]: "sts.amazonaws.com" };
  const sub = `${host}:sub`;
  it.each<[string, Record<string, unknown>, string]>([
    ["a wildcard", { StringEquals: { ...exact, [sub]: "repo:acme/*" } }, `stringequals ${sub} repo:acme/*`],
    [
      "one wildcard among exact ones",
      { StringEquals: { ...exact, [sub]: ["repo:acme/ml:environment:prod", "repo:acme/?"] } },
      `stringequals ${sub} repo:acme/ml:environment:prod, repo:acme/?`,
    ],
    [
      "pull requests",
      { StringEquals: { ...exact, [sub]: "repo:acme/ml:pull_request" } },
      `stringequals ${sub} repo:acme/ml:pull_request`,
    ],
    [
      "StringLike",
      { StringEquals: aud, StringLike: { [sub]: "repo:acme/ml:ref:main" } },
      `stringlike ${sub} repo:acme/ml:ref:main`,
    ],
    [
      "a variable",
      { StringEquals: { ...exact, [sub]: "${aws:PrincipalTag/repo}" } },
      `stringequals ${sub} \${aws:PrincipalTag/repo}`,
    ],
    [
      "a negation",
      { StringEquals: aud, StringNotEquals: { [sub]: "repo:other" } },
      `stringnotequals ${sub} repo:other`,
    ],
    [
      "an operator that passes without the claim",
      { StringEquals: aud, StringEqualsIfExists: { [sub]: "repo:acme/ml:environment:prod" } },
      `stringequalsifexists ${sub} repo:acme/ml:environment:prod`,
    ],
    [
      "a qualifier that passes without the claim",
      { StringEquals: aud, "ForAllValues:StringEquals": { [sub]: "repo:acme/ml:environment:prod" } },
      `forallvalues:stringequals ${sub} repo:acme/ml:environment:prod`,
    ],
    [
      "the subject of another provider",
      { StringEquals: { ...aud, "gitlab.com:sub": "repo:acme/ml:environment:prod" } },
      "stringequals gitlab.com:sub repo:acme/ml:environment:prod",
    ],
    ["an empty subject", { StringEquals: { ...exact, [sub]: "" } }, `stringequals ${sub} `],
    ["no value", { StringEquals: { ...exact, [sub]: [] } }, `stringequals ${sub} `],
    ["no subject", { StringEquals: aud }, "a trust without a condition on sub"],
  ])("violates with %s", async (_case, Condition, found) => {
    expect(await reports(rule, [role([trust({ Condition })])])).toEqual([line("sub", found)]);
  });

  it("violates without an audience, and twice without any condition", async () => {
    const Condition = { StringEquals: { [`${host}:sub`]: "repo:acme/ml:environment:prod" } };
    expect(await reports(rule, [role([trust({ Condition })])])).toEqual([
      line("aud", "a trust without a condition on aud"),
    ]);
    expect(await reports(rule, [role([trust({ Condition: undefined })])])).toHaveLength(2);
  });

  it("judges each statement, and one that admits everybody with a token", async () => {
    expect(await reports(rule, [role([trust(), trust({ Sid: "Second", Condition: undefined })])])).toHaveLength(2);
    for (const change of [
      { Principal: "*" },
      { Principal: { Federated: "*" } },
      { Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::111111111111:root" } },
      { Principal: { Federated: ["arn:aws:iam::111111111111:oidc-provider/gitlab.com", "accounts.google.com"] } },
      { Action: "sts:*" },
      { Action: undefined, NotAction: "sts:AssumeRole" },
    ]) {
      expect(await reports(rule, [role([trust({ ...change, Condition: undefined })])])).toHaveLength(2);
    }
  });

  it("demands the claims of each provider that a statement names", async () => {
    const Principal = {
      Federated: [
        `arn:aws:iam::111111111111:oidc-provider/${host}`,
        "arn:aws:iam::111111111111:oidc-provider/gitlab.com/a",
      ],
    };
    expect(await reports(rule, [role([trust({ Principal })])])).toHaveLength(2);
    const both = { ...exact, "gitlab.com/a:aud": "https://gitlab.com", "gitlab.com/a:sub": "project_path:acme/ml" };
    expect(await reports(rule, [role([trust({ Principal, Condition: { StringEquals: both } })])])).toEqual([]);
  });

  it("violates with longer sessions, and cannot decide an unknown length", async () => {
    expect(await reports(rule, [role([trust()], { maxSessionDuration: 7201 })])).toEqual([
      "mandatory it: found maxSessionDuration 7201; expected at most 7200 seconds; fix: set maxSessionDuration to 7200 or less",
    ]);
    expect(await reports(rule, [role([trust()], { maxSessionDuration: unknown })])).toEqual([
      "advisory it: undecided: maxSessionDuration cannot be known yet",
    ]);
  });

  it("cannot decide an unknown trust", async () => {
    expect(await reports(rule, [resource(awsType.role, "it", { assumeRolePolicy: unknown })])).toEqual([
      "advisory it: undecided: assumeRolePolicy cannot be known yet",
    ]);
  });

  it("does not apply to roles of services and to other types", async () => {
    const service = trust({
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: undefined,
    });
    const reason = ["No token of an OpenID Connect provider opens the role"];
    const people = { Federated: "arn:aws:iam::111111111111:saml-provider/acme" };
    const saml = trust({ Principal: people, Action: "sts:AssumeRoleWithSAML", Condition: undefined });
    expect(await reasons(rule, [role([saml, trust({ Effect: "Deny", Condition: undefined })])])).toEqual(reason);
    expect(await reasons(rule, [role([service])])).toEqual(reason);
    expect(await reasons(rule, [resource(awsType.role, "it", {})])).toEqual(reason);
    expect(await reasons(rule, [resource(awsType.bucket, "it")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [role([trust({ Condition: undefined })])]);
});
