import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantNotebook } from "../../studio.fixture.js";
import { trnNbInVpc } from "./nbInVpc.js";

describe("trn-nb-in-vpc", { tags: ["TRN-04"] }, () => {
  itDemandsOneProperty({
    rule: trnNbInVpc,
    type: awsType.notebookInstance,
    compliant: compliantNotebook,
    property: "subnetId",
    accepted: ["subnet-2"],
    refused: ["", 7],
    expectation:
      "expected a private subnet of the environment; fix: set subnetId to the id of a private aws.ec2.Subnet",
    unknown: "passes",
  });
});
