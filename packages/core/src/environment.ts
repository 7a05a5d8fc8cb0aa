/**
 * Plain facts about the place that a stack deploys into. A stack program reads them once at its start and hands them
 * down, so that names, ARNs and policy documents are complete before anything exists.
 */
export interface Environment {
  /** Short name of the project, 2 to 12 characters: the first part of every name. */
  readonly project: string;
  /** Name of the environment, 2 to 8 characters; the word `account` in the account stack. */
  readonly name: string;
  /** AWS partition, such as `aws` or `aws-cn`. */
  readonly partition: string;
  /** Domain suffix of the partition's endpoints, such as `amazonaws.com`. */
  readonly dnsSuffix: string;
  /** Region of the resources that are made with these facts, such as `eu-central-1`. */
  readonly region: string;
  /** Twelve-digit id of the account. */
  readonly accountId: string;
  /** Role ARNs that may deploy: every protective Deny excepts them, and nobody else may change what they made. */
  readonly deployerRoleArns: readonly string[];
  /** Role ARNs for emergencies, excepted wherever the deployers are and the only ones that may delete keys. */
  readonly breakGlassRoleArns: readonly string[];
}

/** The name that the account stack uses in place of an environment's name. */
export const accountEnvironmentName = "account";

/**
 * The facts of the account stack, as seen from an environment in the same account and Region.
 *
 * @param environment facts of any stack of the account
 * @returns the same facts under the account stack's name
 */
export function accountEnvironment(environment: Environment): Environment {
  return { ...environment, name: accountEnvironmentName };
}
