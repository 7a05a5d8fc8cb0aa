import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/** Types that the provider keeps for old programs only; the other rules do not judge what they set. */
const oldTypes = [
  awsType.bucketV2,
  "aws:s3/bucketAccelerateConfigurationV2:BucketAccelerateConfigurationV2",
  awsType.bucketAclV2,
  "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  "aws:s3/bucketLoggingV2:BucketLoggingV2",
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
  "aws:s3/bucketRequestPaymentConfigurationV2:BucketRequestPaymentConfigurationV2",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
  "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2",
];

/** Arguments of a bucket for which there are companion resources. Set here too, the two overwrite each other. */
const inlineArguments = [
  "acl",
  "corsRules",
  "grants",
  "lifecycleRules",
  "logging",
  "objectLockConfiguration",
  "policy",
  "replicationConfiguration",
  "serverSideEncryptionConfiguration",
  "versioning",
  "website",
];

/** Buckets are set up by companion resources of the current types, and serve no website over plain HTTP. */
export const dataS3ModernApi = defineResourceRule({
  name: "data-s3-modern-api",
  types: [awsType.bucket, awsType.bucketWebsite, ...oldTypes],
  check({ type, props }, verdict) {
    if (oldTypes.includes(type)) {
      const name = type.slice(type.lastIndexOf(":") + 1);
      verdict.violation({
        property: "type",
        found: `the deprecated type aws.s3.${name}`,
        expected: `aws.s3.${name.replace("V2", "")}`,
        fix: `use aws.s3.${name.replace("V2", "")} with an alias to the old type`,
      });
    }
    if (type.includes("Website")) {
      verdict.violation({
        property: "website",
        found: "a website endpoint, which answers over plain HTTP",
        expected: "objects that are served over TLS only",
        fix: "remove the website configuration",
      });
    }
    // Presence alone: an unknown argument is a given one.
    for (const argument of type === awsType.bucket ? inlineArguments : []) {
      if (read(props, argument).state === "absent") continue;
      verdict.violation({
        property: argument,
        found: `the inline argument ${argument}`,
        expected: "a companion resource for each of the bucket's settings",
        fix: `remove ${argument} from the bucket and set it with its companion resource`,
      });
    }
  },
});
