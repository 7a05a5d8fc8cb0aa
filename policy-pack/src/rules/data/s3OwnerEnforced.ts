import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

const aclArguments: Readonly<Record<string, readonly string[]>> = {
  [awsType.bucket]: ["acl", "grants"],
  [awsType.bucketLogging]: ["targetGrants"],
};

/**
 * Access is decided by policies: the bucket's owner owns every object, and nothing sets an ACL.
 *
 * @see AWS, "Controlling ownership of objects and disabling ACLs for your bucket":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export const dataS3OwnerEnforced = defineResourceRule({
  name: "data-s3-owner-enforced",
  types: [
    awsType.bucketOwnershipControls,
    awsType.bucketAcl,
    awsType.bucketAclV2,
    awsType.bucket,
    awsType.bucketLogging,
  ],
  check({ type, props }, verdict) {
    if (type === awsType.bucketOwnershipControls) {
      verdict.require(read(props, "rule.objectOwnership"), {
        property: "rule.objectOwnership",
        accepts: (value) => value === "BucketOwnerEnforced",
        expected: "BucketOwnerEnforced",
        fix: "set rule.objectOwnership to BucketOwnerEnforced",
      });
    }
    if (type === awsType.bucketAcl || type === awsType.bucketAclV2) {
      verdict.violation({
        property: "type",
        found: "an ACL of a bucket",
        expected: "access by policies only",
        fix: "remove it and grant access in the bucket's policy",
      });
    }
    // Presence alone: an unknown argument is a given one.
    for (const argument of aclArguments[type] ?? []) {
      if (read(props, argument).state === "absent") continue;
      verdict.violation({
        property: argument,
        found: `the argument ${argument}, which sets an ACL`,
        expected: "access by policies only",
        fix: `remove ${argument} and grant access in the bucket's policy`,
      });
    }
  },
});
