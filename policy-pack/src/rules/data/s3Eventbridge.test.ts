import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3Eventbridge as rule } from "./s3Eventbridge.js";

const compliant = { bucket: "raw", eventbridge: true } satisfies aws.s3.BucketNotificationArgs;
const notification = (eventbridge: unknown) =>
  resource(awsType.bucketNotification, "events", { ...compliant, eventbridge });
const expected =
  "expected events on the event bus; fix: set eventbridge to true, and listen with aws.cloudwatch.EventRule";

describe("data-s3-eventbridge", { tags: ["DATA-03"] }, () => {
  it("passes a notification to EventBridge", async () => {
    expect(await reports(rule, [notification(true)])).toEqual([]);
  });

  it.each([
    [undefined, "no eventbridge"],
    [false, "eventbridge false"],
  ])("violates with %s", async (value, found) => {
    expect(await reports(rule, [notification(value)])).toEqual([`mandatory events: found ${found}; ${expected}`]);
  });

  it("cannot decide an unknown value", async () => {
    expect(await reports(rule, [notification(unknown)])).toEqual([
      "advisory events: undecided: eventbridge cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [notification(false)]);
});
