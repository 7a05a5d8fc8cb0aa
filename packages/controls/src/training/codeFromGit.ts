import { defineControl } from "../control.js";

/** TRN-05: Code from Git. */
export const codeFromGit = defineControl({
  id: "TRN-05",
  title: "Code from Git",
  requirement:
    "Notebook and pipeline code lives in version control. Repositories are registered with SageMaker, and their credentials come from a secret that is rotated.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-19"],
  rules: [
    "trn-nb-repo-by-name",
    "trn-coderepo-secret",
    "trn-coderepo-https",
    "data-no-inline-secrets",
    "data-secret-rotated",
  ],
  acceptance: {
    refused: [
      "A notebook instance names its `defaultCodeRepository` by URL.",
      "A data scientist reads another project's secret.",
    ],
    works: ["The repository is cloned at start, and again after the secret was rotated and the instance restarted."],
  },
  remediation:
    "Register the repository as `aws.sagemaker.CodeRepository` with an https `gitConfig.repositoryUrl` without user name and a `gitConfig.secretArn`, and cite it by name in `defaultCodeRepository`. Rotate the secret with `aws.secretsmanager.SecretRotation`.",
  frameworks: {},
  references: [],
  built: false,
});
