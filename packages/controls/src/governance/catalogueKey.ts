import { defineControl } from "../control.js";

/** GOV-35: Catalogue key. */
export const catalogueKey = defineControl({
  id: "GOV-35",
  title: "Catalogue key",
  requirement: "Metadata and connection passwords of the account's data catalogue are encrypted under our own key.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["GOV-03"],
  rules: ["gov-catalog-encrypted"],
  acceptance: {
    refused: ["`connectionPasswordEncryption` is missing."],
    works: ["Both settings with the key pass."],
  },
  remediation:
    "Set `encryptionAtRest` to SSE-KMS and `connectionPasswordEncryption`, both with the ARN of the catalog key, on `aws.glue.DataCatalogEncryptionSettings`.",
  frameworks: {},
  references: [],
  built: false,
});
