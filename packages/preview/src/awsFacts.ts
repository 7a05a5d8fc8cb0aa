import { regionByName } from "@secure-ml/controls";
import { accountEnvironmentName, roleArn } from "@secure-ml/core";
import type { AwsFacts } from "@secure-ml/testing";
import type { StackInput } from "./environmentFiles.js";

/**
 * What the simulated AWS is told about a stack: account, Region, zones and caller, all from the stack's own config. What
 * the config lacks or has wrong is left out, since the program itself names every such problem.
 *
 * @param input the stack
 */
export function awsFacts(input: StackInput): AwsFacts {
  const setting = (key: string): unknown => input.config[`${input.project}:${key}`];
  const accountId = textOf(setting("accountId"));
  const region = textOf(input.stack === "account" ? firstOf(setting("regions")) : setting("region"));
  const network = setting("network");
  const zoneIds = typeof network === "object" && network !== null && "zoneIds" in network ? network.zoneIds : undefined;
  const zones = Array.isArray(zoneIds) ? zoneIds.filter((zone) => typeof zone === "string") : [];
  const deployerRoleArn =
    textOf(firstOf(setting("deployerRoleArns"))) ??
    defaultDeployer(input, textOf(setting("project")), accountId, region);
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(region === undefined ? {} : { region }),
    ...(zones.length === 0 ? {} : { zones }),
    ...(deployerRoleArn === undefined ? {} : { deployerRoleArn }),
  };
}

/** The deployer role that a stack expects when its config names none. */
function defaultDeployer(
  { stack, stackName }: StackInput,
  project: string | undefined,
  accountId: string | undefined,
  region: string | undefined,
): string | undefined {
  const known = region === undefined ? undefined : regionByName(region);
  if (project === undefined || accountId === undefined || region === undefined || known === undefined) {
    return undefined;
  }
  const name = stack === "account" ? accountEnvironmentName : stackName;
  const facts = { project, name, partition: known.partition, region, accountId };
  try {
    return roleArn({ ...facts, dnsSuffix: "", deployerRoleArns: [], breakGlassRoleArns: [] }, "deployer");
  } catch {
    return undefined;
  }
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
}
