import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govLambdaPermissionScoped as rule } from "./lambdaPermissionScoped.js";

const api = "arn:aws:execute-api:eu-central-1:111111111111:a1b2c3d4e5";
const compliant = {
  action: "lambda:InvokeFunction",
  function: "proxy",
  principal: "apigateway.amazonaws.com",
  sourceArn: `${api}/prod/POST/churn`,
};
const permission = (changes: object = {}) => resource(awsType.permission, "permission", { ...compliant, ...changes });
const source = (found: string) =>
  `mandatory permission: found ${found}; expected the ARN of what may call: an account's own resource, and of an API one stage and method; fix: set sourceArn to the ARN of the rule, bucket, secret or API method`;
const account = (found: string) =>
  `mandatory permission: found ${found}; expected the account's id, which the ARN does not bind; fix: set sourceAccount to the account's id`;

describe("gov-lambda-permission-scoped", { tags: ["INF-26"] }, () => {
  it.each([
    {},
    { sourceArn: `${api}/prod/*/churn` },
    { principal: "events.amazonaws.com", sourceArn: "arn:aws:events:eu-central-1:111111111111:rule/nightly" },
    { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::capture", sourceAccount: "111111111111" },
    {
      principal: "secretsmanager.amazonaws.com",
      sourceArn: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:x",
      sourceAccount: "111111111111",
    },
  ])("passes with %j", async (changes) => {
    expect(await reports(rule, [permission(changes)])).toEqual([]);
  });

  it.each([
    [undefined, "no sourceArn"],
    [`${api}/*/*`, `sourceArn "${api}/*/*"`],
    [`${api}/*`, `sourceArn "${api}/*"`],
    [`${api}/*/*/*`, `sourceArn "${api}/*/*/*"`],
    ["arn:aws:execute-api:eu-central-1:111111111111:*", 'sourceArn "arn:aws:execute-api:eu-central-1:111111111111:*"'],
    ["arn:aws:events:eu-central-1:*:rule/x", 'sourceArn "arn:aws:events:eu-central-1:*:rule/x"'],
    ["arn:aws:events:eu-central-1:111111111111:*", 'sourceArn "arn:aws:events:eu-central-1:111111111111:*"'],
    ["*", 'sourceArn "*"'],
  ])("violates with the source %j", async (sourceArn, found) => {
    expect(await reports(rule, [permission({ sourceArn })])).toEqual([source(found)]);
  });

  it.each(["s3.amazonaws.com", "secretsmanager.amazonaws.com.cn"])(
    "violates with %s of any account",
    async (principal) => {
      const sourceArn = principal.startsWith("s3")
        ? "arn:aws:s3:::capture"
        : "arn:aws-cn:secretsmanager:r:111111111111:s:x";
      expect(await reports(rule, [permission({ principal, sourceArn })])).toEqual([account("no sourceAccount")]);
      expect(await reports(rule, [permission({ principal, sourceArn, sourceAccount: "*" })])).toEqual([
        account('sourceAccount "*"'),
      ]);
    },
  );

  it("violates with everybody, and with nobody", async () => {
    const line = (found: string) =>
      `mandatory permission: found ${found}; expected one service, account or role; fix: set principal to whom you mean`;
    expect(await reports(rule, [permission({ principal: "*" })])).toEqual([line('principal "*"')]);
    expect(await reports(rule, [permission({ principal: undefined })])).toEqual([line("no principal")]);
  });

  it.each([
    [{ sourceArn: unknown }, "sourceArn"],
    [{ principal: unknown }, "principal"],
    [{ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::b", sourceAccount: unknown }, "sourceAccount"],
  ])("cannot decide %j", async (changes, property) => {
    expect(await reports(rule, [permission(changes)])).toEqual([
      `advisory permission: undecided: ${property} cannot be known yet`,
    ]);
  });

  it("does not apply to accounts and roles", async () => {
    for (const principal of ["111111111111", "arn:aws:iam::111111111111:role/caller"]) {
      expect(await reasons(rule, [permission({ principal, sourceArn: undefined })])).toEqual([
        "The principal is no service",
      ]);
    }
  });

  itHonoursExemptions(rule, [permission({ sourceArn: undefined })]);
});
