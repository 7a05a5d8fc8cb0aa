import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantDomain } from "../../studio.fixture.js";
import { trnDomainCmk } from "./domainCmk.js";

describe("trn-domain-cmk", { tags: ["TRN-01"] }, () => {
  itDemandsOneProperty({
    rule: trnDomainCmk,
    type: awsType.studioDomain,
    compliant: compliantDomain,
    property: "kmsKeyId",
    accepted: ["arn:aws:kms:eu-central-1:111111111111:key/2", "alias/acme-dev-studio"],
    refused: [
      "",
      "alias/aws/elasticfilesystem",
      "arn:aws:kms:eu-central-1:111111111111:alias/aws/elasticfilesystem",
      7,
    ],
    expectation:
      "expected home directories and volumes under a key of our own; fix: set kmsKeyId to the ARN of an aws.kms.Key",
  });
});
