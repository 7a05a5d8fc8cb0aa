import { accountRootArn, arn } from "../arn.js";
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
  /**
   * What the service does to the session besides opening it, such as `sts:SetSourceIdentity` where it writes the
   * person's name into the session.
   * @defaultValue none
   */
  readonly sessionActions?: readonly SessionAction[];
}

/** What whoever opens a session may add to it. */
export type SessionAction = "sts:SetContext" | "sts:SetSourceIdentity" | "sts:TagSession";

/** Which people may assume a role: those whom IAM Identity Center gave a permission set in this account. */
export interface PermissionSetTrust {
  /** Names of permission sets, such as `ModelRisk`; at least one. */
  readonly permissionSets: readonly string[];
}

/** Who may assume a role: one AWS service, or people with a permission set. */
export type RoleTrust = ServiceTrust | PermissionSetTrust;

/**
 * Trust policy of a role.
 *
 * @param name what the role is called, for error messages
 * @throws PolicyDocumentError for an empty list, which nobody could meet, and for a document over the limit
 */
export function roleTrustPolicy(environment: Environment, name: string, trust: RoleTrust): string {
  return "service" in trust
    ? serviceTrustPolicy(environment, name, trust)
    : permissionSetTrustPolicy(environment, name, trust);
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
      Action: ["sts:AssumeRole", ...(trust.sessionActions ?? [])],
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

/**
 * Identity Center makes one role for each permission set in each account, with a random suffix that nobody can cite
 * before: hence the account as principal and a condition on the role's name. The suffix has 16 characters, so that a
 * permission set whose name merely begins alike does not match; its path names the Region except for us-east-1.
 *
 * @see AWS, "Referencing permission sets in resource policies, Amazon EKS Cluster config maps, and AWS KMS key policies":
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
function permissionSetTrustPolicy(environment: Environment, name: string, trust: PermissionSetTrust): string {
  const path = "role/aws-reserved/sso.amazonaws.com/";
  return policyDocument("trustPolicy", name, [
    {
      Sid: "PeopleAssumeRole",
      Effect: "Allow",
      Principal: { AWS: accountRootArn(environment) },
      Action: "sts:AssumeRole",
      Condition: {
        ArnLike: {
          "aws:PrincipalArn": trust.permissionSets.flatMap((set) =>
            [path, `${path}*/`].map((folder) =>
              arn(environment, {
                service: "iam",
                region: "",
                resource: `${folder}AWSReservedSSO_${set}_${"?".repeat(16)}`,
              }),
            ),
          ),
        },
      },
    },
  ]);
}
