import { policyDocument, type PolicyStatement } from "@secure-ml/core";
import { runProgram, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { invokeStatements, runtimeEndpointStatements } from "./invocation.js";

const endpoint = (model: string) => `arn:aws:sagemaker:eu-central-1:111111111111:endpoint/acme-dev-${model}`;
const proxy = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-inference-proxy";

describe("runtimeEndpointStatements", { tags: ["INF-06"] }, () => {
  it("admit the buffered call of the proxy to the models' endpoints, and nothing else", () => {
    expect(runtimeEndpointStatements(environment, ["churn", "fraud"])).toEqual([
      {
        Sid: "ProxyInvokesModels",
        Effect: "Allow",
        Principal: "*",
        Action: "sagemaker:InvokeEndpoint",
        Resource: [endpoint("churn"), endpoint("fraud")],
        Condition: { ArnEquals: { "aws:PrincipalArn": proxy } },
      },
    ]);
  });

  it("let nothing through without a model", () => {
    const statements = runtimeEndpointStatements(environment, []);
    expect(statements).toEqual([{ Sid: "NoModels", Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }]);
    expect(() => policyDocument("endpointPolicy", "the endpoint", statements)).not.toThrow();
  });

  it("speak of the partition's own endpoints and roles", () => {
    const china = { ...environment, partition: "aws-cn", region: "cn-north-1" };
    expect(runtimeEndpointStatements(china, ["churn"])[0]).toMatchObject({
      Resource: ["arn:aws-cn:sagemaker:cn-north-1:111111111111:endpoint/acme-dev-churn"],
      Condition: {
        ArnEquals: { "aws:PrincipalArn": "arn:aws-cn:iam::111111111111:role/acme/dev/acme-dev-inference-proxy" },
      },
    });
  });
});

describe("invokeStatements", { tags: ["INF-06"] }, () => {
  const statements = async (models: readonly string[], unknowns = false): Promise<unknown> =>
    (await runProgram(() => ({ statements: invokeStatements(environment, models, "vpce-1") }), { unknowns })).outputs[
      "statements"
    ];

  it("allow the buffered call on the models' endpoints through one VPC endpoint", async () => {
    const expected: PolicyStatement[] = [
      {
        Sid: "InvokeModels",
        Effect: "Allow",
        Action: "sagemaker:InvokeEndpoint",
        Resource: [endpoint("churn"), endpoint("fraud")],
        Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } },
      },
    ];
    expect(await statements(["churn", "fraud"])).toEqual(expected);
    expect(await statements(["churn", "fraud"], true)).not.toBe(unknown);
  });

  it("are none without a model", async () => {
    expect(await statements([])).toEqual([]);
  });
});
