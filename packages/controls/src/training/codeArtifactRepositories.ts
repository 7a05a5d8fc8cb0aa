import { defineControl } from "../control.js";

/** TRN-14: CodeArtifact repositories. */
export const codeArtifactRepositories = defineControl({
  id: "TRN-14",
  title: "CodeArtifact repositories",
  requirement:
    "A private repository holds approved third-party packages and all internal ones. Nothing from a public source reaches consumers unless the control point allows it.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["TRN-11"],
  rules: ["trn-ca-cmk", "trn-ca-external-only-store", "trn-ca-no-star-principal", "trn-ca-package-group"],
  acceptance: {
    refused: [
      "The repository `team` has an external connection.",
      "A version of an internal package name arrives from an upstream.",
    ],
    works: ["An internal and a curated package install together."],
  },
  remediation:
    "Set `encryptionKey` on `aws.codeartifact.Domain`, keep `externalConnections` on the repository tagged `store`, and add an `AWS::CodeArtifact::PackageGroup` that blocks upstreams for internal names. Name principals in every permissions policy.",
  frameworks: { mitreAtlas: ["AML.T0010", "AML.T0011.001"] },
  references: [],
  built: false,
});
