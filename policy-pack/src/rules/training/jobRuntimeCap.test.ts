import { unknown } from "@secure-ml/testing";
import { describe } from "vitest";
import { itJudgesJobArgument } from "../../trainingJobs.fixture.js";
import { trnJobRuntimeCap as rule } from "./jobRuntimeCap.js";

describe("trn-job-runtime-cap", { tags: ["TRN-07"] }, () => {
  itJudgesJobArgument({
    rule,
    property: "stoppingCondition.maxRuntimeInSeconds",
    wrong: [[{ stoppingCondition: { maxRuntimeInSeconds: 0 } }, "0"]],
    absent: { stoppingCondition: undefined },
    unknown: { stoppingCondition: { maxRuntimeInSeconds: unknown } },
    expected: "expected a cap in seconds; fix: set <property> in seconds",
  });
});
