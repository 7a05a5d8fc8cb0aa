import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "./awsTypes.js";
import { isAccountBucketName, readBucketName, readZone } from "./dataZones.js";
import { read } from "./known.js";
import { dependenciesOf } from "./links.js";
import type { StackView } from "./stackView.js";
import type { Verdict } from "./verdict.js";

/**
 * Demands that logs go to the archive: the bucket `audit-logs` of this stack, or by its name that of the account stack.
 *
 * @param source what sends the logs
 * @param property its argument with the bucket's ARN
 * @param logs what they are, such as `flow logs`
 */
export function requireArchive(
  source: PolicyResource,
  property: string,
  logs: string,
  stack: StackView,
  verdict: Verdict,
): void {
  const destination = read(source.props, property);
  const dependencies = dependenciesOf(source, property);
  const name = /^arn:[^:]+:s3:::([^/]+)/.exec(destination.state === "known" ? String(destination.value) : "")?.[1];
  const bucket = stack.ofType(awsType.bucket).find((candidate) => {
    const theirs = readBucketName(candidate);
    return destination.state === "known"
      ? theirs.state === "known" && theirs.value === name
      : dependencies.includes(candidate);
  });
  if (bucket === undefined && destination.state === "unknown") verdict.undecided(`${property} cannot be known yet`);
  else if (bucket === undefined && (name === undefined || !isAccountBucketName(name, "audit-logs"))) {
    verdict.violation({
      property,
      found: `${logs} that go to ${name ?? "no bucket"}`,
      expected: "the audit-logs bucket of this or the account stack",
      fix: `set ${property} to the ARN of <project>-account-audit-logs-<account>-<region>`,
    });
  } else if (bucket !== undefined) {
    verdict.require(readZone(bucket), {
      property: "tag data-zone of the destination",
      accepts: (zone) => zone === "audit-logs",
      expected: "a bucket with the tag data-zone audit-logs",
      fix: `send ${logs} to the audit-logs bucket instead of ${bucket.name}`,
    });
  }
}
