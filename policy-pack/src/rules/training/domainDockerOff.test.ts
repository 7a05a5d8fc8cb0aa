import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantDomain } from "../../studio.fixture.js";
import { trnDomainDockerOff } from "./domainDockerOff.js";

describe("trn-domain-docker-off", { tags: ["TRN-01"] }, () => {
  itDemandsOneProperty({
    rule: trnDomainDockerOff,
    type: awsType.studioDomain,
    compliant: compliantDomain,
    property: "domainSettings.dockerSettings.enableDockerAccess",
    accepted: ["DISABLED"],
    refused: ["ENABLED"],
    expectation: 'expected no Docker in apps; fix: set domainSettings.dockerSettings.enableDockerAccess to "DISABLED"',
  });
});
