import { namedArn, physicalName, roleArn, type Environment } from "@secure-ml/core";

/** Purpose of the execution role of every served model. */
export const modelPurpose = "model";

/** Purpose of the role of the function between the API and the endpoints: the only caller that an endpoint has. */
export const proxyPurpose = "inference-proxy";

/**
 * Name of a model's endpoint: fixed, because policies cite it, and in lower case, as SageMaker writes it into the ARN.
 *
 * @param model the model's short name
 * @throws NameError when SageMaker would refuse the name
 */
export function modelEndpointName(environment: Environment, model: string): string {
  return physicalName(environment, "endpoint", model);
}

/** ARN of a model's endpoint, composed from its fixed name. */
export function modelEndpointArn(environment: Environment, model: string): string {
  return namedArn(environment, "sagemaker", "endpoint", model, "endpoint/");
}

/** ARN of the execution role of the environment's models. */
export function modelRoleArn(environment: Environment): string {
  return roleArn(environment, modelPurpose);
}

/** ARN of the role that may invoke the environment's endpoints. */
export function proxyRoleArn(environment: Environment): string {
  return roleArn(environment, proxyPurpose);
}
