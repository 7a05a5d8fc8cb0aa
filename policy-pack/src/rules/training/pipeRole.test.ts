import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { pipelineOf, steps } from "../../pipeline.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnPipeRole as rule } from "./pipeRole.js";

const fix =
  "expected a role that the pipeline runs as; fix: set roleArn to the ARN of a role that is made for pipelines";

describe("trn-pipe-role", { tags: ["TRN-21"] }, () => {
  it("passes a role, even one that is made in the same update", async () => {
    expect(await reports(rule, [pipelineOf(steps)])).toEqual([]);
    expect(await reports(rule, [pipelineOf(steps, { roleArn: unknown })])).toEqual([]);
  });

  it.each([
    [undefined, "no roleArn"],
    ["", 'roleArn ""'],
  ])("violates with %j", async (roleArn, found) => {
    expect(await reports(rule, [pipelineOf(steps, { roleArn })])).toEqual([
      `mandatory pipeline: found ${found}; ${fix}`,
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [pipelineOf(steps, { roleArn: undefined })]);
});
