import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantDomain } from "../../studio.fixture.js";
import { trnDomainSourceIdentity } from "./domainSourceIdentity.js";

describe("trn-domain-source-identity", { tags: ["TRN-01"] }, () => {
  itDemandsOneProperty({
    rule: trnDomainSourceIdentity,
    type: awsType.studioDomain,
    compliant: compliantDomain,
    property: "domainSettings.executionRoleIdentityConfig",
    accepted: ["USER_PROFILE_NAME"],
    refused: ["DISABLED"],
    expectation:
      'expected the profile\'s name in each call of its apps; fix: set domainSettings.executionRoleIdentityConfig to "USER_PROFILE_NAME"',
  });
});
