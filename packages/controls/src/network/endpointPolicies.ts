import { defineControl } from "../control.js";

/** NET-08: Endpoint policies. */
export const endpointPolicies = defineControl({
  id: "NET-08",
  title: "Endpoint policies",
  requirement:
    "Endpoints admit only our principals to our resources, which stops exfiltration with foreign credentials or into foreign accounts.",
  tier: "network",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["B"],
  needs: ["NET-06", "NET-07"],
  rules: ["net-endpoint-policy"],
  acceptance: {
    refused: [
      "A copy goes from inside to an outside bucket with the outsider's keys.",
      "Our role writes to an outside bucket.",
    ],
    works: ["Our role reaches our bucket.", "A managed image is pulled."],
  },
  remediation:
    "Set policy on every `aws.ec2.VpcEndpoint` whose service supports one. Put `aws:PrincipalAccount` and `aws:ResourceAccount`, or their organisation forms, on every Allow except the named exceptions.",
  frameworks: { mitreAtlas: ["AML.T0025"] },
  references: [
    {
      title: "Control access to VPC endpoints using endpoint policies",
      url: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
