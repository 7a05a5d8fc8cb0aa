import { defineResourceRule } from "../../defineRule.js";
import { currentSettings } from "../../settings.js";
import { isSingleton, singletonTypes } from "../../singletons.js";
import { urnPlace } from "../../stackView.js";

/** What an account or a Region holds only one of is made by the account stack alone. */
export const govSingletonsOnlyInBaseline = defineResourceRule({
  name: "gov-singletons-only-in-baseline",
  types: singletonTypes,
  check({ type, urn, props }, verdict) {
    const { accountProject } = currentSettings();
    if (urnPlace(urn).project === accountProject) return;
    const only = isSingleton(type, props);
    if (only.state === "unknown") verdict.undecided(`${only.path} cannot be known yet`);
    if (only.state !== "known" || !only.value) return;
    verdict.violation({
      property: "type",
      found: `${type}, of which an account or Region holds only one`,
      expected: `it in the account stack, project ${accountProject}, alone`,
      fix: "remove it here; the next up, or the destroy, of this stack would change it for everybody",
    });
  },
});
