import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantNotebook } from "../../studio.fixture.js";
import { trnNbImdsv2 } from "./nbImdsv2.js";

describe("trn-nb-imdsv2", { tags: ["TRN-04"] }, () => {
  itDemandsOneProperty({
    rule: trnNbImdsv2,
    type: awsType.notebookInstance,
    compliant: compliantNotebook,
    property: "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion",
    accepted: ["2"],
    refused: ["1", ""],
    expectation:
      'expected IMDSv2 alone; fix: set instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion to "2"',
  });
});
