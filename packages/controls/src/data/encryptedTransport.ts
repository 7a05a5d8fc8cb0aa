import { defineControl } from "../control.js";

/** DATA-06: TLS 1.2 or newer. */
export const encryptedTransport = defineControl({
  id: "DATA-06",
  title: "TLS 1.2 or newer",
  requirement: "No storage or messaging request is answered in plaintext or under a TLS version below 1.2.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-10"],
  rules: ["data-s3-tls-only", "data-messaging-tls-only", "data-messaging-tls-only-linked"],
  acceptance: {
    refused: ["A presigned URL is fetched over http.", "A client pinned to TLS 1.1 sends a request."],
    works: ["A GET over TLS 1.2 succeeds.", "CloudTrail and flow logs are delivered."],
  },
  remediation:
    "Deny every action on the bucket and its objects with Bool `aws:SecureTransport` false and with NumericLessThan `s3:TlsVersion` 1.2, without further conditions. Put the `aws:SecureTransport` deny into topic and queue policies as well.",
  frameworks: { cis: ["2.1.1"], fsbp: ["S3.5"], nist80053: ["AC", "SC"] },
  references: [
    {
      title: "Bucket policy examples using condition keys",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html",
      read: "2026-11-24",
    },
    {
      title: "Enforcing encryption in transit with TLS1.2 or higher with Amazon S3",
      url: "https://aws.amazon.com/blogs/storage/enforcing-encryption-in-transit-with-tls1-2-or-higher-with-amazon-s3/",
      read: "2026-11-24",
    },
  ],
  built: true,
});
