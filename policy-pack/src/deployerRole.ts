import type { PolicyResource } from "@pulumi/policy";
import { read, type Read } from "./known.js";
import { currentSettings } from "./settings.js";
import { urnPlace } from "./stackView.js";

// Deployers make whatever a stack is made of, so that a few rules about workloads cannot hold for them. What is a deployer
// is told here, once and narrowly: a role of the account stack with exactly a deployer's name, under exactly the deployer's
// boundary, which gov-deployer-exists judges. Such a name in any other stack, or another boundary, excuses nothing.

/** First part of all names: the pack's own, or any while it knows none. */
function projectPattern(): string {
  return currentSettings().project ?? "[a-z][a-z0-9-]{1,11}";
}

/** Stacks of the account, as they stand in names. */
function stackNames(): readonly string[] {
  return ["account", ...currentSettings().environments];
}

function inAccountStack(urn: string): boolean {
  return urnPlace(urn).project === currentSettings().accountProject;
}

/**
 * Which stack's deployer a name means.
 *
 * @param urn of the role, or of a policy of the role
 * @param roleName name of the role
 * @returns the environment, `account` for the account stack; undefined for every other name and outside the account stack
 */
export function deployerName(urn: string, roleName: Read): string | undefined {
  if (!inAccountStack(urn) || roleName.state !== "known") return undefined;
  return stackNames().find((name) => new RegExp(`^${projectPattern()}-${name}-deployer$`).test(String(roleName.value)));
}

/**
 * Whether an ARN is that of the boundary of a stack's deployer.
 *
 * @param arn of a managed policy
 * @param environmentName `account` for the account stack
 */
export function isBoundaryOfDeployer(arn: unknown, environmentName: string): boolean {
  const pattern = `^arn:[^:]+:iam::\\d{12}:policy/(${projectPattern()})/account/\\1-account-deployer-${environmentName}-boundary$`;
  return typeof arn === "string" && new RegExp(pattern).test(arn);
}

/** Whether an ARN, or a name, is that of any deployer's boundary. */
export function isAnyDeployerBoundary(arn: unknown): boolean {
  return typeof arn === "string" && /(^|[/-])account-deployer-[a-z0-9]+-boundary$/.test(arn);
}

/** Whether a role is a deployer: by stack, name and boundary. */
export function isDeployerRole({ urn, props }: PolicyResource): boolean {
  const name = deployerName(urn, read(props, "name"));
  const boundary = read(props, "permissionsBoundary");
  return name !== undefined && boundary.state === "known" && isBoundaryOfDeployer(boundary.value, name);
}

/**
 * Whose deployer's boundary a policy is.
 *
 * @returns the environment, `account` for the account stack; undefined for any other policy and outside the account stack
 */
export function boundaryOfDeployer({ urn, props }: PolicyResource): string | undefined {
  const name = read(props, "name");
  if (!inAccountStack(urn) || name.state !== "known") return undefined;
  return stackNames().find((each) =>
    new RegExp(`^${projectPattern()}-account-deployer-${each}-boundary$`).test(String(name.value)),
  );
}
