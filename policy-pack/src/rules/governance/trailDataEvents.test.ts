import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govTrailDataEvents as rule } from "./trailDataEvents.js";

const others = [
  "AWS::S3::AccessPoint",
  "AWS::SageMaker::Endpoint",
  "AWS::SageMaker::FeatureGroup",
  "AWS::SageMaker::ExperimentTrialComponent",
  "AWS::SageMaker::MlflowTrackingServer",
  "AWS::Lambda::Function",
  "AWS::DynamoDB::Table",
  "AWS::Glue::Table",
  "AWS::StepFunctions::StateMachine",
];
const data = (type: unknown, ...more: object[]) => ({
  fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }, { field: "resources.type", equals: [type] }, ...more],
});
const management = { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const objects = (arns: object, ...more: object[]) =>
  data("AWS::S3::Object", { field: "resources.ARN", ...arns }, ...more);
const excluding = objects({ notStartsWiths: ["arn:aws-cn:s3:::logs/"] });
const rest = others.map((type) => data(type));
const trail = (advancedEventSelectors: unknown, s3BucketName: unknown = "logs") =>
  resource(awsType.trail, "trail", { advancedEventSelectors, s3BucketName });
const missing = (types: readonly string[]): string =>
  `mandatory trail: found no data events of ${types.join(", ")}; expected each kind of thing that holds data or serves models; ` +
  "fix: add a selector for each, with eventCategory equals Data and its resources.type";
const recursive =
  "mandatory trail: found objects of the trail's own bucket selected; expected a trail that does not record its own deliveries; " +
  "fix: exclude the bucket with notStartsWiths on resources.ARN";

describe("gov-trail-data-events", { tags: ["GOV-02"] }, () => {
  it.each([
    ["by its whole ARN", excluding],
    ["by a part of its name", objects({ notStartsWiths: ["arn:aws:s3:::lo"] })],
    ["by choosing others", objects({ startsWiths: ["arn:aws:s3:::data-"] })],
  ])("passes all types with the trail's bucket left out %s", async (_how, selector) => {
    expect(await reports(rule, [trail([management, selector, ...rest])])).toEqual([]);
  });

  it.each(["AWS::S3::Object", ...others])("violates without %s", async (type) => {
    const selectors = [excluding, ...rest].filter((_each, index) => ["AWS::S3::Object", ...others][index] !== type);
    expect(await reports(rule, [trail([management, ...selectors])])).toEqual([missing([type])]);
  });

  it.each([
    undefined,
    [],
    [management],
    [{ fieldSelectors: [{ field: "resources.type", equals: ["AWS::S3::Object"] }] }],
  ])("violates with the selectors %j", async (selectors) => {
    expect(await reports(rule, [trail(selectors)])).toEqual([missing(["AWS::S3::Object", ...others])]);
  });

  it("violates with reads alone, but not with writes alone or with both in two selectors", async () => {
    const mode = (value: unknown) => data("AWS::DynamoDB::Table", { field: "readOnly", equals: [value] });
    const run = (...tables: object[]) =>
      reports(rule, [trail([excluding, ...rest.filter((_each, index) => index !== 6), ...tables])]);
    expect(await run(mode("true"))).toEqual([
      "mandatory trail: found reads of AWS::DynamoDB::Table alone; expected its writes recorded at least; " +
        'fix: leave readOnly out of its selector, or set it to "false"',
    ]);
    expect(await run(mode("false"))).toEqual([]);
    expect(await run(mode("true"), mode("false"))).toEqual([]);
    expect(await run(mode(unknown))).toEqual([
      "advisory trail: undecided: readOnly of AWS::DynamoDB::Table cannot be known yet",
    ]);
  });

  it.each([
    data("AWS::S3::Object"),
    objects({ notStartsWiths: ["arn:aws:s3:::logs-old/"] }),
    objects({ startsWiths: ["arn:aws:s3:::"] }),
  ])("violates when the trail records its own deliveries: %j", async (selector) => {
    expect(await reports(rule, [trail([selector, ...rest])])).toEqual([recursive]);
  });

  it.each([
    ["the bucket", trail([excluding, ...rest], unknown)],
    ["what is excluded", trail([objects({ notStartsWiths: [unknown] }), ...rest])],
    ["what is chosen", trail([objects({ startsWiths: unknown }), ...rest])],
  ])("cannot decide while %s is unknown", async (_what, made) => {
    expect(await reports(rule, [made])).toEqual([
      "advisory trail: undecided: whether the trail's own bucket is selected cannot be known yet",
    ]);
  });

  it.each([
    ["all", unknown],
    ["one", [excluding, ...rest.slice(1), unknown]],
    ["the fields of one", [excluding, ...rest.slice(1), { fieldSelectors: unknown }]],
    ["one field", [excluding, ...rest.slice(1), { fieldSelectors: [unknown] }]],
    ["a category", [excluding, ...rest.slice(1), { fieldSelectors: [{ field: "eventCategory", equals: [unknown] }] }]],
    ["a type", [excluding, ...rest.slice(1), data(unknown)]],
  ])("cannot decide while %s of the selectors is unknown", async (_what, selectors) => {
    expect(await reports(rule, [trail(selectors)])).toEqual([
      "advisory trail: undecided: advancedEventSelectors cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [trail([management])]);
});
