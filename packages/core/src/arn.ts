import type { Environment } from "./environment.js";
import { physicalName, rolePath, type NameKind } from "./names.js";

/** Parts of an ARN that differ from the environment's own. */
export interface ArnParts {
  /** Service namespace, such as `s3` or `kms`. */
  readonly service: string;
  /** Everything after the account, such as `role/acme/dev/acme-dev-training`. */
  readonly resource: string;
  /**
   * Region, or an empty string for services that have none in their ARNs.
   * @defaultValue the environment's Region
   */
  readonly region?: string;
  /**
   * Account id, or an empty string for services that have none in their ARNs.
   * @defaultValue the environment's account
   */
  readonly accountId?: string;
}

/**
 * Builds an ARN for the environment's partition.
 *
 * @see AWS, "Identify AWS resources with Amazon Resource Names (ARNs)":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function arn(environment: Environment, parts: ArnParts): string {
  const region = parts.region ?? environment.region;
  const accountId = parts.accountId ?? environment.accountId;
  return `arn:${environment.partition}:${parts.service}:${region}:${accountId}:${parts.resource}`;
}

/** ARN of a bucket, or of the objects below it when `key` is given (`*` for all). */
export function bucketArn(environment: Environment, bucket: string, key?: string): string {
  return arn(environment, {
    service: "s3",
    region: "",
    accountId: "",
    resource: key === undefined ? bucket : `${bucket}/${key}`,
  });
}

/** ARN of a role of the environment, composed from its fixed path and name. */
export function roleArn(environment: Environment, purpose: string): string {
  return iamArn(environment, `role${rolePath(environment)}${physicalName(environment, "role", purpose)}`);
}

/** ARN of a customer managed policy of the environment, composed from its fixed path and name. */
export function policyArn(environment: Environment, purpose: string): string {
  return iamArn(environment, `policy${rolePath(environment)}${physicalName(environment, "policy", purpose)}`);
}

/** ARN that stands for the account itself in a resource policy; what it may do is then decided by IAM. */
export function accountRootArn(environment: Environment): string {
  return iamArn(environment, "root");
}

/** ARN of a regional thing whose name is fixed by the naming rule, such as a trail or a topic. */
export function namedArn(
  environment: Environment,
  service: string,
  kind: NameKind,
  purpose: string,
  type = "",
): string {
  return arn(environment, { service, resource: `${type}${physicalName(environment, kind, purpose)}` });
}

function iamArn(environment: Environment, resource: string): string {
  return arn(environment, { service: "iam", region: "", resource });
}
