import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantDomain } from "../../studio.fixture.js";
import { trnDomainVpcOnly } from "./domainVpcOnly.js";

describe("trn-domain-vpc-only", { tags: ["TRN-01"] }, () => {
  itDemandsOneProperty({
    rule: trnDomainVpcOnly,
    type: awsType.studioDomain,
    compliant: compliantDomain,
    property: "appNetworkAccessType",
    accepted: ["VpcOnly"],
    refused: ["PublicInternetOnly", "vpconly"],
    expectation: 'expected all traffic of apps through the VPC; fix: set appNetworkAccessType to "VpcOnly"',
  });
});
