import { defineControl } from "../control.js";

/** DATA-31: Lineage and provenance. */
export const lineage = defineControl({
  id: "DATA-31",
  title: "Lineage and provenance",
  requirement:
    "For any model it is known which dataset version trained it. For any dataset its origin, its transformations and the treatment of personal data are known.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-16"],
  rules: ["data-databrew-encrypted", "trn-required-lineage-tags", "trn-pipe-provenance"],
  acceptance: {
    refused: ["A training job starts without a provenance id."],
    works: ["Two queries answer which dataset model X was trained on and which models were built on dataset Y."],
  },
  remediation:
    "Carry a dataset-id tag from ingest through jobs to models, and record it in the append-only lineage table. Give DataBrew jobs in `aws.cloudcontrol.Resource` EncryptionMode SSE-KMS, EncryptionKeyArn, RoleArn, LogSubscription ENABLE and Tags.",
  frameworks: { mitreAtlas: ["AML.T0020"] },
  references: [],
  built: false,
});
