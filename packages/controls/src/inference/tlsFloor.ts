import { defineControl } from "../control.js";

/** INF-20: TLS floor. */
export const tlsFloor = defineControl({
  id: "INF-20",
  title: "TLS floor",
  requirement: "Every public or private name of the API demands TLS 1.2 or newer with forward secrecy.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["INF-08"],
  rules: ["inf-tls-policy"],
  acceptance: {
    refused: ["A client shakes hands with TLS 1.0 or 1.1 on the default or a custom host."],
    works: ["A client with TLS 1.2 and ECDHE is answered, and the access log shows its `tlsVersion`."],
  },
  remediation:
    "Set `securityPolicy` to one of the four allowed `SecurityPolicy_*` values, such as `SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09`, and `endpointAccessMode` on both `aws.apigateway.RestApi` and `aws.apigateway.DomainName`.",
  frameworks: { fsbp: ["APIGateway.11"] },
  references: [],
  built: false,
});
