import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { companionsOf } from "../../links.js";

/** Every repository has a lifecycle, without which its images are kept for ever. */
export const trnEcrLifecycleLinked = defineStackRule({
  name: "trn-ecr-lifecycle-linked",
  types: [awsType.ecrRepository],
  check(repository, stack, verdict) {
    const { linked, floating } = companionsOf(stack, repository, awsType.ecrLifecyclePolicy, "repository", [
      "name",
      "id",
    ]);
    if (linked.length > 0) return;
    if (floating.length > 0) {
      verdict.undecided(
        `whether an aws.ecr.LifecyclePolicy (${floating.map(({ name }) => name).join(", ")}) is for this repository cannot be known yet`,
      );
      return;
    }
    verdict.violation({
      property: "aws.ecr.LifecyclePolicy",
      found: "no aws.ecr.LifecyclePolicy",
      expected: "a lifecycle for this repository",
      fix: "add an aws.ecr.LifecyclePolicy whose repository is this one",
    });
  },
});
