// What the stack must know about the function. Plain data and types without imports: a preview loads this file, not the
// handler's dependencies.

/** Names of the environment variables that the handler reads. */
export const settingNames = ["METRIC_NAMESPACE"] as const;

/** Name of an environment variable that the handler reads. */
export type SettingName = (typeof settingNames)[number];

/** Names of the function's CloudWatch metrics; each is counted over all models and for each model. */
export const metricNames = {
  /** Requests that were answered by a model. */
  answered: "Answered",
  /** Requests that differ from the model's schema or are no strict JSON. */
  schemaReject: "SchemaReject",
  /** Requests whose caller is no tenant, or that name another tenant than the caller's. */
  tenantReject: "TenantReject",
  /** Requests refused for any other reason: size, content type, route. */
  requestReject: "RequestReject",
  /** Answers of a model that were withheld: too large, malformed, or not of the declared form. */
  answerReject: "AnswerReject",
  /** Calls that the model or SageMaker failed, refused or did not answer in time. */
  modelError: "ModelError",
  /** Milliseconds that the model took. */
  modelLatency: "ModelLatency",
} as const;

/** Longest body that is read, in UTF-8 bytes: what the web firewall can inspect. */
export const maximumRequestBytes = 65_536;

/** Longest answer of a model that is read, in bytes. */
export const maximumAnswerBytes = 16_384;

/** Most objects and lists that may lie in one another. */
export const maximumDepth = 10;

/** What a model answers with; everything else in its answer is left out. */
export type AnswerForm =
  /** One of the declared classes for each instance, as `predicted_label`, and perhaps its `score`. */
  | { readonly kind: "class"; readonly classes: readonly (string | number)[] }
  /** A number for each instance, as `score`. */
  | { readonly kind: "value"; readonly minimum: number; readonly maximum: number };

/** A model behind the function. */
export interface ProxiedModel {
  /** Name of the model, which is also its path below the stage. */
  readonly name: string;
  /** Name of its SageMaker endpoint, in lower case. */
  readonly endpointName: string;
  /** Form of the answer. */
  readonly answer: AnswerForm;
}

/** Who may call which models. */
export interface ProxiedTenant {
  /** Id of the tenant. */
  readonly id: string;
  /** ARNs of the IAM roles that call for the tenant. */
  readonly roleArns: readonly string[];
  /** Names of the models that the tenant may call. */
  readonly models: readonly string[];
  /** Whether answers carry scores, which make it cheaper to copy or invert a model. */
  readonly scores: boolean;
}

/** Everything that differs from one deployment to the next. */
export interface Deployment {
  readonly models: readonly ProxiedModel[];
  readonly tenants: readonly ProxiedTenant[];
}

/** Checks a request's body against the schema of a model. */
export type Validator = (body: unknown) => boolean;

/** What the generated module beside the bundle exports. */
export interface DeploymentModule {
  readonly deployment: Deployment;
  /** Validators by the name of the model. */
  readonly validators: Readonly<Record<string, Validator>>;
}
