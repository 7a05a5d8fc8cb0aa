import { unknown } from "@secure-ml/testing";
import { describe } from "vitest";
import { itJudgesJobArgument } from "../../trainingJobs.fixture.js";
import { trnJobOutputKey as rule } from "./jobOutputKey.js";

describe("trn-job-output-key", { tags: ["TRN-07"] }, () => {
  itJudgesJobArgument({
    rule,
    property: "outputDataConfig.kmsKeyId",
    wrong: [
      [{ outputDataConfig: { kmsKeyId: "alias/aws/s3" } }, `"alias/aws/s3"`],
      [{ outputDataConfig: { kmsKeyId: "0a1b" } }, `"0a1b"`],
    ],
    absent: { outputDataConfig: { s3OutputPath: "s3://artifacts/models/" } },
    unknown: { outputDataConfig: { kmsKeyId: unknown } },
    expected: "expected the ARN of a customer managed key; fix: set <property> to the key's ARN",
  });
});
