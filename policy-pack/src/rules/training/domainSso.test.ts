import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantDomain } from "../../studio.fixture.js";
import { trnDomainSso } from "./domainSso.js";

describe("trn-domain-sso", { tags: ["TRN-01"] }, () => {
  itDemandsOneProperty({
    rule: trnDomainSso,
    type: awsType.studioDomain,
    compliant: compliantDomain,
    property: "authMode",
    accepted: ["SSO"],
    refused: ["IAM", ""],
    expectation: 'expected sign-in through IAM Identity Center; fix: set authMode to "SSO"',
  });
});
