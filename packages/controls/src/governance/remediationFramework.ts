import { defineControl } from "../control.js";

/** GOV-26: Remediation framework. */
export const remediationFramework = defineControl({
  id: "GOV-26",
  title: "Remediation framework",
  requirement: "Known bad states are corrected automatically, safely and traceably.",
  tier: "governance",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-25"],
  rules: ["gov-lambda-permission-scoped", "gov-remediation-has-mode", "gov-remediator-role-boundary"],
  acceptance: {
    refused: ["An `aws.lambda.Permission` has no `sourceArn`."],
    works: ["A dry run leaves the fake API untouched but writes evidence."],
  },
  remediation:
    "Give every `aws.lambda.Permission` a `sourceArn`, and a `sourceAccount` for Secrets Manager and S3. Tag each remediating function with mode, and limit its role to tag, copy, stop and put-settings actions.",
  frameworks: { fsbp: ["Lambda.1", "SSM.4"] },
  references: [],
  built: false,
});
