import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantNotebook } from "../../studio.fixture.js";
import { trnNbNoInternet } from "./nbNoInternet.js";

describe("trn-nb-no-internet", { tags: ["TRN-04"] }, () => {
  itDemandsOneProperty({
    rule: trnNbNoInternet,
    type: awsType.notebookInstance,
    compliant: compliantNotebook,
    property: "directInternetAccess",
    accepted: ["Disabled"],
    refused: ["Enabled", ""],
    expectation:
      'expected no way out past the VPC; fix: set directInternetAccess to "Disabled", with subnetId and securityGroups',
  });
});
