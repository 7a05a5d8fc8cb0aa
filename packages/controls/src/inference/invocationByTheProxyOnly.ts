import { defineControl } from "../control.js";

/** INF-06: Invocation by the proxy only. */
export const invocationByTheProxyOnly = defineControl({
  id: "INF-06",
  title: "Invocation by the proxy only",
  requirement: "Endpoints answer calls that are signed with SigV4 by one role only, from inside the VPC.",
  tier: "inference",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A"],
  needs: ["INF-26", "NET-08", "GOV-40"],
  rules: ["inf-no-wildcard-invoke", "data-role-least-privilege", "net-endpoint-policy"],
  acceptance: {
    refused: [
      "A developer role with administrator-like rights invokes the endpoint.",
      "An unsigned request reaches the endpoint.",
      "The proxy's credentials are used from outside the VPC.",
    ],
    works: ["The proxy invokes the endpoint."],
  },
  remediation:
    "Grant `sagemaker:InvokeEndpoint` on the endpoint's ARN, with `aws:SourceVpce`, to the proxy's role only. Deny the asynchronous and streaming variants, and name role and endpoint in the policy of the `sagemaker.runtime` VPC endpoint.",
  frameworks: { mitreAtlas: ["AML.T0024", "AML.T0040"] },
  references: [
    {
      title: "Connect to SageMaker Within your VPC",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
