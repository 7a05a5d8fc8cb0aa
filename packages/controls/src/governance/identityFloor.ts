import { defineControl } from "../control.js";

/** GOV-21: Identity floor. */
export const identityFloor = defineControl({
  id: "GOV-21",
  title: "Identity floor",
  requirement:
    "The account has a strong password policy and a security contact. Code makes no IAM users or keys, and the root user is locked away.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: [],
  rules: ["data-no-iam-users", "gov-password-policy"],
  acceptance: {
    refused: ["A program holds an `aws.iam.AccessKey`.", "The minimum password length is 8."],
    works: ["The full password policy passes."],
  },
  remediation:
    "Set `minimumPasswordLength` 14, `passwordReusePrevention` 24, `maxPasswordAge` 90 and the four require settings on `aws.iam.AccountPasswordPolicy`. Register an `aws.account.AlternativeContact` of type SECURITY.",
  frameworks: {
    cis: ["1.2", "1.7", "1.8"],
    fsbp: ["Account.1", "IAM.7"],
    securityHub: ["IAM.15", "IAM.16"],
    hipaa: ["(d)"],
    gdpr: ["25"],
  },
  references: [],
  built: false,
});
