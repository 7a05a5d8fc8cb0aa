import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { readEach } from "../../known.js";

/**
 * A malware scan says its result in a tag, which is what policies can ask for. GuardDuty sets none unless it is told to.
 *
 * @see AWS, "MalwareProtectionPlanTaggingAction":
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_MalwareProtectionPlanTaggingAction.html
 */
export const dataIntakeScanned = defineResourceRule({
  name: "data-intake-scanned",
  types: [awsType.malwareProtectionPlan],
  check({ props }, verdict) {
    const path = "actions[].taggings[].status";
    for (const status of readEach(props, path)) {
      if (status.state === "unknown") verdict.undecided(`${path} cannot be known yet`);
      else if (status.state === "absent" || status.value !== "ENABLED") {
        verdict.violation({
          property: path,
          found: status.state === "absent" ? "no tagging, which is off by default" : String(status.value),
          expected: "ENABLED",
          fix: "set actions[0].taggings[0].status to ENABLED",
        });
      }
    }
  },
});
