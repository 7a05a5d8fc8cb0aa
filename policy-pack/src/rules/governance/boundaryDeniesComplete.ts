import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { boundaryGaps } from "../../boundaryDenies.js";
import { defineWholeStackRule } from "../../defineRule.js";
import { boundaryOfDeployer, isDeployerRole } from "../../deployerRole.js";
import { read } from "../../known.js";
import { linkTo } from "../../links.js";
import { readDocument } from "../../policyDocument.js";
import { currentSettings } from "../../settings.js";
import { urnPlace, type StackView } from "../../stackView.js";
import type { Verdict } from "../../verdict.js";

/**
 * The boundary explicitly denies what no workload may do. It is a policy that roles name as their boundary, or one whose
 * name ends in `boundary`; the account stack must have it. The boundaries of the deployers are judged by gov-deployer-exists
 * as long as nobody else carries them.
 */
export const govBoundaryDeniesComplete = defineWholeStackRule({
  name: "gov-boundary-denies-complete",
  check(stack, verdict) {
    const boundaries = stack.ofType(awsType.managedPolicy).filter((policy) => isBoundary(policy, stack));
    for (const policy of boundaries) judgeBoundary(policy, verdict);
    if (boundaries.length > 0) return;
    const { accountProject } = currentSettings();
    if (urnPlace(stack.rootUrn).project !== accountProject)
      verdict.notApplicable("The boundary is in the account stack");
    verdict.violation({
      property: "aws.iam.Policy",
      found: "no permissions boundary",
      expected: "the boundary of every role in the account stack",
      fix: "add an aws.iam.Policy whose name ends in boundary",
    });
  },
});

function isBoundary(policy: PolicyResource, stack: StackView): boolean {
  const name = read(policy.props, "name");
  const isNamedSo = name.state === "known" && /(^|-)boundary$/i.test(String(name.value));
  if (isNamedSo && boundaryOfDeployer(policy) === undefined) return true;
  return stack
    .ofType(awsType.role)
    .some((role) => !isDeployerRole(role) && linkTo(role, "permissionsBoundary", policy, ["arn"]) === "linked");
}

function judgeBoundary(policy: PolicyResource, verdict: Verdict): void {
  const document = readDocument(policy.props, "policy");
  if (document.state === "unknown") {
    verdict.undecided("policy cannot be known yet", policy.urn);
  } else if (document.state !== "known") {
    const found = document.state === "absent" ? "no policy" : `a policy of ${document.reason}`;
    verdict.violation({ property: "policy", found, expected: "a policy document", fix: "set policy" }, policy.urn);
  } else {
    for (const { property, found, expected } of boundaryGaps(
      document.value.statements,
      currentSettings().allowedRegions,
    )) {
      verdict.violation({ property, found, expected, fix: "add an explicit Deny to the boundary" }, policy.urn);
    }
  }
}
