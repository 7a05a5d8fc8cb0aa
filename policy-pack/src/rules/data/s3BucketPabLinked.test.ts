import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneCompanion } from "../../s3.fixture.js";
import { dataS3BucketPabLinked as rule } from "./s3BucketPabLinked.js";

describe("data-s3-bucket-pab-linked", { tags: ["DATA-08"] }, () => {
  itDemandsOneCompanion(rule, {
    type: awsType.bucketPublicAccessBlock,
    kind: "aws.s3.BucketPublicAccessBlock",
    purpose: "block public access",
  });
});
