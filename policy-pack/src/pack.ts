import type { PolicyPackArgs } from "@pulumi/policy";
import { cloudControlPolicy } from "./cloudControl/cloudControlPolicy.js";
import { ruleNames, rules } from "./rules/index.js";
import { settingsPolicy } from "./settingsPolicy.js";

/**
 * What the pack consists of: the policy that owns the settings, which must be the first, the one that holds Cloud Control
 * to the rules, and the rules.
 */
export const packArgs: PolicyPackArgs = {
  displayName: "Secure ML on AWS",
  description: "Rules that hold any Pulumi program to the controls of the secure ML blueprint.",
  enforcementLevel: "mandatory",
  policies: [settingsPolicy(ruleNames), cloudControlPolicy(rules), ...rules],
};
