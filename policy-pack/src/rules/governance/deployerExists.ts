import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineWholeStackRule } from "../../defineRule.js";
import { deployerGaps } from "../../deployerDenies.js";
import { boundaryOfDeployer, deployerName, isBoundaryOfDeployer } from "../../deployerRole.js";
import { read } from "../../known.js";
import { readDocument } from "../../policyDocument.js";
import { currentSettings } from "../../settings.js";
import type { StackView } from "../../stackView.js";
import type { Verdict } from "../../verdict.js";

/**
 * The account stack has a deployer role for itself and for each environment, each under the boundary that is made for it
 * in the same stack. Other rules excuse deployers of a few things, so that this boundary must refuse what counts: roles
 * past every boundary, approvals, jobs, calls of models.
 */
export const govDeployerExists = defineWholeStackRule({
  name: "gov-deployer-exists",
  stack: "account",
  check(stack, verdict) {
    for (const environment of ["account", ...currentSettings().environments])
      judgeDeployer(environment, stack, verdict);
  },
});

function judgeDeployer(environment: string, stack: StackView, verdict: Verdict): void {
  const roles = stack.ofType(awsType.role);
  const deployers = roles.filter(({ urn, props }) => deployerName(urn, read(props, "name")) === environment);
  if (deployers.length === 0) {
    if (roles.some(({ props }) => read(props, "name").state === "unknown")) {
      verdict.undecided(`whether a role is the deployer of ${environment} cannot be known yet`);
      return;
    }
    verdict.violation({
      property: `deployer ${environment}`,
      found: `no deployer role of ${environment}`,
      expected: "a role <project>-<environment>-deployer for the account and for each environment",
      fix: `make an aws.iam.Role with the name <project>-${environment}-deployer`,
    });
  }
  for (const role of deployers) judgeBoundaryOf(role, environment, verdict);
  if (deployers.length > 0) judgeBoundary(environment, stack, verdict);
}

function judgeBoundaryOf(role: PolicyResource, environment: string, verdict: Verdict): void {
  const boundary = read(role.props, "permissionsBoundary");
  if (boundary.state === "unknown") {
    verdict.undecided(`the boundary of the deployer of ${environment} cannot be known yet`);
    return;
  }
  if (boundary.state === "known" && isBoundaryOfDeployer(boundary.value, environment)) return;
  const found = boundary.state === "absent" ? "without permissionsBoundary" : `under ${String(boundary.value)}`;
  verdict.violation({
    property: `deployer ${environment} permissionsBoundary`,
    found: `the deployer role of ${environment} ${found}`,
    expected: `the boundary <project>-account-deployer-${environment}-boundary of the account stack`,
    fix: `set permissionsBoundary of the role <project>-${environment}-deployer to its ARN, composed from the name`,
  });
}

function judgeBoundary(environment: string, stack: StackView, verdict: Verdict): void {
  const boundary = stack.ofType(awsType.managedPolicy).find((policy) => boundaryOfDeployer(policy) === environment);
  if (boundary === undefined) {
    verdict.violation({
      property: `deployer ${environment} boundary`,
      found: `no boundary of the deployer of ${environment}`,
      expected: `an aws.iam.Policy <project>-account-deployer-${environment}-boundary in this stack`,
      fix: "make the boundary beside the role",
    });
    return;
  }
  const document = readDocument(boundary.props, "policy");
  if (document.state === "unknown") {
    verdict.undecided(`the boundary of the deployer of ${environment} cannot be known yet`);
    return;
  }
  const gaps = deployerGaps(document.state === "known" ? document.value.statements : []);
  if (gaps.length === 0) return;
  verdict.violation({
    property: `deployer ${environment} boundary`,
    found: `a boundary under which the deployer of ${environment} could ${gaps.join("; ")}`,
    expected: "a Deny of each, for every resource",
    fix: `add the Denies to the policy <project>-account-deployer-${environment}-boundary`,
  });
}
