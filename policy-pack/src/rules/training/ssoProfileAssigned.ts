import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { linkTo } from "../../links.js";
import { domainsOf } from "../../studioDomains.js";

/**
 * A user of IAM Identity Center is assigned to Studio before they get a profile. SageMaker assigns nobody by itself: the
 * user would be refused, or, assigned first by hand, get a profile with the domain's default role.
 *
 * @see AWS, "CreateUserProfile": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateUserProfile.html
 */
export const trnSsoProfileAssigned = defineStackRule({
  name: "trn-sso-profile-assigned",
  types: [awsType.userProfile],
  check(profile, stack, verdict) {
    if (read(profile.props, "singleSignOnUserValue").state === "absent") {
      verdict.notApplicable("The profile is of no user of IAM Identity Center");
    }
    const depends = profile.dependencies.map(({ urn }) => urn);
    const { linked, floating } = domainsOf(profile, stack);
    const links = stack
      .ofType(awsType.applicationAssignment)
      .filter(({ urn }) => depends.includes(urn))
      .flatMap((assignment) =>
        [...linked, ...floating].map((domain) =>
          linkTo(assignment, "applicationArn", domain, ["singleSignOnApplicationArn"]),
        ),
      );
    if (links.includes("linked")) return;
    if (links.includes("unknown")) {
      verdict.undecided("whether the assignment that it depends on is to its domain cannot be known yet");
      return;
    }
    verdict.violation({
      property: "aws.ssoadmin.ApplicationAssignment",
      found: "no dependency on an assignment to its domain",
      expected: "an assignment of the user's group to the domain, made before the profile",
      fix:
        "add an aws.ssoadmin.ApplicationAssignment with the domain's singleSignOnApplicationArn, " +
        "and name it in dependsOn of the profile",
    });
  },
});
