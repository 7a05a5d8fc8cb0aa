import { functionBundle, type FunctionBundle } from "./functionBundle.js";
import {
  maximumAnswerBytes,
  maximumRequestBytes,
  metricNames,
  settingNames,
  type SettingName,
} from "./inferenceProxy/contract.js";
import { deploymentModule } from "./inferenceProxy/precompile.js";

export type { AnswerForm, Deployment, ProxiedModel, ProxiedTenant } from "./inferenceProxy/contract.js";
export type { ModelSchema } from "./inferenceProxy/precompile.js";

/** The `inference-proxy` function: its bundle and everything the stack must know to run it (INF-26). */
export interface InferenceProxyBundle extends FunctionBundle {
  /** Name of the module that must lie beside the bundle, in the same archive. */
  readonly deploymentFile: "deployment.mjs";
  /** Writes that module. */
  readonly deploymentModule: typeof deploymentModule;
  /** Environment variables that the handler reads. */
  readonly environmentVariables: readonly SettingName[];
  /**
   * Metrics written in the namespace `METRIC_NAMESPACE`, over all models and by the dimension `model`.
   */
  readonly metrics: typeof metricNames;
  /** Longest body that is read, in UTF-8 bytes. */
  readonly maximumRequestBytes: number;
  /** Longest answer of a model that is read, in bytes. */
  readonly maximumAnswerBytes: number;
  /** The function's `timeout`, in seconds: API Gateway waits 29. */
  readonly timeoutSeconds: 25;
  /** The function's `memorySize`, in MiB; below it, most of a call is start-up and TLS. */
  readonly memoryMiB: 512;
}

/**
 * Stands between API Gateway and the models: takes the tenant from the signature of the request and from nowhere else,
 * checks the body a second time, calls the model's endpoint, and passes on what the caller may have.
 * @remarks Its role needs `sagemaker:InvokeEndpoint` on the endpoints of the models, and nothing else besides its own logs.
 */
export const inferenceProxy: InferenceProxyBundle = functionBundle("inference-proxy", {
  deploymentFile: "deployment.mjs",
  deploymentModule,
  environmentVariables: settingNames,
  metrics: metricNames,
  maximumRequestBytes,
  maximumAnswerBytes,
  timeoutSeconds: 25,
  memoryMiB: 512,
});
