import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantNotebook } from "../../studio.fixture.js";
import { trnNbCmk } from "./nbCmk.js";

describe("trn-nb-cmk", { tags: ["TRN-04"] }, () => {
  itDemandsOneProperty({
    rule: trnNbCmk,
    type: awsType.notebookInstance,
    compliant: compliantNotebook,
    property: "kmsKeyId",
    accepted: ["arn:aws:kms:eu-central-1:111111111111:key/2", "alias/acme-dev-studio"],
    refused: [
      "",
      "alias/aws/elasticfilesystem",
      "arn:aws:kms:eu-central-1:111111111111:alias/aws/elasticfilesystem",
      7,
    ],
    expectation: "expected a volume under a key of our own; fix: set kmsKeyId to the ARN of an aws.kms.Key",
  });
});
