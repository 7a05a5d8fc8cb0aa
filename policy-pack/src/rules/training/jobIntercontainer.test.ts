import { unknown } from "@secure-ml/testing";
import { describe } from "vitest";
import { itJudgesJobArgument } from "../../trainingJobs.fixture.js";
import { trnJobIntercontainer as rule } from "./jobIntercontainer.js";

describe("trn-job-intercontainer", { tags: ["TRN-07"] }, () => {
  itJudgesJobArgument({
    rule,
    property: "enableInterContainerTrafficEncryption",
    wrong: [[{ enableInterContainerTrafficEncryption: false }, "false"]],
    absent: { enableInterContainerTrafficEncryption: undefined },
    unknown: { enableInterContainerTrafficEncryption: unknown },
    expected: "expected encrypted traffic between machines; fix: set <property> to true",
  });
});
