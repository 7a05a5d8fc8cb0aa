import { describe, expect, it } from "vitest";
import { itReadsDefinitions, pipelineOf } from "../../pipeline.fixture.js";
import { itHonoursExemptions, reports } from "../../ruleCases.fixture.js";
import { trnPipeRegisterInCondition as rule } from "./pipeRegisterInCondition.js";

const register = { Name: "Register", Type: "RegisterModel", Arguments: {} };
const condition = (branches: object) => ({ Name: "Is", Type: "Condition", Arguments: branches });
const violation =
  "mandatory pipeline: found step Register, which registers a model whatever its evaluation says; expected RegisterModel steps in the IfSteps of a Condition step; fix: put step Register into the IfSteps of a Condition step that compares a metric";

describe("trn-pipe-register-in-condition", { tags: ["TRN-22"] }, () => {
  itReadsDefinitions(rule);

  it("passes a registration inside nested conditions", async () => {
    const nested = condition({ IfSteps: [condition({ IfSteps: [register] })] });
    expect(await reports(rule, [pipelineOf([nested])])).toEqual([]);
  });

  it.each([
    ["at the top", register],
    ["for a metric that is too low", condition({ IfSteps: [], ElseSteps: [register] })],
    [
      "for a metric that is too low, in a nested condition",
      condition({ IfSteps: [condition({ ElseSteps: [register] })] }),
    ],
  ])("violates with a registration %s", async (_case, step) => {
    expect(await reports(rule, [pipelineOf([step])])).toEqual([violation]);
  });

  itHonoursExemptions(rule, [pipelineOf([register])]);
});
