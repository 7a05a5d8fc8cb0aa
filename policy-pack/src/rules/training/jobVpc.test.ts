import { unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { reports } from "../../ruleCases.fixture.js";
import { itJudgesJobArgument, trainingJob } from "../../trainingJobs.fixture.js";
import { trnJobVpc as rule } from "./jobVpc.js";

const groups = ["sg-1"];
const subnets = ["subnet-1"];

describe("trn-job-vpc", { tags: ["TRN-07"] }, () => {
  describe("subnets", () => {
    itJudgesJobArgument({
      rule,
      property: "vpcConfig.subnets",
      wrong: [[{ vpcConfig: { subnets: [], securityGroupIds: groups } }, "[]"]],
      absent: { vpcConfig: { securityGroupIds: groups } },
      unknown: { vpcConfig: { subnets: unknown, securityGroupIds: groups } },
      expected: "expected at least one of the platform's own; fix: set <property>",
    });
  });

  describe("security groups", () => {
    itJudgesJobArgument({
      rule,
      property: "vpcConfig.securityGroupIds",
      wrong: [[{ vpcConfig: { securityGroupIds: [], subnets } }, "[]"]],
      absent: { vpcConfig: { subnets } },
      unknown: { vpcConfig: { securityGroupIds: unknown, subnets } },
      expected: "expected at least one of the platform's own; fix: set <property>",
    });
  });

  it("reports both for a job without a VPC, and passes lists whose elements are unknown", async () => {
    expect(await reports(rule, [trainingJob({ vpcConfig: undefined })])).toHaveLength(2);
    expect(
      await reports(rule, [trainingJob({ vpcConfig: { subnets: [unknown], securityGroupIds: [unknown] } })]),
    ).toEqual([]);
  });
});
