import { defineControl } from "../control.js";

/** DATA-30: Lake Formation grants. */
export const lakeFormationGrants = defineControl({
  id: "DATA-30",
  title: "Lake Formation grants",
  requirement:
    "Datasets are catalogued, tagged and granted by table, column and row in one place, with encrypted metadata.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["GOV-35", "GOV-36"],
  rules: ["data-lf-enforced", "data-glue-metadata"],
  acceptance: {
    refused: ["A scientist selects a masked column or reads the S3 path directly."],
    works: ["A scientist selects the granted columns."],
  },
  remediation:
    "Set `roleArn` and `hybridAccessEnabled` false on `aws.lakeformation.Resource`, link LF-tags to every database and grant nothing to `IAM_ALLOWED_PRINCIPALS`. Give Glue tables dataset-id, version and classification, and crawlers and jobs a `securityConfiguration`.",
  frameworks: {},
  references: [],
  built: false,
});
