import { matches } from "./commonChecks.js";
import type { ResourceModel } from "./resourceModel.js";

/** GuardDuty and Macie. */
export const detection: Readonly<Record<string, ResourceModel>> = {
  // Another bucket makes another plan; other prefixes do not, and both stand under one property.
  "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan": {
    taggable: true,
    check: (plan) => matches(plan, "role", /^arn:[^:]+:iam::\d{12}:role\/.+$/, "role is an invalid ARN"),
    id: (plan) => plan.hex(32, "plan"),
    computed: {
      actions: () => [{ taggings: [{ status: "DISABLED" }] }],
      arn: (plan) => plan.arn("guardduty", `malware-protection-plan/${plan.hex(32, "plan")}`),
      createdAt: () => "2026-01-01T00:00:00Z",
      status: () => "ACTIVE",
    },
  },
};
