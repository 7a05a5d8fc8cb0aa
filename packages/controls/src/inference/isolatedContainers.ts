import { defineControl } from "../control.js";

/** INF-01: Isolated containers. */
export const isolatedContainers = defineControl({
  id: "INF-01",
  title: "Isolated containers",
  requirement:
    "Hosted containers live in private subnets of the platform's VPC, open no connection themselves, run a fixed image, and use a role that reads one artifact prefix only.",
  tier: "inference",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: ["NET-04", "TRN-20"],
  rules: ["inf-model-isolated", "inf-model-pinned"],
  acceptance: {
    refused: ["A model has no `vpcConfig`.", "A container opens an outbound connection."],
    works: [
      "A model with VPC, isolation and a pinned package or image passes.",
      "The same endpoint answers `InvokeEndpoint`.",
    ],
  },
  remediation:
    "On `aws.sagemaker.Model` set `vpcConfig` with two or more subnets and `enableNetworkIsolation: true`, and give `primaryContainer` an approved `modelPackageName` or an `image` with `@sha256:` digest.",
  frameworks: { fsbp: ["SageMaker.5"] },
  references: [
    {
      title: "Give SageMaker AI Hosted Endpoints Access to Resources in Your Amazon VPC",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html",
      read: "2026-11-28",
    },
    {
      title: "How to use SageMaker AI execution roles",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
      read: "2026-11-28",
    },
    {
      title: "Training and Inference Containers Run in Internet-Free Mode",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
