import { describe, expect, it } from "vitest";
import { itReadsDefinitions, pipelineWith } from "../../pipeline.fixture.js";
import { itHonoursExemptions, reports } from "../../ruleCases.fixture.js";
import { trnPipeRegisterPending as rule } from "./pipeRegisterPending.js";

const fix =
  "expected versions that wait for a person; fix: set ModelApprovalStatus in step Register to PendingManualApproval";

describe("trn-pipe-register-pending", { tags: ["TRN-22"] }, () => {
  itReadsDefinitions(rule);

  it.each([
    ["Approved", 'step Register: ModelApprovalStatus "Approved"'],
    ["Rejected", 'step Register: ModelApprovalStatus "Rejected"'],
    [undefined, "no step Register: ModelApprovalStatus"],
  ])("violates with the status %s", async (status, found) => {
    expect(await reports(rule, [pipelineWith("Register", "ModelApprovalStatus", status)])).toEqual([
      `mandatory pipeline: found ${found}; ${fix}`,
    ]);
  });

  itHonoursExemptions(rule, [pipelineWith("Register", "ModelApprovalStatus", "Approved")]);
});
