import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneCompanion } from "../../s3.fixture.js";
import { dataS3SinglePolicyLinked as rule } from "./s3SinglePolicyLinked.js";

describe("data-s3-single-policy-linked", { tags: ["DATA-10"] }, () => {
  itDemandsOneCompanion(rule, {
    type: awsType.bucketPolicy,
    kind: "aws.s3.BucketPolicy",
    purpose: "refuse what must never happen to it",
  });
});
