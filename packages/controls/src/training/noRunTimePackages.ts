import { defineControl } from "../control.js";

/** TRN-13: No run-time packages. */
export const noRunTimePackages = defineControl({
  id: "TRN-13",
  title: "No run-time packages",
  requirement:
    "Training code cannot fetch packages. Dependencies are baked into images, or served from the private repository to notebooks and builds.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["TRN-12", "NET-08"],
  rules: ["net-endpoint-policy", "trn-training-role-no-codeartifact", "trn-training-subnet-no-nat"],
  acceptance: {
    refused: ["A job installs a package with `pip install`.", "The training role requests a service bearer token."],
    works: ["A notebook installs the same package through CodeArtifact."],
  },
  remediation:
    "Give the training subnets no NAT route, the S3 gateway endpoint an allow-list as `policy`, and the job roles no `codeartifact:*` or `sts:GetServiceBearerToken` action.",
  frameworks: { mitreAtlas: ["AML.T0011.001"] },
  references: [],
  built: false,
});
