import { unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { itReadsDefinitions, pipelineOf, pipelineRoleArn, pipelineWith, steps } from "../../pipeline.fixture.js";
import { itHonoursExemptions, reports } from "../../ruleCases.fixture.js";
import { trnPipeStepRoles as rule } from "./pipeStepRoles.js";

const expected = "expected a role for this kind of job, not the pipeline's; fix: set RoleArn in step";

describe("trn-pipe-step-roles", { tags: ["TRN-21"] }, () => {
  itReadsDefinitions(rule);

  it.each(["Prepare", "Train"])("violates when step %s has no role, or the pipeline's", async (step) => {
    expect(await reports(rule, [pipelineWith(step, "RoleArn", undefined)])).toEqual([
      `mandatory pipeline: found no step ${step}: RoleArn; ${expected} ${step}`,
    ]);
    expect(await reports(rule, [pipelineWith(step, "RoleArn", pipelineRoleArn)])).toEqual([
      `mandatory pipeline: found step ${step}: RoleArn "${pipelineRoleArn}"; ${expected} ${step}`,
    ]);
  });

  it("needs no pipeline role to see that a step has one", async () => {
    expect(await reports(rule, [pipelineOf(steps, { roleArn: unknown })])).toEqual([]);
  });

  itHonoursExemptions(rule, [pipelineWith("Train", "RoleArn", undefined)]);
});
