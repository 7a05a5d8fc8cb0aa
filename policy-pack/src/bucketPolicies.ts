import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "./awsTypes.js";
import { companionsOf, dependenciesOf } from "./links.js";
import { readDocument, type PolicyDocument } from "./policyDocument.js";
import type { StackView } from "./stackView.js";
import type { Verdict } from "./verdict.js";

/**
 * The policies of a bucket that can be read. One that cannot be known yet is undecided, unless it waits for something that
 * it must be made from: the rules about policies themselves ask again when it is known.
 *
 * @param sources types of what a policy may wait for
 * @param things the same in words, such as `VPC or VPC endpoint`
 */
export function readBucketPolicies(
  bucket: PolicyResource,
  stack: StackView,
  verdict: Verdict,
  sources: readonly string[],
  things: string,
): readonly { readonly policy: PolicyResource; readonly document: PolicyDocument }[] {
  const { linked } = companionsOf(stack, bucket, awsType.bucketPolicy, "bucket", ["bucket", "id"]);
  return linked.flatMap((policy) => {
    const document = readDocument(policy.props, "policy");
    if (document.state === "unknown" && !dependenciesOf(policy, "policy").some(({ type }) => sources.includes(type))) {
      verdict.undecided(`policy of ${policy.name} cannot be known yet and depends on no ${things}`);
    }
    return document.state === "known" ? [{ policy, document: document.value }] : [];
  });
}
