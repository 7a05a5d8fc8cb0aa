import type { Environment } from "../environment.js";

/**
 * Principal of an AWS service. The name is the same in every partition, except for the few services that act under a
 * regional name.
 *
 * @param service such as `lambda` or `delivery.logs`
 */
export function servicePrincipal(service: string): string {
  return `${service}.amazonaws.com`;
}

/**
 * Principal under which CloudWatch Logs uses a key: regional, with the partition's own suffix.
 *
 * @see AWS, "Encrypt log data in CloudWatch Logs using AWS Key Management Service":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logsServicePrincipal(environment: Environment): string {
  return `logs.${environment.region}.${environment.dnsSuffix}`;
}
