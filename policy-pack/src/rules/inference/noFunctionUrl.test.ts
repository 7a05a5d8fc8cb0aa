import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infNoFunctionUrl as rule } from "./noFunctionUrl.js";

const url = (authorizationType: unknown) => resource(awsType.functionUrl, "url", { authorizationType });

describe("inf-no-function-url", { tags: ["INF-26"] }, () => {
  it.each(["NONE", "AWS_IAM", undefined, unknown])("violates with any address: %#", async (type) => {
    expect(await reports(rule, [url(type)])).toEqual([
      "mandatory url: found an address of the function's own; expected calls through the API only; fix: remove the aws.lambda.FunctionUrl",
    ]);
  });

  it("does not apply to functions without one", async () => {
    expect(await reports(rule, [resource(awsType.function, "function", {})])).toEqual([]);
    expect(await reasons(rule, [resource(awsType.function, "function", {})])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [url("AWS_IAM")]);
});
