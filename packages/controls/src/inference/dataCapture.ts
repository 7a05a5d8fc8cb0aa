import { defineControl } from "../control.js";

/** INF-29: Data capture. */
export const dataCapture = defineControl({
  id: "INF-29",
  title: "Data capture",
  requirement:
    "Inputs and outputs of production models are kept, encrypted, for drift analysis and audit, and can be erased per tenant.",
  tier: "inference",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A", "B"],
  needs: ["DATA-03"],
  rules: ["inf-data-capture"],
  acceptance: {
    refused: [
      "An endpoint in prod captures nothing, or one direction only.",
      "Erasing one tenant's records touches another's.",
    ],
    works: ["A call appears under the capture prefix within minutes, encrypted with the customer-managed key."],
  },
  remediation:
    "In `dataCaptureConfig` of `aws.sagemaker.EndpointConfiguration` set `enableCapture: true`, capture options for input and output, `kmsKeyId`, and `captureContentTypeHeader.jsonContentTypes`.",
  frameworks: { mitreAtlas: ["AML.T0024", "AML.T0040"] },
  references: [],
  built: false,
});
