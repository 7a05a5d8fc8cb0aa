import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infEndpointconfigNoSsm as rule } from "./endpointconfigNoSsm.js";

const config = (enableSsmAccess: unknown, list = "productionVariants") =>
  resource(awsType.endpointConfiguration, "churn", { [list]: [{ instanceType: "ml.m5.large", enableSsmAccess }] });

describe("inf-endpointconfig-no-ssm", { tags: ["INF-02"] }, () => {
  it.each([false, undefined])("passes with %s, which is AWS's default", async (access) => {
    expect(await reports(rule, [config(access)])).toEqual([]);
  });

  it.each([
    ["productionVariants", true],
    ["shadowProductionVariants", true],
    ["productionVariants", "true"],
  ])("violates in %s with %j", async (list, access) => {
    expect(await reports(rule, [config(access, list)], { profile: "dev" })).toEqual([
      `mandatory churn: found ${list}[].enableSsmAccess ${JSON.stringify(access)}; ` +
        "expected false: nobody opens a session on a model host; fix: set enableSsmAccess to false",
    ]);
  });

  it("finds the one variant among others", async () => {
    const two = [{ enableSsmAccess: false }, { enableSsmAccess: true }];
    expect(
      await reports(rule, [resource(awsType.endpointConfiguration, "churn", { productionVariants: two })]),
    ).toHaveLength(1);
  });

  it("cannot decide an unknown setting, or unknown variants", async () => {
    const undecided = "advisory churn: undecided: productionVariants[].enableSsmAccess cannot be known yet";
    expect(await reports(rule, [config(unknown)])).toEqual([undecided]);
    expect(
      await reports(rule, [resource(awsType.endpointConfiguration, "churn", { productionVariants: unknown })]),
    ).toEqual([undecided]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.endpoint, "churn")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [config(true)]);
});
