import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govEndpointNeedsInvokeLogging as rule } from "./endpointNeedsInvokeLogging.js";

const endpoint = (name: string) => resource(awsType.endpoint, name, { endpointConfigName: unknown });
const line = (name: string): string =>
  `mandatory ${name}: found an endpoint, and invokeLogging false in the pack's config; ` +
  "expected a trail of the account that records its invocations; " +
  "fix: select data events of AWS::SageMaker::Endpoint in the trail, then set invokeLogging to true";

describe("gov-endpoint-needs-invoke-logging", { tags: ["GOV-02"] }, () => {
  it("passes endpoints whose invocations are recorded, whatever is unknown about them", async () => {
    expect(await reports(rule, [endpoint("a"), endpoint("b")], { invokeLogging: true })).toEqual([]);
  });

  it("violates for each endpoint when the config says no, or nothing", async () => {
    expect(await reports(rule, [endpoint("a"), endpoint("b")])).toEqual([line("a"), line("b")]);
    expect(await reports(rule, [endpoint("a")], { invokeLogging: false })).toEqual([line("a")]);
  });

  it("does not apply to stacks without endpoints", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toEqual([
      `The stack has no resource of type ${awsType.endpoint}`,
    ]);
  });

  itHonoursExemptions(rule, [endpoint("a")]);
});
