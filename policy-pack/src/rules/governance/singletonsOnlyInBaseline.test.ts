import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { singletonTypes } from "../../singletons.js";
import { govSingletonsOnlyInBaseline as rule } from "./singletonsOnlyInBaseline.js";

const monitor = "aws:costexplorer/anomalyMonitor:AnomalyMonitor";
const plain = singletonTypes.filter((type) => type !== monitor);
const line = (type: string): string =>
  `mandatory only: found ${type}, of which an account or Region holds only one; ` +
  "expected it in the account stack, project secure-ml-account, alone; " +
  "fix: remove it here; the next up, or the destroy, of this stack would change it for everybody";

describe("gov-singletons-only-in-baseline", { tags: ["GOV-22"] }, () => {
  it.each(plain)("violates with %s outside the account stack, and passes in it", async (type) => {
    expect(await reports(rule, [resource(type, "only")])).toEqual([line(type)]);
    expect(await reports(rule, [resource(type, "only", {}, { project: "secure-ml-account" })])).toEqual([]);
    expect(await reports(rule, [resource(type, "only")], { accountProject: "project" })).toEqual([]);
  });

  it("knows the list", () => {
    expect(singletonTypes).toHaveLength(44);
    expect(new Set(singletonTypes).size).toBe(44);
  });

  it.each([{ vpcId: "vpc-1" }, { vpcId: unknown }])(
    "passes the default group of a VPC of one's own",
    async (inputs) => {
      expect(await reports(rule, [resource(awsType.defaultSecurityGroup, "only", inputs)])).toEqual([]);
    },
  );

  it("judges anomaly monitors by their type", async () => {
    const of = (monitorType: unknown) => resource(monitor, "only", { monitorType });
    expect(await reports(rule, [of("DIMENSIONAL")])).toEqual([line(monitor)]);
    expect(await reports(rule, [of("CUSTOM")])).toEqual([]);
    expect(await reports(rule, [of(undefined)])).toEqual([]);
    expect(await reports(rule, [of(unknown)])).toEqual(["advisory only: undecided: monitorType cannot be known yet"]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [resource("aws:apigateway/account:Account", "only")]);
});
