import { defineControl } from "../control.js";

/** INF-12: Key equals tenant. */
export const keyEqualsTenant = defineControl({
  id: "INF-12",
  title: "Key equals tenant",
  requirement: "A caller cannot pair its own token with another tenant's key or data.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-11", "INF-14", "DATA-16"],
  rules: ["inf-apikey-source"],
  acceptance: {
    refused: [
      "A call carries tenant A's token and tenant B's key.",
      "A call carries tenant A's token and a body that names tenant B.",
    ],
    works: ["A call whose token, key and body agree is answered."],
  },
  remediation:
    'Set `apiKeySource: "AUTHORIZER"` on `aws.apigateway.RestApi`, so that no key comes from the client, or give the proxy the tenant table\'s variable, so that it compares key and tenant.',
  frameworks: {},
  references: [],
  built: false,
});
