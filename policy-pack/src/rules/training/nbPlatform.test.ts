import { describe } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itDemandsOneProperty } from "../../oneProperty.fixture.js";
import { compliantNotebook } from "../../studio.fixture.js";
import { trnNbPlatform } from "./nbPlatform.js";

describe("trn-nb-platform", { tags: ["TRN-04"] }, () => {
  itDemandsOneProperty({
    rule: trnNbPlatform,
    type: awsType.notebookInstance,
    compliant: compliantNotebook,
    property: "platformIdentifier",
    accepted: ["notebook-al2023-v1", "notebook-al2023-v2"],
    refused: ["notebook-al1-v1", "notebook-al2-v1", "notebook-al2-v2", "notebook-al2-v3", ""],
    expectation: 'expected a platform of Amazon Linux 2023; fix: set platformIdentifier to "notebook-al2023-v1"',
  });
});
