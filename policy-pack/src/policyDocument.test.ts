import { unknownCheckingProxy } from "@pulumi/policy";
import { unknownValue } from "@secure-ml/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  coversAction,
  isFixedMatch,
  isForEveryone,
  matchesPattern,
  parseDocument,
  readDocument,
} from "./policyDocument.js";

const guarded = unknownCheckingProxy as (properties: object) => Record<string, unknown>;

const statement = {
  Sid: "One",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
  Condition: { Bool: { "aws:SecureTransport": false }, NumericLessThan: { "s3:TlsVersion": 1.2 } },
};
const parsed = {
  sid: "One",
  effect: "Deny",
  principals: [{ type: "*", value: "*" }],
  actions: ["s3:*"],
  resources: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
  conditions: [
    { operator: "bool", key: "aws:securetransport", values: ["false"] },
    { operator: "numericlessthan", key: "s3:tlsversion", values: ["1.2"] },
  ],
  negations: [],
};

describe("readDocument", () => {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

  it("reads a policy from text, and from an object", () => {
    const value = { statements: [parsed], bytes: text.length };
    expect(readDocument(guarded({ policy: text }), "policy")).toEqual({ state: "known", value });
    expect(readDocument(guarded({ policy: JSON.parse(text) as object }), "policy")).toEqual({ state: "known", value });
  });

  it("counts bytes, not characters", () => {
    const document = parseDocument(JSON.stringify({ Statement: [], Id: "ü" }));
    expect(document.state === "known" && document.value.bytes).toBe(26);
  });

  it("says whether the policy is absent or unknown", () => {
    expect(readDocument(guarded({}), "policy")).toEqual({ state: "absent" });
    expect(readDocument(guarded({ policy: unknownValue }), "policy")).toEqual({ state: "unknown", path: "policy" });
  });

  it("finds an object unknown as soon as one leaf is", () => {
    const policy = { Statement: [{ ...statement, Resource: unknownValue }] };
    expect(readDocument(guarded({ policy }), "policy")).toEqual({
      state: "unknown",
      path: "policy.Statement.0.Resource",
    });
  });
});

describe("parseDocument", () => {
  it.each([
    ["{", "text that is not JSON"],
    ["", "text that is not JSON"],
    ["[]", "JSON without a Statement"],
    ["null", "JSON without a Statement"],
    ['{"Version":"2012-10-17"}', "JSON without a Statement"],
    ['{"Statement":null}', "a statement (number 1) that is not an object"],
    ['{"Statement":["x"]}', "a statement (number 1) that is not an object"],
    [
      '{"Statement":[{"Effect":"Deny"},{"Effect":"deny"}]}',
      'a statement (number 2) whose Effect is neither "Allow" nor "Deny"',
    ],
  ])("refuses %s", (text, reason) => {
    expect(parseDocument(text)).toEqual({ state: "invalid", reason });
  });

  it("takes a single statement without brackets", () => {
    const document = parseDocument(JSON.stringify({ Statement: statement }));
    expect(document.state === "known" && document.value.statements).toEqual([parsed]);
  });

  it("reads all kinds of principals and negations", () => {
    const document = parseDocument(
      JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: ["*", "111111111111"], Service: "logs.amazonaws.com", Federated: "idp" },
          },
          { Effect: "Deny", NotPrincipal: { AWS: "*" }, NotAction: "s3:*", NotResource: "*" },
        ],
      }),
    );
    const [first, second] = document.state === "known" ? document.value.statements : [];
    expect(first?.principals).toEqual([
      { type: "*", value: "*" },
      { type: "AWS", value: "111111111111" },
      { type: "Service", value: "logs.amazonaws.com" },
      { type: "Federated", value: "idp" },
    ]);
    expect(second?.negations).toEqual(["NotPrincipal", "NotAction", "NotResource"]);
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(["known", "invalid"]).toContain(parseDocument(text).state);
        expect(["known", "invalid"]).toContain(
          parseDocument(`{"Statement":[{"Effect":"Allow","Condition":${text}}]}`).state,
        );
      }),
    );
  });
});

describe("matchesPattern", () => {
  it.each([
    ["s3:Get*", "s3:GetObject", true],
    ["s3:get*", "S3:GetObject", true],
    ["s3:Get?bject", "s3:GetObject", true],
    ["s3:Get", "s3:GetObject", false],
    ["s3.GetObject", "s3:GetObject", false],
    ["*", "anything", true],
    ["a**********b", "a".repeat(40), false],
  ])("%s on %s: %s", (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });
});

describe("questions about statements", () => {
  const parse = (raw: object) => {
    const document = parseDocument(JSON.stringify({ Statement: raw }));
    const [first] = document.state === "known" ? document.value.statements : [];
    if (first === undefined) throw new Error("no statement");
    return first;
  };

  it("covers an action by any of its patterns", () => {
    const deny = parse({ Effect: "Deny", Action: ["kms:Encrypt", "s3:Put*"] });
    expect(coversAction(deny, "s3:PutObject")).toBe(true);
    expect(coversAction(deny, "s3:*")).toBe(false);
    expect(coversAction(parse({ Effect: "Deny", Action: "*" }), "s3:*")).toBe(true);
  });

  it("is for everyone with * alone or as an AWS principal, not as a service's", () => {
    expect(isForEveryone(parse({ Effect: "Deny", Principal: "*" }))).toBe(true);
    expect(isForEveryone(parse({ Effect: "Deny", Principal: { AWS: "*" } }))).toBe(true);
    expect(isForEveryone(parse({ Effect: "Deny", Principal: { Service: "*" } }))).toBe(false);
    expect(isForEveryone(parse({ Effect: "Deny" }))).toBe(false);
  });

  it.each([
    ["StringEquals", ["1"], true],
    ["ArnLike", ["arn:aws:logs:*:1:*"], true],
    ["ForAnyValue:StringLike", ["a*"], true],
    ["StringEqualsIfExists", ["1"], false],
    ["ForAllValues:StringEquals", ["1"], false],
    ["StringNotEquals", ["1"], false],
    ["Null", ["false"], false],
    ["StringEquals", [], false],
    ["StringLike", ["*"], false],
    ["ArnLike", ["1", "*:*"], false],
    ["StringEquals", ["${aws:username}"], false],
  ])("%s %j is a fixed match: %s", (operator, values, expected) => {
    expect(isFixedMatch({ operator: operator.toLowerCase(), key: "k", values })).toBe(expected);
  });
});
