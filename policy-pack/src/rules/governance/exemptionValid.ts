import { isExpired, type Exemption } from "../../config.js";
import { definePackRule } from "../../defineRule.js";
import { currentSettings, isExemptionUsed, today } from "../../settings.js";
import { urnPlace, type StackView } from "../../stackView.js";

/**
 * Every exemption for this project names a resource of it, has not ended, and still stands in for a violation.
 * It must be the last rule of the pack: what the others found decides whether an exemption is still of use.
 */
export const govExemptionValid = definePackRule({
  name: "gov-exemption-valid",
  title: "Exemptions are in use",
  requirement: "An exemption names one rule and one resource of the project at hand, and ends on the day it says.",
  remediation: "Remove the exemption from the pack's config, or renew its date with a reason that still holds.",
  check(stack, verdict) {
    const { project } = stack.place;
    const exemptions = currentSettings().exemptions.filter(({ urn }) => urnPlace(urn).project === project);
    if (exemptions.length === 0) verdict.notApplicable("No exemption names this project");
    for (const exemption of exemptions) {
      const problem = problemWith(exemption, stack);
      if (problem === undefined) continue;
      verdict.violation({
        property: `${exemption.rule} ${exemption.urn}`,
        found: `an exemption of ${exemption.urn} from ${exemption.rule} (${exemption.owner}) that ${problem}`,
        expected: "an exemption of a resource that exists and would violate the rule, with a date to come",
        fix: "remove it from the pack's config, or correct its urn or date",
      });
    }
  },
});

function problemWith(exemption: Exemption, stack: StackView): string | undefined {
  if (isExpired(exemption, today())) return `ended on ${exemption.expires}`;
  const exists = exemption.urn === stack.rootUrn || stack.resources.some(({ urn }) => urn === exemption.urn);
  if (!exists) return "names no resource of this stack";
  if (!isExemptionUsed(exemption)) return "is not needed: the rule finds nothing there";
  return undefined;
}
