import { defineControl } from "../control.js";

/** INF-13: Tenant separation. */
export const tenantSeparation = defineControl({
  id: "INF-13",
  title: "Tenant separation",
  requirement:
    "Each tenant's data sits under its own prefix with its own access path. Where contracts ask for it, a tenant gets its own endpoint or execution environment.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-12"],
  rules: ["inf-tenant-header-source", "inf-no-inference-component"],
  acceptance: {
    refused: ["Tenant A's session lists or reads tenant B's prefix.", "Tenant A's session calls tenant B's endpoint."],
    works: ["A tenant's session reads its own prefix and calls its own endpoint."],
  },
  remediation:
    "Map the tenant header of the integration from `context.authorizer.tenantId`, never from `method.request.*`. In prod use one endpoint per tenant instead of inference components.",
  frameworks: {},
  references: [],
  built: false,
});
