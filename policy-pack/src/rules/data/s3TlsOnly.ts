import { awsType } from "../../awsTypes.js";
import { requireDeny, type DemandedDeny } from "../../denyStatement.js";
import { readBucketName } from "../../dataZones.js";
import { defineResourceRule } from "../../defineRule.js";
import { requireDocument } from "../../requireDocument.js";

/**
 * Plain operators: for calls between services AWS hides the transport, so they do not match, while the `…IfExists`
 * forms would refuse log delivery. An exception for services would let anonymous requests pass.
 *
 * @see AWS, "Bucket policy examples using condition keys":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
const demanded: readonly DemandedDeny[] = [
  {
    sid: "DenyPlaintext",
    actions: ["s3:*"],
    resources: "bucket and objects",
    conditions: [{ operators: ["bool"], key: "aws:securetransport", accepts: ([value]) => value === "false" }],
    when: "with Bool aws:SecureTransport false",
  },
  {
    sid: "DenyOldTls",
    actions: ["s3:*"],
    resources: "bucket and objects",
    conditions: [{ operators: ["numericlessthan"], key: "s3:tlsversion", accepts: ([value]) => Number(value) >= 1.2 }],
    when: "with NumericLessThan s3:TlsVersion 1.2",
  },
];

/** A bucket answers over TLS 1.2 or newer only. */
export const dataS3TlsOnly = defineResourceRule({
  name: "data-s3-tls-only",
  types: [awsType.bucketPolicy],
  check({ props }, verdict) {
    const document = requireDocument(props, verdict);
    if (document === undefined) return;
    for (const deny of demanded) requireDeny(document, deny, verdict, readBucketName({ props }));
  },
});
