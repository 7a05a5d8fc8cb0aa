import type { Environment } from "./environment.js";

/** What nobody who reads a log needs to see: who somebody is, how to reach or charge them, and keys. */
const identifiers = [
  "Address",
  "AwsSecretKey",
  "CreditCardNumber",
  "EmailAddress",
  "IpAddress",
  "Name",
  "OpenSshPrivateKey",
  "PkcsPrivateKey",
];

/**
 * A policy under which CloudWatch Logs masks personal data and keys in what a log group takes in. Whoever has
 * `logs:Unmask` reads it in clear; no role under the boundary does.
 *
 * @param name name of the policy, for whoever meets it in the console
 * @see AWS, "Understanding data protection policies":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html
 */
export function logMaskingPolicy({ partition }: Environment, name: string): string {
  // AWS refuses a policy in which the two lists differ.
  const DataIdentifier = identifiers.map((id) => `arn:${partition}:dataprotection::aws:data-identifier/${id}`);
  return JSON.stringify({
    Name: name,
    Version: "2021-06-01",
    Statement: [
      { Sid: "Audit", DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: "Mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
}
