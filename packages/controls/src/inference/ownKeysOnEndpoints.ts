import { defineControl } from "../control.js";

/** INF-02: Own keys on endpoints. */
export const ownKeysOnEndpoints = defineControl({
  id: "INF-02",
  title: "Own keys on endpoints",
  requirement:
    "Every byte at rest on the hosting tier is under a customer-managed key with yearly rotation, and nobody opens a session on a model host.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-01"],
  rules: ["inf-endpointconfig-cmk", "inf-endpointconfig-no-ssm"],
  acceptance: {
    refused: [
      "An endpoint configuration on `ml.m5.large` has no key.",
      "An endpoint configuration on `ml.g5.xlarge`, which refuses a volume key, has one.",
    ],
    works: [
      "An endpoint configuration on `ml.g5.xlarge` without a key passes.",
      "Describing the endpoint configuration shows the customer-managed key.",
    ],
  },
  remediation:
    "On `aws.sagemaker.EndpointConfiguration` set `kmsKeyArn`, except on families with local NVMe disks, `dataCaptureConfig.kmsKeyId` and the keys of core dumps and asynchronous output. Set `productionVariants[].enableSsmAccess: false`.",
  frameworks: { mitreAtlas: ["AML.T0035"] },
  references: [
    {
      title: "CreateEndpointConfig",
      url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
