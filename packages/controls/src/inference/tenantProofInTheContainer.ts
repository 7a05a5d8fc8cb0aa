import { defineControl } from "../control.js";

/** INF-07: Tenant proof in the container. */
export const tenantProofInTheContainer = defineControl({
  id: "INF-07",
  title: "Tenant proof in the container",
  requirement:
    "The model's container enforces the isolation of tenants again, so that it does not depend on the edge alone.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-26"],
  rules: ["inf-container-tenant-key"],
  acceptance: {
    refused: [
      "A direct invocation with valid IAM rights carries no statement of tenant.",
      "A direct invocation carries another tenant's statement.",
    ],
    works: ["The proxy's call with its signed statement is answered."],
  },
  remediation:
    "Put the public key that verifies the signed tenant statement into `primaryContainer.environment` of each model tagged multi-tenant, and grant `kms:Sign` to the proxy's role alone.",
  frameworks: { mitreAtlas: ["AML.T0040"] },
  references: [],
  built: false,
});
