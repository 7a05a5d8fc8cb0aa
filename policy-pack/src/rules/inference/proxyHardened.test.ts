import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infProxyHardened as rule } from "./proxyHardened.js";

const compliant = {
  role: "arn:aws:iam::111111111111:role/proxy",
  vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/0a1b",
  architectures: ["arm64"],
  tracingConfig: { mode: "Active" },
  reservedConcurrentExecutions: 50,
  environment: { variables: { METRIC_NAMESPACE: "acme/prod" } },
  tags: { "endpoint-caller": "inference-proxy" },
} satisfies aws.lambda.FunctionArgs;
const proxy = (changes: object = {}) => resource(awsType.function, "proxy", { ...compliant, ...changes });
const place =
  "expected a place in the VPC; fix: set vpcConfig.subnetIds and vpcConfig.securityGroupIds to those of the functions";

describe("inf-proxy-hardened", { tags: ["INF-26"] }, () => {
  it.each([
    {},
    { vpcConfig: unknown },
    { vpcConfig: { subnetIds: unknown, securityGroupIds: unknown } },
    { vpcConfig: { subnetIds: [unknown], securityGroupIds: [unknown] } },
    { kmsKeyArn: unknown },
    { environment: undefined },
    { environment: { variables: { POWERTOOLS_LOGGER_LOG_EVENT: "false", OTHER: unknown } } },
  ])("passes with %j", async (changes) => {
    expect(await reports(rule, [proxy(changes)])).toEqual([]);
  });

  it.each([
    [
      { vpcConfig: undefined },
      `found no vpcConfig.subnetIds; ${place}`,
      `found no vpcConfig.securityGroupIds; ${place}`,
    ],
    [{ vpcConfig: { subnetIds: [], securityGroupIds: ["sg-1"] } }, `found vpcConfig.subnetIds []; ${place}`],
    [{ vpcConfig: { subnetIds: ["subnet-1"] } }, `found no vpcConfig.securityGroupIds; ${place}`],
    [
      { kmsKeyArn: undefined },
      "found no kmsKeyArn; expected a customer managed key for the variables; fix: set kmsKeyArn to the ARN of an aws.kms.Key",
    ],
    [
      { architectures: undefined },
      'found no architectures; expected arm64; left out, AWS takes x86_64; fix: set architectures to ["arm64"]',
    ],
    [
      { architectures: ["x86_64"] },
      'found architectures ["x86_64"]; expected arm64; left out, AWS takes x86_64; fix: set architectures to ["arm64"]',
    ],
    [
      { tracingConfig: undefined },
      "found no tracingConfig.mode; expected Active; left out, AWS takes PassThrough; fix: set tracingConfig.mode to Active",
    ],
    [
      { tracingConfig: { mode: "PassThrough" } },
      'found tracingConfig.mode "PassThrough"; expected Active; left out, AWS takes PassThrough; fix: set tracingConfig.mode to Active',
    ],
    ...[undefined, -1, 0].map(
      (reservedConcurrentExecutions) =>
        [
          { reservedConcurrentExecutions },
          `found ${reservedConcurrentExecutions === undefined ? "no reservedConcurrentExecutions" : `reservedConcurrentExecutions ${reservedConcurrentExecutions}`}; expected a concurrency of its own in prod, below what the endpoint takes; fix: set reservedConcurrentExecutions`,
        ] as const,
    ),
    ...["POWERTOOLS_LOGGER_LOG_EVENT", "LOG_EVENT"].map(
      (variable) =>
        [
          { environment: { variables: { [variable]: "true" } } },
          `found environment.variables.${variable} "true"; expected no logging of events, which hold what people send; fix: remove the variable ${variable}`,
        ] as const,
    ),
  ] as [object, ...string[]][])("violates with %j", async (changes: object, ...messages: readonly string[]) => {
    expect(await reports(rule, [proxy(changes)])).toEqual(messages.map((message) => `mandatory proxy: ${message}`));
  });

  it("leaves the concurrency to dev", async () => {
    expect(await reports(rule, [proxy({ reservedConcurrentExecutions: undefined })], { profile: "dev" })).toEqual([]);
  });

  it.each([
    [{ architectures: unknown }, "architectures"],
    [{ tracingConfig: unknown }, "tracingConfig.mode"],
    [{ reservedConcurrentExecutions: unknown }, "reservedConcurrentExecutions"],
    [{ tags: { "endpoint-caller": "x", other: unknown }, architectures: unknown }, "architectures"],
    [
      { environment: { variables: { POWERTOOLS_LOGGER_LOG_EVENT: unknown } } },
      "environment.variables.POWERTOOLS_LOGGER_LOG_EVENT",
    ],
    [{ tags: unknown }, "tag endpoint-caller"],
  ])("cannot decide %j", async (changes, property) => {
    expect(await reports(rule, [proxy(changes)])).toEqual([
      `advisory proxy: undecided: ${property} cannot be known yet`,
    ]);
  });

  it("does not apply to other functions", async () => {
    expect(await reasons(rule, [proxy({ tags: { store: "none" }, vpcConfig: undefined })])).toEqual([
      "The function has no tag endpoint-caller",
    ]);
  });

  itHonoursExemptions(rule, [proxy({ vpcConfig: undefined })]);
});
