import { matches } from "./commonChecks.js";
import type { ResourceContext, ResourceModel } from "./resourceModel.js";

/** ARN of a function, as its other ARNs contain it. */
function functionArn(resource: ResourceContext): string {
  return resource.arn("lambda", `function:${resource.text("name")}`);
}

/** What API Gateway calls to invoke a function. */
function invokeArn(
  resource: ResourceContext,
  arn: string,
  action = "2015-03-31/functions",
  tail = "invocations",
): string {
  const { partition, region } = resource.facts;
  return `arn:${partition}:apigateway:${region}:lambda:path/${action}/${arn}/${tail}`;
}

/** Name of the function that an alias belongs to, which may be given by its ARN. */
function functionOf(alias: ResourceContext): string {
  return alias.text("functionName").split(":").at(-1) ?? "";
}

/** Lambda. */
export const lambda: Readonly<Record<string, ResourceModel>> = {
  "aws:lambda/function:Function": {
    taggable: true,
    autoName: { property: "name", maximumLength: 64 },
    defaults: {
      memorySize: 128,
      packageType: "Zip",
      publish: false,
      reservedConcurrentExecutions: -1,
      skipDestroy: false,
      timeout: 3,
    },
    check: (fn) => matches(fn, "name", /^[a-zA-Z0-9_-]{1,64}$/, "must be valid function name or function ARN"),
    id: "name",
    computed: {
      arn: functionArn,
      invokeArn: (fn) => invokeArn(fn, functionArn(fn)),
      qualifiedArn: (fn) => `${functionArn(fn)}:${fn.inputs["publish"] === true ? "1" : "$LATEST"}`,
      qualifiedInvokeArn: (fn) =>
        invokeArn(fn, `${functionArn(fn)}:${fn.inputs["publish"] === true ? "1" : "$LATEST"}`),
      responseStreamingInvokeArn: (fn) =>
        invokeArn(fn, functionArn(fn), "2021-11-15/functions", "response-streaming-invocations"),
      version: (fn) => (fn.inputs["publish"] === true ? "1" : "$LATEST"),
      architectures: () => ["x86_64"],
      codeSha256: (fn) => Buffer.from(fn.hex(32, "code")).toString("base64"),
      sourceCodeHash: () => "",
      sourceCodeSize: () => 1024,
      lastModified: () => "2026-01-01T00:00:00.000+0000",
      signingJobArn: () => "",
      signingProfileVersionArn: () => "",
      ephemeralStorage: () => ({ size: 512 }),
      tracingConfig: () => ({ mode: "PassThrough" }),
      loggingConfig: (fn) => ({ logFormat: "Text", logGroup: `/aws/lambda/${fn.text("name")}` }),
    },
    forceNew: ["name", "packageType"],
  },
  "aws:lambda/alias:Alias": {
    autoName: { property: "name", maximumLength: 128 },
    check: (alias) =>
      matches(alias, "name", /^(?!\d+$)[a-zA-Z0-9_-]{1,128}$/, "must be an alias name, which is not all digits"),
    id: (alias) => `${functionOf(alias)}:${alias.text("name")}`,
    computed: {
      arn: (alias) => alias.arn("lambda", `function:${functionOf(alias)}:${alias.text("name")}`),
      invokeArn: (alias) =>
        invokeArn(alias, alias.arn("lambda", `function:${functionOf(alias)}:${alias.text("name")}`)),
    },
    forceNew: ["functionName", "name"],
  },
  "aws:lambda/permission:Permission": {
    autoName: { property: "statementId", maximumLength: 100 },
    id: "statementId",
    // A statement of a function's policy cannot be changed, only removed and added.
    forceNew: [
      "action",
      "eventSourceToken",
      "function",
      "functionUrlAuthType",
      "invokedViaFunctionUrl",
      "principal",
      "principalOrgId",
      "qualifier",
      "sourceAccount",
      "sourceArn",
      "statementId",
      "statementIdPrefix",
    ],
  },
};
