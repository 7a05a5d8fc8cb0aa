import { defineControl } from "../control.js";

/** INF-03: Endpoint availability. */
export const endpointAvailability = defineControl({
  id: "INF-03",
  title: "Endpoint availability",
  requirement:
    "Predictions in prod survive the loss of one Availability Zone or one instance, and serverless variants are not used where isolation is required.",
  tier: "inference",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["derived"],
  needs: ["NET-02"],
  rules: ["inf-endpoint-ha"],
  acceptance: {
    refused: ["A variant in prod starts with one instance.", "A variant in prod is serverless."],
    works: [
      "A variant in dev starts with one instance.",
      "The API keeps answering while one instance is killed.",
      "The endpoint's network interfaces lie in subnets of two Availability Zones.",
    ],
  },
  remediation:
    "Set `productionVariants[].initialInstanceCount` to 2 or more, leave `serverlessConfig` unset, and give `Model.vpcConfig.subnets` subnets in two or more Availability Zones.",
  frameworks: { fsbp: ["SageMaker.4"] },
  references: [],
  built: false,
});
