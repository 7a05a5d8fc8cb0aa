import { isFixedMatch, isForEveryone, type Condition, type Statement } from "./policyDocument.js";

/** Keys that say whose principal calls, and whose resource is meant. */
const principalKeys = ["aws:principalaccount", "aws:principalorgid", "aws:principalorgpaths", "aws:principalarn"];
const resourceKeys = ["aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths"];

/**
 * What AWS's own services need and what no condition can narrow: image layers and package assets come from buckets of
 * AWS over addresses that AWS signed, and neither the calls that exchange a token for credentials nor the browser
 * sessions of Studio and notebook instances are signed: there the account in the resource is what narrows.
 *
 * @see AWS, "Amazon ECR interface VPC endpoints (AWS PrivateLink)":
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 * @see AWS, "Connect to Amazon SageMaker Studio and Studio Classic Through an Interface VPC Endpoint":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/studio-interface-endpoint.html
 */
const exceptions: readonly { readonly actions: readonly string[]; readonly resources?: RegExp }[] = [
  {
    actions: ["s3:getobject"],
    resources: /^arn:[^:]+:s3:::(prod-[a-z0-9-]+-starport-layer-bucket|assets-\d{12}-[a-z0-9-]+)\/\*$/,
  },
  { actions: ["sts:assumerolewithsaml", "sts:assumerolewithwebidentity"] },
  {
    actions: ["sagemaker:createpresigneddomainurl", "sagemaker:createpresignednotebookinstanceurl"],
    resources: /^arn:[^:]+:sagemaker:[^:]*:\d{12}:(user-profile|notebook-instance)\/.+$/,
  },
];

/** What is wrong with one Allow of an endpoint policy. */
export type EndpointWeakness = "anything" | "negation" | "foreign principals" | "foreign resources";

/**
 * What an Allow of an endpoint policy lets through that it should not.
 *
 * @param statement any statement; a Deny lets nothing through
 * @returns every weakness; none for a statement that is right
 */
export function endpointWeaknesses(statement: Statement): readonly EndpointWeakness[] {
  if (statement.effect === "Deny" || isException(statement)) return [];
  const holds = (keys: readonly string[]): boolean =>
    statement.conditions.some((condition: Condition) => keys.includes(condition.key) && isFixedMatch(condition));
  const everything = statement.actions.includes("*") && statement.resources.includes("*");
  return [
    ...(everything && isForEveryone(statement) && statement.conditions.length === 0 ? (["anything"] as const) : []),
    ...(statement.negations.length > 0 ? (["negation"] as const) : []),
    ...(isForEveryone(statement) && !holds(principalKeys) ? (["foreign principals"] as const) : []),
    ...(!holds(resourceKeys) && !statement.resources.every(namesAccount) ? (["foreign resources"] as const) : []),
  ];
}

/** Whether an ARN names the account of what it means, so that no condition has to. */
function namesAccount(resource: string): boolean {
  return /^arn:[^:]+:[^:]+:[^:]*:\d{12}:/.test(resource);
}

function isException({ actions, resources, negations }: Statement): boolean {
  return exceptions.some(
    (exception) =>
      negations.length === 0 &&
      actions.length > 0 &&
      actions.every((action) => exception.actions.includes(action.toLowerCase())) &&
      resources.length > 0 &&
      resources.every((resource) => exception.resources?.test(resource) ?? true),
  );
}
