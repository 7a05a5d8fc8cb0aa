import { defineControl } from "../control.js";

/** INF-38: Adversarial input detector. */
export const adversarialInputDetector = defineControl({
  id: "INF-38",
  title: "Adversarial input detector",
  requirement:
    "Inputs that look manipulated or lie outside the training domain are stopped or flagged before the main model answers.",
  tier: "inference",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["INF-01", "INF-26"],
  rules: ["inf-detector"],
  acceptance: {
    refused: [
      "Stored adversarial inputs pass unflagged beyond the agreed rate.",
      "Requests are answered while the detector is stopped.",
    ],
    works: ["Clean inputs are flagged below the agreed rate."],
  },
  remediation:
    "Give each `aws.sagemaker.Endpoint` tagged `main` a peer tagged `detector`, which the proxy calls first and without which it refuses the request.",
  frameworks: { mitreAtlas: ["AML.T0015", "AML.T0029", "AML.T0031", "AML.T0043"] },
  references: [],
  built: false,
});
