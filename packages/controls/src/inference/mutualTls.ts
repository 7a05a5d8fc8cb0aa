import { defineControl } from "../control.js";

/** INF-21: Mutual TLS. */
export const mutualTls = defineControl({
  id: "INF-21",
  title: "Mutual TLS",
  requirement: "A client certificate can be demanded of machine callers in addition to their authentication.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["derived"],
  needs: ["INF-20"],
  rules: ["inf-mtls-default-endpoint"],
  acceptance: {
    refused: ["A client has no certificate or one of a foreign authority.", "A client uses the default host."],
    works: ["A client with a valid certificate and token is answered."],
  },
  remediation:
    'On a `aws.apigateway.DomainName` with `mutualTlsAuthentication` set `securityPolicy: "TLS_1_2"`, and set `disableExecuteApiEndpoint: true` on the API behind it.',
  frameworks: {},
  references: [],
  built: false,
});
