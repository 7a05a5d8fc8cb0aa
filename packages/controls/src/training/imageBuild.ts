import { defineControl } from "../control.js";

/** TRN-18: Image build. */
export const imageBuild = defineControl({
  id: "TRN-18",
  title: "Image build",
  requirement:
    "Images are built by a service role in private subnets, from reviewed source, with encrypted outputs and logs and without inline credentials.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["TRN-15", "NET-02"],
  rules: [
    "trn-build-vpc",
    "trn-build-cmk",
    "trn-build-private",
    "trn-build-no-plaintext-secrets",
    "trn-build-privileged-only-image",
    "trn-build-logs",
    "trn-build-no-insecure-ssl",
  ],
  acceptance: {
    refused: [
      "A build project has no `vpcConfig`.",
      "A build project has a `PLAINTEXT` variable named TOKEN.",
      "The build role reads training data or creates a training job.",
    ],
    works: ["The build role pushes to its own repository."],
  },
  remediation:
    'On `aws.codebuild.Project` set `vpcConfig`, `encryptionKey`, `projectVisibility: "PRIVATE"`, `logsConfig.cloudwatchLogs` and variables of type `SECRETS_MANAGER`. Use `privilegedMode` only on the project tagged `image-build` and leave `insecureSsl` off.',
  frameworks: {},
  references: [],
  built: false,
});
