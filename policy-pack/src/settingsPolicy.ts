import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { settingsJsonSchema, settingsPolicyName } from "./config.js";
import { adoptSettings } from "./settings.js";

/**
 * The policy that owns the pack's settings. The engine hands each policy only the config under its own name, so this
 * one takes what applies to all and puts it in force: it must be the first of the pack, where it runs before every
 * other, for each resource and for the stack.
 *
 * @param ruleNames rules that an exemption may name
 */
export function settingsPolicy(ruleNames: readonly string[]): ResourceValidationPolicy & StackValidationPolicy {
  return {
    name: settingsPolicyName,
    displayName: "Settings of the pack",
    description: "The settings of the policy pack can be read.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
      "Mend the config file that --policy-pack-config names, by the schema in policy-pack/config/schema.json.",
    configSchema: settingsJsonSchema(),
    validateResource(args) {
      adoptSettings(args.getConfig(), ruleNames);
      args.notApplicable("It carries the settings of the pack");
    },
    validateStack(args, report) {
      const problems = adoptSettings(args.getConfig(), ruleNames);
      if (problems.length === 0) args.notApplicable("It carries the settings of the pack");
      const message = ["bad config, so the strictest settings are in force:", ...problems].join("\n  ");
      (report as unknown as (diagnostic: object) => void)({ message, enforcementLevel: "mandatory" });
    },
  };
}
