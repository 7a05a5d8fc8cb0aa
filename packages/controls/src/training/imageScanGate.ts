import { defineControl } from "../control.js";

/** TRN-16: Image scan gate. */
export const imageScanGate = defineControl({
  id: "TRN-16",
  title: "Image scan gate",
  requirement:
    "Images are scanned when they are pushed and continuously afterwards. Serious findings stop the release and raise an alert.",
  tier: "training",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["GOV-25"],
  rules: ["trn-ecr-enhanced", "trn-ecr-scan-all", "trn-inspector-filter-reason"],
  acceptance: {
    refused: [
      "The scanning rules cover only repositories named `prod-*`.",
      "An image with a planted critical vulnerability is promoted.",
    ],
    works: ["A clean image is promoted."],
  },
  remediation:
    'Set `scanType: "ENHANCED"` and a repository filter `*` on `aws.ecr.RegistryScanningConfiguration`, enable ECR with `aws.inspector2.Enabler`, and give each `aws.inspector2.Filter` a reason.',
  frameworks: { fsbp: ["ECR.1"], mitreAtlas: ["AML.T0011", "AML.T0011.001"] },
  references: [],
  built: false,
});
