import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataIntakeScanned as rule } from "./intakeScanned.js";

const plan = (actions: unknown) =>
  resource(awsType.malwareProtectionPlan, "plan", {
    protectedResource: { s3Bucket: { bucketName: "raw", objectPrefixes: ["intake/"] } },
    ...(actions === undefined ? {} : { actions }),
  });
const violation = (found: string) =>
  `mandatory plan: found ${found}; expected ENABLED; fix: set actions[0].taggings[0].status to ENABLED`;

describe("data-intake-scanned", { tags: ["DATA-28"] }, () => {
  it("passes a plan that tags", async () => {
    expect(await reports(rule, [plan([{ taggings: [{ status: "ENABLED" }] }])])).toEqual([]);
  });

  it.each<[unknown, string]>([
    [undefined, "no tagging, which is off by default"],
    [[], "no tagging, which is off by default"],
    [[{}], "no tagging, which is off by default"],
    [[{ taggings: [] }], "no tagging, which is off by default"],
    [[{ taggings: [{}] }], "no tagging, which is off by default"],
    [[{ taggings: [{ status: "DISABLED" }] }], "DISABLED"],
  ])("violates with actions %j", async (actions, found) => {
    const [line, ...others] = await reports(rule, [plan(actions)]);
    expect(line?.replace(/plan: found actions\S+ /, "plan: found ")).toContain(violation(found).slice(16));
    expect(others).toEqual([]);
  });

  it("cannot decide unknown actions", async () => {
    const undecided = "advisory plan: undecided: actions[].taggings[].status cannot be known yet";
    expect(await reports(rule, [plan(unknown)])).toEqual([undecided]);
    expect(await reports(rule, [plan([{ taggings: [{ status: unknown }] }])])).toEqual([undecided]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [plan(undefined)]);
});
