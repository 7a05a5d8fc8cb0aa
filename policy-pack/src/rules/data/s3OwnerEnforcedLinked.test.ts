import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneCompanion } from "../../s3.fixture.js";
import { dataS3OwnerEnforcedLinked as rule } from "./s3OwnerEnforcedLinked.js";

describe("data-s3-owner-enforced-linked", { tags: ["DATA-07"] }, () => {
  itDemandsOneCompanion(rule, {
    type: awsType.bucketOwnershipControls,
    kind: "aws.s3.BucketOwnershipControls",
    purpose: "own every object in it",
  });
});
