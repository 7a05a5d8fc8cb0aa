import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneCompanion } from "../../s3.fixture.js";
import { dataS3VersionedLinked as rule } from "./s3VersionedLinked.js";

describe("data-s3-versioned-linked", { tags: ["DATA-11"] }, () => {
  itDemandsOneCompanion(rule, {
    type: awsType.bucketVersioning,
    kind: "aws.s3.BucketVersioning",
    purpose: "keep superseded versions",
    exceptAccessLogs: true,
  });
});
