import { matches } from "./commonChecks.js";
import type { ResourceModel } from "./resourceModel.js";

/** GuardDuty and Macie. */
export const detection: Readonly<Record<string, ResourceModel>> = {
  // Another bucket makes another plan; other prefixes do not, and both stand under one property.
  "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan": {
    taggable: true,
    check: (plan) => matches(plan, "role", /^arn:[^:]+:iam::\d{12}:role\/.+$/, "role is an invalid ARN"),
    id: (plan) => plan.hex(32, "plan"),
    computed: {
      actions: () => [{ taggings: [{ status: "DISABLED" }] }],
      arn: (plan) => plan.arn("guardduty", `malware-protection-plan/${plan.hex(32, "plan")}`),
      createdAt: () => "2026-01-01T00:00:00Z",
      status: () => "ACTIVE",
    },
  },
  "aws:macie2/account:Account": {
    check: (session) => [
      ...matches(session, "status", /^(ENABLED|PAUSED)$/, "expected status to be one of [ENABLED PAUSED]"),
      ...matches(
        session,
        "findingPublishingFrequency",
        /^(FIFTEEN_MINUTES|ONE_HOUR|SIX_HOURS)$/,
        "expected finding_publishing_frequency to be one of [FIFTEEN_MINUTES ONE_HOUR SIX_HOURS]",
      ),
    ],
    id: (session) => session.facts.accountId,
    computed: {
      createdAt: () => "2026-01-01T00:00:00Z",
      findingPublishingFrequency: () => "FIFTEEN_MINUTES",
      serviceRole: (session) =>
        session.arn("iam", "role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie", "global"),
      status: () => "ENABLED",
      updatedAt: () => "2026-01-01T00:00:00Z",
    },
  },
  "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration": {
    id: (setting) => `macie:classification_export_configuration:${setting.facts.accountId}:${setting.facts.region}`,
  },
  // Macie changes nothing of a job but its status and tags.
  "aws:macie2/classificationJob:ClassificationJob": {
    taggable: true,
    autoName: { property: "name", maximumLength: 500 },
    check: (job) =>
      matches(job, "jobType", /^(ONE_TIME|SCHEDULED)$/, "expected job_type to be one of [ONE_TIME SCHEDULED]"),
    id: (job) => job.hex(32, "job"),
    computed: {
      createdAt: () => "2026-01-01T00:00:00Z",
      customDataIdentifierIds: () => [],
      description: () => "",
      jobArn: (job) => job.arn("macie2", `classification-job/${job.hex(32, "job")}`),
      jobId: (job) => job.hex(32, "job"),
      jobStatus: () => "RUNNING",
      namePrefix: () => "",
      samplingPercentage: () => 100,
      scheduleFrequency: () => ({}),
      userPausedDetails: () => [],
    },
    forceNew: [
      "customDataIdentifierIds",
      "description",
      "initialRun",
      "jobType",
      "name",
      "namePrefix",
      "s3JobDefinition",
      "samplingPercentage",
      "scheduleFrequency",
    ],
  },
  // An identifier is never changed: findings cite it.
  "aws:macie/customDataIdentifier:CustomDataIdentifier": {
    taggable: true,
    autoName: { property: "name", maximumLength: 128 },
    check: (identifier) =>
      matches(identifier, "regex", /^.{1,512}$/s, "expected length of regex to be in the range (1 - 512)"),
    id: (identifier) => identifier.uuid("identifier"),
    computed: {
      arn: (identifier) => identifier.arn("macie2", `custom-data-identifier/${identifier.uuid("identifier")}`),
      createdAt: () => "2026-01-01T00:00:00Z",
      maximumMatchDistance: () => 50,
      namePrefix: () => "",
    },
    forceNew: ["description", "ignoreWords", "keywords", "maximumMatchDistance", "name", "namePrefix", "regex"],
  },
};
