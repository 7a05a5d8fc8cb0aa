import { arn, policyDocument, type Environment, type PolicyStatement } from "@secure-ml/core";

/** Who may call which models. */
export interface InferenceTenant {
  /** Id of the tenant, 3 to 36 lower-case letters, digits and hyphens. */
  readonly id: string;
  /** ARNs of the IAM roles that call for the tenant, in this account or in the tenant's own. */
  readonly roleArns: readonly string[];
  /** Short names of the models that the tenant may call. */
  readonly models: readonly string[];
  /** Whether answers carry scores, which make it cheaper to copy or invert a model. */
  readonly scores: boolean;
}

/** Name of the API's only stage: the environment's. */
export function apiStageName(environment: Environment): string {
  return environment.name;
}

/**
 * The resource policy of the private API (INF-08, INF-09): through the named VPC endpoints only, for the tenants' roles
 * only, and each for its own models only.
 *
 * The Denies use negated operators on purpose: a call without the key, from the internet or without a signature, is
 * refused too. In the API's own account the Allow is enough for a role; a role of another account also needs
 * `execute-api:Invoke` in a policy of its own.
 *
 * @param executionArn ARN under which the API is called, without stage and method
 * @param vpcEndpointIds ids of the VPC endpoints for `execute-api` through which calls may come, one or more
 * @param tenants one or more
 * @throws PolicyDocumentError when there are too many tenants for the 8,192 bytes of the policy
 * @see AWS, "How API Gateway resource policies affect authorization workflow":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 * @see AWS, "AWS condition keys that can be used in API Gateway resource policies":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
export function apiPolicy(
  environment: Environment,
  executionArn: string,
  vpcEndpointIds: readonly string[],
  tenants: readonly InferenceTenant[],
): string {
  const all = { Principal: "*", Action: "execute-api:Invoke" } as const;
  const everything = `${executionArn}/*`;
  return policyDocument("apiPolicy", "the inference API", [
    {
      Sid: "DenyOtherEndpoints",
      Effect: "Deny",
      ...all,
      Resource: everything,
      Condition: { StringNotEquals: { "aws:SourceVpce": vpcEndpointIds } },
    },
    {
      Sid: "DenyOtherCallers",
      Effect: "Deny",
      ...all,
      Resource: everything,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": tenants.flatMap(({ roleArns }) => roleArns) } },
    },
    ...tenants.map(({ roleArns, models }, index): PolicyStatement => ({
      Sid: `Tenant${index}`,
      Effect: "Allow",
      ...all,
      Resource: models.map((model) => `${executionArn}/${apiStageName(environment)}/POST/${model}`),
      Condition: {
        ArnEquals: { "aws:PrincipalArn": roleArns },
        StringEquals: { "aws:SourceVpce": vpcEndpointIds },
      },
    })),
  ]);
}

/**
 * Statements of the policy of the VPC endpoint for `execute-api` (NET-08): the tenants' roles call the models that they
 * may call, on APIs of this account, and nobody calls anything else.
 *
 * @param tenants without any, nobody gets through
 * @returns the statements; they depend on names only, so that they are complete before anything exists. The API's id is
 * not among what is known by then
 * @see AWS, "Use VPC endpoint policies for private APIs in API Gateway":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-endpoint-policies.html
 */
export function apiEndpointStatements(
  environment: Environment,
  tenants: readonly InferenceTenant[],
): readonly PolicyStatement[] {
  if (tenants.length === 0) {
    // A policy needs a statement, and without a policy the endpoint would admit everything.
    return [{ Sid: "NoTenants", Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }];
  }
  return tenants.map(({ roleArns, models }, index) => ({
    Sid: `Tenant${index}`,
    Effect: "Allow",
    Principal: "*",
    Action: "execute-api:Invoke",
    Resource: models.map((model) =>
      arn(environment, { service: "execute-api", resource: `*/${apiStageName(environment)}/POST/${model}` }),
    ),
    Condition: { ArnEquals: { "aws:PrincipalArn": roleArns } },
  }));
}
