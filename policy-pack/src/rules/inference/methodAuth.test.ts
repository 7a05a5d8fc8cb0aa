import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infMethodAuth as rule } from "./methodAuth.js";

const method = (inputs: object) =>
  resource(awsType.apiMethod, "method", { httpMethod: "POST", restApi: "a1", resourceId: "r1", ...inputs });
const open = (found: string) =>
  `mandatory method: found ${found}; expected AWS_IAM, COGNITO_USER_POOLS or CUSTOM; fix: set authorization to AWS_IAM`;

describe("inf-method-auth", { tags: ["INF-09"] }, () => {
  it.each([
    { authorization: "AWS_IAM" },
    { authorization: "COGNITO_USER_POOLS", authorizerId: "abc123" },
    { authorization: "CUSTOM", authorizerId: "abc123" },
    { authorization: "CUSTOM", authorizerId: unknown },
  ])("passes with %j", async (inputs) => {
    expect(await reports(rule, [method(inputs)])).toEqual([]);
  });

  it.each([
    [{ authorization: "NONE" }, 'authorization "NONE"'],
    [{ authorization: "NONE", apiKeyRequired: true }, 'authorization "NONE"'],
    [{ authorization: "NONE", httpMethod: "ANY" }, 'authorization "NONE"'],
    [{ authorization: "NONE", httpMethod: undefined }, 'authorization "NONE"'],
    [{ authorization: "none" }, 'authorization "none"'],
    [{}, "no authorization"],
  ])("violates with %j", async (inputs, found) => {
    expect(await reports(rule, [method(inputs)])).toEqual([open(found)]);
  });

  it.each(["COGNITO_USER_POOLS", "CUSTOM"])("violates with %s without an authorizer", async (authorization) => {
    const line = (found: string) =>
      `mandatory method: found ${found}; expected an authorizer, which ${authorization} needs; fix: set authorizerId to the id of an aws.apigateway.Authorizer`;
    expect(await reports(rule, [method({ authorization })])).toEqual([line("no authorizerId")]);
    expect(await reports(rule, [method({ authorization, authorizerId: "" })])).toEqual([line('authorizerId ""')]);
  });

  it("cannot decide an unknown authorization, or an open method of an unknown kind", async () => {
    expect(await reports(rule, [method({ authorization: unknown })])).toEqual([
      "advisory method: undecided: authorization cannot be known yet",
    ]);
    expect(await reports(rule, [method({ authorization: "NONE", httpMethod: unknown })])).toEqual([
      "advisory method: undecided: httpMethod cannot be known yet",
    ]);
  });

  it("leaves an open OPTIONS to the rule about links", async () => {
    expect(await reasons(rule, [method({ authorization: "NONE", httpMethod: "OPTIONS" })])).toEqual([
      "OPTIONS may be open, if a fixed answer is behind it",
    ]);
  });

  itHonoursExemptions(rule, [method({ authorization: "NONE" })]);
});
