import { defineControl } from "../control.js";

/** GOV-36: Lake Formation settings. */
export const lakeFormationSettings = defineControl({
  id: "GOV-36",
  title: "Lake Formation settings",
  requirement: "The account stops granting catalogue access to every IAM principal, so that tag-based grants decide.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A"],
  needs: [],
  rules: ["gov-lf-settings"],
  acceptance: {
    refused: ["A default permission for `IAM_ALLOWED_PRINCIPALS` remains."],
    works: ["Merged administrators pass."],
  },
  remediation:
    "Set `createDatabaseDefaultPermissions` and `createTableDefaultPermissions` to empty lists on `aws.lakeformation.DataLakeSettings`, with every environment's deployer among the admins.",
  frameworks: {},
  references: [],
  built: false,
});
