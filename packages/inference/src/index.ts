export { requireApprovedPackages, type ModelContainer } from "./approvedPackages.js";
export { invokeStatements, runtimeEndpointStatements } from "./invocation.js";
export { endpointLogGroupName, ModelEndpoint } from "./modelEndpoint.js";
export type { ModelCapture, ModelEndpointArgs } from "./modelEndpoint.js";
export { ModelHosting } from "./modelHosting.js";
export type { HostedModel, ModelHostingArgs } from "./modelHosting.js";
export {
  modelEndpointArn,
  modelEndpointName,
  modelPurpose,
  modelRoleArn,
  proxyPurpose,
  proxyRoleArn,
} from "./modelNames.js";
export { modelKeyUses, modelRoleStatements } from "./modelRole.js";
export type { ModelRoleResources } from "./modelRole.js";
export { apiEndpointStatements, apiPolicy, apiStageName } from "./apiStatements.js";
export type { InferenceTenant } from "./apiStatements.js";
export { InferenceApi } from "./inferenceApi.js";
export type { InferenceApiArgs, OfferedModel } from "./inferenceApi.js";
export { InferenceProxy, proxyKeyUses } from "./inferenceProxy.js";
export type { InferenceProxyArgs, InferenceProxyBundle, ModelAnswer, ProxiedModel } from "./inferenceProxy.js";
