import type { PolicyResource } from "@pulumi/policy";

import { companionsOf } from "./links.js";
import type { StackView } from "./stackView.js";
import type { Verdict } from "./verdict.js";

/** What a VPC must have beside it. */
export interface VpcCompanion {
  /** Type token. */
  readonly type: string;
  /** Its argument that names the VPC. */
  readonly path: string;
  /** Class of the provider, for the message. */
  readonly resource: string;
  readonly expected: string;
}

/**
 * Finds what a VPC must have beside it, and reports when it is missing.
 *
 * @param vpc an `aws.ec2.Vpc`
 * @returns those that refer to the VPC; none when that was reported
 */
export function requireForVpc(
  vpc: PolicyResource,
  { type, path, resource, expected }: VpcCompanion,
  stack: StackView,
  verdict: Verdict,
): readonly PolicyResource[] {
  const { linked, floating } = companionsOf(stack, vpc, type, path, ["id"]);
  if (linked.length === 0 && floating.length > 0) {
    verdict.undecided(`whether ${floating.map(({ name }) => name).join(", ")} is for it cannot be known yet`);
  } else if (linked.length === 0) {
    verdict.violation({
      property: resource,
      found: `no ${resource}`,
      expected,
      fix: `add an ${resource} with its ${path}`,
    });
  }
  return linked;
}
