import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readList, type Read } from "../../known.js";
import { listHolds } from "../../links.js";
import { currentSettings } from "../../settings.js";
import type { Verdict } from "../../verdict.js";

/** Flags of a trail; the provider turns the first two off and the others on when they are left out. */
const flags = [
  { property: "isMultiRegionTrail", absent: "violates", expected: "events of all Regions" },
  { property: "enableLogFileValidation", absent: "violates", expected: "signed digests" },
  { property: "includeGlobalServiceEvents", absent: "passes", expected: "events of IAM and other global services" },
  { property: "enableLogging", absent: "passes", expected: "a trail that records" },
] as const;

const companions = {
  kmsKeyId: "log files under a key of our own",
  cloudWatchLogsGroupArn: "a live copy in CloudWatch Logs",
  cloudWatchLogsRoleArn: "a role that writes the live copy",
};

/**
 * A trail records every management event of every Region, provably unaltered.
 *
 * @see AWS, "Security best practices in AWS CloudTrail":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 */
export const govTrailBaseline = defineResourceRule({
  name: "gov-trail-baseline",
  types: [awsType.trail],
  check({ props }, verdict) {
    for (const { property, absent, expected } of flags) {
      const fix = `set ${property} to true`;
      verdict.require(read(props, property), { property, accepts: (value) => value === true, expected, fix, absent });
    }
    for (const [property, expected] of Object.entries(companions)) {
      // An unknown value is a given one; which key it is, data-kms-customer-managed says.
      const accepts = (value: unknown): boolean => value !== "";
      verdict.require(read(props, property), {
        property,
        accepts,
        expected,
        fix: `set ${property}`,
        unknown: "passes",
      });
    }
    const records = recordsManagementEvents(props);
    if (records.state === "unknown") verdict.undecided(`${records.path} cannot be known yet`);
    else if (records.state === "known" && !records.value) {
      verdict.violation({
        property: "advancedEventSelectors",
        found: "selectors that leave out management events",
        expected: "every management event: selectors replace the default, which is all of them",
        fix: "add a selector whose only fieldSelector is eventCategory equals Management",
      });
    }
    if (currentSettings().profile === "prod") requireInsights(props, verdict);
  },
});

function recordsManagementEvents(props: unknown): Read<boolean> {
  const advanced = read(props, "advancedEventSelectors");
  if (advanced.state !== "absent") {
    return listHolds(props, "advancedEventSelectors", (selector) => {
      const fields = readList(selector, "fieldSelectors");
      const [only] = fields.state === "known" ? fields.value : [];
      if (fields.state !== "known" || fields.value.length !== 1 || only?.state !== "known") return false;
      const field = read(only.value, "field");
      const isCategory = field.state === "known" && field.value === "eventCategory";
      const isManagement = listHolds(only.value, "equals", (value) => value === "Management");
      return isCategory && isManagement.state === "known" && isManagement.value;
    });
  }
  if (read(props, "eventSelectors").state === "absent") return { state: "known", value: true };
  return listHolds(props, "eventSelectors", (selector) => {
    const included = read(selector, "includeManagementEvents");
    const kind = read(selector, "readWriteType");
    const excluded = readList(selector, "excludeManagementEventSources");
    return (
      (included.state === "absent" || (included.state === "known" && included.value === true)) &&
      (kind.state === "absent" || (kind.state === "known" && kind.value === "All")) &&
      (excluded.state === "absent" || (excluded.state === "known" && excluded.value.length === 0))
    );
  });
}

function requireInsights(props: unknown, verdict: Verdict): void {
  for (const insight of ["ApiCallRateInsight", "ApiErrorRateInsight"]) {
    const found = listHolds(props, "insightSelectors", (selector) => {
      const type = read(selector, "insightType");
      return type.state === "known" && type.value === insight;
    });
    if (found.state === "unknown") verdict.undecided("insightSelectors cannot be known yet");
    else if (found.state === "known" && !found.value) {
      verdict.violation({
        property: `insightSelectors ${insight}`,
        found: `no ${insight}`,
        expected: "unusual rates of calls and errors noticed in prod",
        fix: `add { insightType: "${insight}" } to insightSelectors`,
      });
    }
  }
}
