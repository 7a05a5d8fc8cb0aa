import { namedArn, policyDocument, type Environment, type PolicyStatement } from "@secure-ml/core";

/** What the policy of a table is made from. */
export interface TablePolicyFacts {
  /** Supplies account, Region and the break-glass roles. */
  readonly environment: Environment;
  /** What the table is for; its name is `<project>-<environment>-<purpose>`. */
  readonly purpose: string;
  /** Exact ARNs of the roles that reach items, composed from fixed names. */
  readonly roleArns: readonly string[];
  /** Id of the VPC's gateway endpoint for DynamoDB. */
  readonly vpcEndpointId: string;
}

/**
 * What touches items, an export of all of them included. Management is left out: whoever makes a table needs none of
 * them, and with a wrong endpoint id nobody could mend the policy any more.
 *
 * @see AWS, "Actions, resources, and condition keys for Amazon DynamoDB":
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
const itemActions = [
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:ExportTableToPointInTime",
  "dynamodb:GetItem",
  "dynamodb:PartiQLDelete",
  "dynamodb:PartiQLInsert",
  "dynamodb:PartiQLSelect",
  "dynamodb:PartiQLUpdate",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:UpdateItem",
];

/** ARN of a table, composed from its fixed name. */
export function tableArn(environment: Environment, purpose: string): string {
  return namedArn(environment, "dynamodb", "table", purpose, "table/");
}

/**
 * The policy of a table (DATA-16): nothing over plain HTTP, which DynamoDB answers as well, and items for listed roles
 * through the VPC's endpoint. Deployers make and change the table and reach no item; break-glass roles come from anywhere.
 *
 * It allows nothing: a role needs a policy of its own as well. A request that lacks a key is refused, since negated
 * operators match an absent key.
 *
 * @throws PolicyDocumentError when it gets larger than DynamoDB takes
 * @see AWS, "DynamoDB resource-based policy examples":
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-examples.html
 */
export function tablePolicy({ environment, purpose, roleArns, vpcEndpointId }: TablePolicyFacts): string {
  const table = tableArn(environment, purpose);
  const everyone = { Effect: "Deny", Principal: "*", Resource: [table, `${table}/index/*`] } as const;
  const statements: readonly PolicyStatement[] = [
    {
      Sid: "DenyPlaintext",
      ...everyone,
      Action: "dynamodb:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "DenyOutsideNetwork",
      ...everyone,
      Action: itemActions,
      Condition: {
        StringNotEquals: { "aws:SourceVpce": vpcEndpointId },
        ArnNotEquals: { "aws:PrincipalArn": environment.breakGlassRoleArns },
      },
    },
    {
      Sid: "DenyOtherRoles",
      ...everyone,
      Action: itemActions,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": [...environment.breakGlassRoleArns, ...roleArns] } },
    },
  ];
  return policyDocument("tablePolicy", `table "${purpose}"`, statements);
}
