import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantNotebook } from "../../studio.fixture.js";
import { trnNbNoRoot } from "./nbNoRoot.js";

describe("trn-nb-no-root", { tags: ["TRN-04"] }, () => {
  itDemandsOneProperty({
    rule: trnNbNoRoot,
    type: awsType.notebookInstance,
    compliant: compliantNotebook,
    property: "rootAccess",
    accepted: ["Disabled"],
    refused: ["Enabled", ""],
    expectation: 'expected no root for whoever works in it; fix: set rootAccess to "Disabled"',
  });
});
