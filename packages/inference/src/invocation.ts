import type { Environment, PolicyStatement } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { modelEndpointArn, proxyRoleArn } from "./modelNames.js";

/**
 * Statements of the policy of the VPC endpoint for `sagemaker.runtime` (INF-06): the proxy's role invokes the
 * environment's model endpoints, and nobody does anything else. The asynchronous and the streaming call are other actions,
 * which pass the proxy's checks of the answer by; they are not admitted.
 *
 * @param models short names of the models that are served; without any, nobody gets through
 * @returns the statements; they depend on names only, so that they are complete before anything exists
 * @see AWS, "Control access to VPC endpoints using endpoint policies":
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function runtimeEndpointStatements(
  environment: Environment,
  models: readonly string[],
): readonly PolicyStatement[] {
  if (models.length === 0) {
    // A policy needs a statement, and without a policy the endpoint would admit everything.
    return [{ Sid: "NoModels", Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }];
  }
  return [
    {
      Sid: "ProxyInvokesModels",
      Effect: "Allow",
      Principal: "*",
      Action: "sagemaker:InvokeEndpoint",
      Resource: models.map((model) => modelEndpointArn(environment, model)),
      Condition: { ArnEquals: { "aws:PrincipalArn": proxyRoleArn(environment) } },
    },
  ];
}

/**
 * What the proxy's role needs to invoke the environment's endpoints: the one buffered call, through one VPC endpoint, so
 * that its credentials are worth nothing elsewhere (INF-06). The role also needs the tag `endpoint-caller`: without it the
 * permissions boundary refuses every invocation.
 *
 * @param models short names of the models that are served
 * @param vpcEndpointId id of the VPC endpoint for `sagemaker.runtime`
 * @returns the statements; none without a model
 * @see AWS, "Connect to SageMaker AI within your VPC":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html
 */
export function invokeStatements(
  environment: Environment,
  models: readonly string[],
  vpcEndpointId: pulumi.Input<string>,
): pulumi.Output<readonly PolicyStatement[]> {
  return pulumi.output(vpcEndpointId).apply((id): readonly PolicyStatement[] =>
    models.length === 0
      ? []
      : [
          {
            Sid: "InvokeModels",
            Effect: "Allow",
            Action: "sagemaker:InvokeEndpoint",
            Resource: models.map((model) => modelEndpointArn(environment, model)),
            Condition: { StringEquals: { "aws:SourceVpce": id } },
          },
        ],
  );
}
