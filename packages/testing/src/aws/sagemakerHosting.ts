import { hasLocalNvme } from "@secure-ml/controls";
import { matches } from "./commonChecks.js";
import type { CheckFailure, ResourceContext, ResourceModel } from "./resourceModel.js";

const hostingName = /^[0-9A-Za-z](-*[0-9A-Za-z]){0,62}$/;
const hostingNameReason = "a name has 1 to 63 letters, digits and hyphens, and begins and ends with a letter or digit";

/** SageMaker writes the names of things that it hosts in lower case into their ARNs. */
function hostedArn(kind: string) {
  return (resource: ResourceContext): string =>
    resource.arn("sagemaker", `${kind}/${resource.text("name").toLowerCase()}`);
}

/** A container is a package or an image, and a model has one container or several in a row. */
function containers(model: ResourceContext): CheckFailure[] {
  const { primaryContainer, containers: several } = model.inputs;
  const failures: CheckFailure[] = [];
  if ((primaryContainer === undefined) === (several === undefined)) {
    failures.push({ property: "primaryContainer", reason: "either PrimaryContainer or Containers must be specified" });
  }
  for (const container of [primaryContainer, ...(Array.isArray(several) ? (several as unknown[]) : [])]) {
    if (typeof container !== "object" || container === null) {
      continue;
    }
    const { modelPackageName, image, modelDataUrl } = container as Record<string, unknown>;
    if (modelPackageName !== undefined && (image !== undefined || modelDataUrl !== undefined)) {
      failures.push({
        property: "primaryContainer",
        reason: "ModelPackageName cannot be specified together with Image or ModelDataUrl",
      });
    }
  }
  return failures;
}

/**
 * Instances with local storage encrypt it by hardware, and a key is refused.
 *
 * @see AWS, "CreateEndpointConfig", KmsKeyId:
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
 */
function volumeKey(config: ResourceContext): CheckFailure[] {
  const variants = config.inputs["productionVariants"];
  const types = (Array.isArray(variants) ? (variants as unknown[]) : []).flatMap((variant) => {
    const type: unknown =
      typeof variant === "object" && variant !== null
        ? (variant as Record<string, unknown>)["instanceType"]
        : undefined;
    return typeof type === "string" ? [type] : [];
  });
  const local = types.find(hasLocalNvme);
  return config.inputs["kmsKeyArn"] !== undefined && local !== undefined
    ? [{ property: "kmsKeyArn", reason: `KmsKeyId is not supported for instance type ${local}` }]
    : [];
}

/** SageMaker's real-time inference. */
export const sagemakerHosting: Readonly<Record<string, ResourceModel>> = {
  "aws:sagemaker/model:Model": {
    taggable: true,
    autoName: { property: "name", maximumLength: 63 },
    check: (model) => [...matches(model, "name", hostingName, hostingNameReason), ...containers(model)],
    id: "name",
    computed: { arn: hostedArn("model") },
    forceNew: [
      "containers",
      "enableNetworkIsolation",
      "executionRoleArn",
      "inferenceExecutionConfig",
      "name",
      "primaryContainer",
      "vpcConfig",
    ],
  },
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": {
    taggable: true,
    autoName: { property: "name", maximumLength: 63 },
    check: (config) => [...matches(config, "name", hostingName, hostingNameReason), ...volumeKey(config)],
    id: "name",
    computed: { arn: hostedArn("endpoint-config") },
    forceNew: [
      "asyncInferenceConfig",
      "dataCaptureConfig",
      "executionRoleArn",
      "kmsKeyArn",
      "name",
      "namePrefix",
      "productionVariants",
      "shadowProductionVariants",
    ],
  },
  "aws:sagemaker/endpoint:Endpoint": {
    taggable: true,
    autoName: { property: "name", maximumLength: 63 },
    check: (endpoint) => matches(endpoint, "name", hostingName, hostingNameReason),
    id: "name",
    computed: { arn: hostedArn("endpoint") },
    forceNew: ["name"],
  },
};
