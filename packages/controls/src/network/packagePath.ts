import { defineControl } from "../control.js";

/** NET-16: Package path. */
export const packagePath = defineControl({
  id: "NET-16",
  title: "Package path",
  requirement: "Libraries come from a private, curated repository and not from the internet at run time.",
  tier: "network",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["NET-07", "TRN-14"],
  rules: ["net-private-packages"],
  acceptance: {
    refused: ["A package is installed from a public index."],
    works: ["A pinned version is installed from our repository."],
  },
  remediation:
    "Make both CodeArtifact endpoints with policies limited to our domain and repositories. Point no environment value at a public package index.",
  frameworks: { mitreAtlas: ["AML.T0010"] },
  references: [],
  built: false,
});
