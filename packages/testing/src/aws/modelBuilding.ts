import { matches, policyDocument } from "./commonChecks.js";
import type { ResourceModel } from "./resourceModel.js";

const entityName = /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/;

/** Pipelines and the model registry of SageMaker. */
export const modelBuilding: Readonly<Record<string, ResourceModel>> = {
  "aws:sagemaker/pipeline:Pipeline": {
    taggable: true,
    check: (pipeline) => [
      ...matches(pipeline, "pipelineName", entityName, "must be letters, digits and hyphens"),
      ...policyDocument(pipeline, "pipelineDefinition"),
    ],
    id: "pipelineName",
    computed: { arn: (pipeline) => pipeline.arn("sagemaker", `pipeline/${pipeline.text("pipelineName")}`) },
    forceNew: ["pipelineName"],
  },
  "aws:sagemaker/modelPackageGroup:ModelPackageGroup": {
    taggable: true,
    check: (group) => matches(group, "modelPackageGroupName", entityName, "must be letters, digits and hyphens"),
    id: "modelPackageGroupName",
    computed: {
      arn: (group) => group.arn("sagemaker", `model-package-group/${group.text("modelPackageGroupName")}`),
    },
    forceNew: ["modelPackageGroupDescription", "modelPackageGroupName"],
  },
};
