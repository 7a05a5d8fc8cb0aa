import { defineControl } from "../control.js";

/** INF-27: Code signing. */
export const codeSigning = defineControl({
  id: "INF-27",
  title: "Code signing",
  requirement: "Only bundles that the platform's profile signed run in prod.",
  tier: "inference",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["INF-26", "GOV-04"],
  rules: ["inf-proxy-signed"],
  acceptance: { refused: ["An update brings an unsigned archive."], works: ["An update brings a signed archive."] },
  remediation:
    'Set `codeSigningConfigArn` on the function to an `aws.lambda.CodeSigningConfig` with `policies.untrustedArtifactOnDeployment: "Enforce"`.',
  frameworks: { mitreAtlas: ["AML.T0010.001"] },
  references: [],
  built: false,
});
