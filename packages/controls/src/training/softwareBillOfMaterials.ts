import { defineControl } from "../control.js";

/** TRN-17: Software bill of materials. */
export const softwareBillOfMaterials = defineControl({
  id: "TRN-17",
  title: "Software bill of materials",
  requirement:
    "Every image carries a software bill of materials made at build time, and a periodic inventory of what is in use exists.",
  tier: "training",
  stacks: ["account", "platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["TRN-15", "GOV-04"],
  rules: ["trn-build-sbom", "trn-sbom-bucket-policy"],
  acceptance: {
    refused: [
      "An image build's buildspec has no step that makes the bill of materials.",
      "Inspector exports on behalf of another account's report.",
    ],
    works: ["The digest named in the bill of materials equals the image's digest."],
  },
  remediation:
    "Add the step to the `buildspec` of the project tagged `image-build`. Allow `inspector2.amazonaws.com` in the bucket's and the key's policy with `aws:SourceAccount` and `aws:SourceArn`.",
  frameworks: { mitreAtlas: ["AML.T0010"] },
  references: [],
  built: false,
});
