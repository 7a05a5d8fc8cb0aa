import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govTrailBaseline as rule } from "./trailBaseline.js";

const management = { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const compliant = {
  s3BucketName: "logs",
  isMultiRegionTrail: true,
  includeGlobalServiceEvents: true,
  enableLogFileValidation: true,
  enableLogging: true,
  kmsKeyId: "arn:aws:kms:eu-central-1:111111111111:key/0a1b",
  cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:111111111111:log-group:trail:*",
  cloudWatchLogsRoleArn: "arn:aws:iam::111111111111:role/trail",
  advancedEventSelectors: [management],
  insightSelectors: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
} satisfies aws.cloudtrail.TrailArgs;
const trail = (changes: object = {}) => resource(awsType.trail, "trail", { ...compliant, ...changes });
const selectors =
  "found selectors that leave out management events; expected every management event: selectors replace the default, which is all of them; " +
  "fix: add a selector whose only fieldSelector is eventCategory equals Management";

describe("gov-trail-baseline", { tags: ["GOV-01"] }, () => {
  it("passes a full trail", async () => {
    expect(await reports(rule, [trail()])).toEqual([]);
  });

  it.each<[string, object]>([
    ["what the provider turns on by itself", { includeGlobalServiceEvents: undefined, enableLogging: undefined }],
    ["no selectors, which means all management events", { advancedEventSelectors: undefined }],
    [
      "data events beside management events",
      {
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.type", equals: ["AWS::S3::Object"] },
            ],
          },
          management,
        ],
      },
    ],
    [
      "basic selectors of all events",
      { advancedEventSelectors: undefined, eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }] },
    ],
    ["basic selectors by default", { advancedEventSelectors: undefined, eventSelectors: [{}] }],
    [
      "basic selectors that exclude nothing",
      { advancedEventSelectors: undefined, eventSelectors: [{ excludeManagementEventSources: [] }] },
    ],
    [
      "companions that are not known yet",
      { kmsKeyId: unknown, cloudWatchLogsGroupArn: unknown, cloudWatchLogsRoleArn: unknown },
    ],
  ])("passes %s", async (_case, changes) => {
    expect(await reports(rule, [trail(changes)])).toEqual([]);
  });

  it.each<[object, string]>([
    [
      { isMultiRegionTrail: undefined },
      "found no isMultiRegionTrail; expected events of all Regions; fix: set isMultiRegionTrail to true",
    ],
    [
      { isMultiRegionTrail: false },
      "found isMultiRegionTrail false; expected events of all Regions; fix: set isMultiRegionTrail to true",
    ],
    [
      { enableLogFileValidation: undefined },
      "found no enableLogFileValidation; expected signed digests; fix: set enableLogFileValidation to true",
    ],
    [
      { enableLogFileValidation: false },
      "found enableLogFileValidation false; expected signed digests; fix: set enableLogFileValidation to true",
    ],
    [
      { includeGlobalServiceEvents: false },
      "found includeGlobalServiceEvents false; expected events of IAM and other global services; fix: set includeGlobalServiceEvents to true",
    ],
    [
      { enableLogging: false },
      "found enableLogging false; expected a trail that records; fix: set enableLogging to true",
    ],
    [{ kmsKeyId: undefined }, "found no kmsKeyId; expected log files under a key of our own; fix: set kmsKeyId"],
    [{ kmsKeyId: "" }, 'found kmsKeyId ""; expected log files under a key of our own; fix: set kmsKeyId'],
    [
      { cloudWatchLogsGroupArn: undefined },
      "found no cloudWatchLogsGroupArn; expected a live copy in CloudWatch Logs; fix: set cloudWatchLogsGroupArn",
    ],
    [
      { cloudWatchLogsRoleArn: undefined },
      "found no cloudWatchLogsRoleArn; expected a role that writes the live copy; fix: set cloudWatchLogsRoleArn",
    ],
    [{ advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }] }] }, selectors],
    [{ advancedEventSelectors: [] }, selectors],
    [
      {
        advancedEventSelectors: [
          { fieldSelectors: [...management.fieldSelectors, { field: "readOnly", equals: ["false"] }] },
        ],
      },
      selectors,
    ],
    [
      {
        advancedEventSelectors: [
          {
            fieldSelectors: [...management.fieldSelectors, { field: "eventSource", notEquals: ["kms.amazonaws.com"] }],
          },
        ],
      },
      selectors,
    ],
    [{ advancedEventSelectors: [{ fieldSelectors: [{ field: "readOnly", equals: ["Management"] }] }] }, selectors],
    [{ advancedEventSelectors: undefined, eventSelectors: [{ readWriteType: "WriteOnly" }] }, selectors],
    [{ advancedEventSelectors: undefined, eventSelectors: [{ includeManagementEvents: false }] }, selectors],
    [
      { advancedEventSelectors: undefined, eventSelectors: [{ excludeManagementEventSources: ["kms.amazonaws.com"] }] },
      selectors,
    ],
    [
      { insightSelectors: [{ insightType: "ApiCallRateInsight" }] },
      'found no ApiErrorRateInsight; expected unusual rates of calls and errors noticed in prod; fix: add { insightType: "ApiErrorRateInsight" } to insightSelectors',
    ],
    [
      { insightSelectors: [{ insightType: "ApiErrorRateInsight" }] },
      'found no ApiCallRateInsight; expected unusual rates of calls and errors noticed in prod; fix: add { insightType: "ApiCallRateInsight" } to insightSelectors',
    ],
  ])("violates with %j", async (changes, message) => {
    expect(await reports(rule, [trail(changes)])).toEqual([`mandatory trail: ${message}`]);
  });

  it("leaves insights to dev", async () => {
    expect(await reports(rule, [trail({ insightSelectors: undefined })], { profile: "dev" })).toEqual([]);
  });

  it.each([
    "isMultiRegionTrail",
    "enableLogFileValidation",
    "includeGlobalServiceEvents",
    "enableLogging",
    "advancedEventSelectors",
    "insightSelectors",
  ])("cannot decide an unknown %s, but decides the rest", async (property) => {
    const other = property === "enableLogging" ? "isMultiRegionTrail" : "enableLogging";
    const lines = await reports(rule, [trail({ [property]: unknown, [other]: false })]);
    expect(lines).toContain(`advisory trail: undecided: ${property} cannot be known yet`);
    expect(lines.filter((line) => line.startsWith("mandatory"))).toHaveLength(1);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [trail({ enableLogging: false, kmsKeyId: undefined })]);
});
