import { environment } from "./environment.fixture.js";
import { gatedTrainingParameters, gatedTrainingSteps, type GatedTrainingArgs } from "./gatedTraining.js";
import { imageRegistry } from "./imageRepositoryPolicy.js";
import type { PipelineDefinitionArgs } from "./pipelineDefinition.js";

const role = (purpose: string) => `arn:aws:iam::111111111111:role/acme/dev/acme-dev-${purpose}`;
const key = (id: string) => `arn:aws:kms:eu-central-1:111111111111:key/${id}`;

/** A pipeline of the usual form, as the tests of this package build it. */
export const gatedTraining: GatedTrainingArgs = {
  model: "churn",
  image: `${imageRegistry(environment)}/acme-dev-training@sha256:${"0a".repeat(32)}`,
  modelPackageGroupName: "acme-dev-churn",
  roleArns: { processing: role("processing"), training: role("training"), evaluation: role("evaluation") },
  security: {
    subnetIds: ["subnet-1", "subnet-2"],
    securityGroupIds: ["sg-1"],
    volumeKeyArn: key("compute"),
    outputKeyArn: key("artifacts"),
  },
  preparedKeyArn: key("lake"),
  machine: { instanceType: "ml.m5.large", maxRuntimeSeconds: 3600 },
  buckets: { curated: "acme-curated", labels: "acme-labels", artifacts: "acme-artifacts" },
  metric: { path: "metrics.auc.value", minimum: 0.8 },
  servingInstanceTypes: ["ml.m5.large"],
};

/** What its definition is made of. */
export const definitionArgs: PipelineDefinitionArgs = {
  name: "acme-dev-churn",
  pipelineRoleArn: role("pipeline"),
  registry: imageRegistry(environment),
  instanceTypes: ["ml.m5.large", "ml.g5.xlarge"],
  maxRuntimeSeconds: 3600,
  parameters: gatedTrainingParameters,
  steps: gatedTrainingSteps(gatedTraining),
};
