import type { Environment } from "../environment.js";
import { policyDocument } from "./policyDocument.js";
import { servicePrincipal } from "./servicePrincipal.js";

/** Which AWS service may assume a role, and on behalf of what. */
export interface ServiceTrust {
  /** Service name, such as `vpc-flow-logs` or `events`. */
  readonly service: string;
  /**
   * ARN patterns of the resources on whose behalf the service may act (`aws:SourceArn`); absent where the service
   * sends none with its own call.
   */
  readonly sourceArns?: readonly string[];
  /**
   * `false` for a service that sends neither `aws:SourceAccount` nor `aws:SourceArn` when it assumes a role: either
   * condition would lock it out for good.
   * @defaultValue true
   */
  readonly sendsSource?: boolean;
}

/**
 * Trust policy of a service role: only for resources of this account, so that nobody else's resource can make the
 * service act with our role (the confused deputy).
 *
 * @see AWS, "The confused deputy problem": https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function serviceTrustPolicy(environment: Environment, name: string, trust: ServiceTrust): string {
  return policyDocument("trustPolicy", name, [
    {
      Sid: "ServiceAssumesRole",
      Effect: "Allow",
      Principal: { Service: servicePrincipal(trust.service) },
      Action: "sts:AssumeRole",
      ...((trust.sendsSource ?? true)
        ? {
            Condition: {
              StringEquals: { "aws:SourceAccount": environment.accountId },
              ...(trust.sourceArns === undefined ? {} : { ArnLike: { "aws:SourceArn": trust.sourceArns } }),
            },
          }
        : {}),
    },
  ]);
}
