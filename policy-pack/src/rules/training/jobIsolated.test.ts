import { unknown } from "@secure-ml/testing";
import { describe } from "vitest";
import { itJudgesJobArgument } from "../../trainingJobs.fixture.js";
import { trnJobIsolated as rule } from "./jobIsolated.js";

describe("trn-job-isolated", { tags: ["TRN-07"] }, () => {
  itJudgesJobArgument({
    rule,
    property: "enableNetworkIsolation",
    wrong: [
      [{ enableNetworkIsolation: false }, "false"],
      [{ enableNetworkIsolation: "true" }, `"true"`],
    ],
    absent: { enableNetworkIsolation: undefined },
    unknown: { enableNetworkIsolation: unknown },
    expected: "expected containers without a network; fix: set <property> to true",
  });
});
