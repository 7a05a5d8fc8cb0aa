import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneCompanion } from "../../s3.fixture.js";
import { dataS3EventbridgeLinked as rule } from "./s3EventbridgeLinked.js";

describe("data-s3-eventbridge-linked", { tags: ["DATA-03"] }, () => {
  itDemandsOneCompanion(rule, {
    type: awsType.bucketNotification,
    kind: "aws.s3.BucketNotification",
    purpose: "send its events to EventBridge",
    exceptAccessLogs: true,
  });
});
