export { evidenceExport, type EvidenceExportBundle } from "./evidenceExport.js";
export type { FunctionBundle, PermissionNeed } from "./functionBundle.js";
export {
  inferenceProxy,
  type AnswerForm,
  type Deployment,
  type InferenceProxyBundle,
  type ModelSchema,
  type ProxiedModel,
  type ProxiedTenant,
} from "./inferenceProxy.js";
export { secretRotation, type SecretRotationBundle } from "./secretRotation.js";
