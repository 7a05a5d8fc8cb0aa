import { matches } from "./commonChecks.js";
import type { CheckFailure, ResourceContext, ResourceModel } from "./resourceModel.js";

const retentionDays = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** CloudWatch Logs keeps events only for these periods. */
function retention(group: ResourceContext): CheckFailure[] {
  const days = group.inputs["retentionInDays"];
  return typeof days === "number" && !retentionDays.includes(days)
    ? [
        {
          property: "retentionInDays",
          reason: `expected retention_in_days to be one of [${retentionDays.join(" ")}], got ${String(days)}`,
        },
      ]
    : [];
}

/** CloudWatch Logs wants one audit and one masking of the same things. */
function masking(policy: ResourceContext): CheckFailure[] {
  const text = policy.inputs["policyDocument"];
  if (typeof text !== "string") return [];
  const { Statement: statements = [] } = JSON.parse(text) as {
    readonly Statement?: readonly { readonly DataIdentifier?: unknown; readonly Operation?: object }[];
  };
  const of = (operation: string) => statements.filter(({ Operation = {} }) => operation in Operation);
  const [audit, mask] = [of("Audit"), of("Deidentify")];
  const isSound =
    audit.length === 1 &&
    mask.length === 1 &&
    JSON.stringify(audit[0]?.DataIdentifier) === JSON.stringify(mask[0]?.DataIdentifier);
  return isSound
    ? []
    : [
        {
          property: "policyDocument",
          reason: "must audit and deidentify the same data identifiers, in a statement each",
        },
      ];
}

/** CloudWatch Logs, CloudWatch alarms and CloudTrail. */
export const logs: Readonly<Record<string, ResourceModel>> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    taggable: true,
    autoName: { property: "name", maximumLength: 512 },
    defaults: { retentionInDays: 0, skipDestroy: false },
    check: (group) => [
      ...matches(
        group,
        "name",
        /^[a-zA-Z0-9_/.#-]{1,512}$/,
        "name can have 1 to 512 of alphanumeric characters, hyphens, underscores, slashes, hash signs and periods",
      ),
      ...retention(group),
    ],
    id: "name",
    computed: {
      // Unlike the API, the provider leaves out the ":*" at the end.
      arn: (group) => group.arn("logs", `log-group:${group.text("name")}`),
      logGroupClass: () => "STANDARD",
      deletionProtectionEnabled: () => false,
    },
    forceNew: ["logGroupClass", "name", "namePrefix"],
  },
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy": {
    check: masking,
    id: "logGroupName",
    forceNew: ["logGroupName"],
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255 },
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    id: "name",
    computed: {
      arn: (alarm) => alarm.arn("cloudwatch", `alarm:${alarm.text("name")}`),
      evaluateLowSampleCountPercentiles: () => "",
    },
    forceNew: ["name"],
  },
  "aws:cloudtrail/trail:Trail": {
    taggable: true,
    autoName: { property: "name", maximumLength: 128 },
    defaults: {
      enableLogFileValidation: false,
      enableLogging: true,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: false,
      isOrganizationTrail: false,
    },
    check: (trail) =>
      matches(
        trail,
        "name",
        /^[a-zA-Z0-9](?:[a-zA-Z0-9._-]{1,126})[a-zA-Z0-9]$/,
        "a trail name has 3 to 128 letters, digits, dots, underscores and hyphens, and begins and ends with a letter or digit",
      ),
    // Since version 5 of the upstream provider the id is the ARN; the name stays in "name".
    id: (trail) => trail.arn("cloudtrail", `trail/${trail.text("name")}`),
    computed: {
      arn: (trail) => trail.arn("cloudtrail", `trail/${trail.text("name")}`),
      homeRegion: (trail) => trail.facts.region,
      snsTopicArn: (trail) => {
        const topic = trail.inputs["snsTopicName"];
        return typeof topic !== "string" ? "" : topic.startsWith("arn:") ? topic : trail.arn("sns", topic);
      },
    },
    forceNew: ["name"],
  },
};
