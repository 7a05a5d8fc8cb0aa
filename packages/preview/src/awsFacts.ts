import { regionByName } from "@secure-ml/controls";
import { accountEnvironmentName, roleArn } from "@secure-ml/core";
import type { AwsFacts } from "@secure-ml/testing";
import type { StackInput } from "./environmentFiles.js";

/** What tells a stack and its settings. */
export type StackSettings = Pick<StackInput, "stack" | "project" | "stackName" | "config">;

/**
 * What the simulated AWS is told about a stack: account, Region, zones, caller and packages of models, all from the stack's
 * own config. What the config lacks or has wrong is left out, since the program itself names every such problem.
 *
 * @param input the stack
 */
export function awsFacts(input: StackSettings): AwsFacts {
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
    modelPackages: modelPackages(setting("models")),
  };
}

/** The registry holds what the config says that it serves. */
function modelPackages(models: unknown): Readonly<Record<string, object>> {
  return Object.fromEntries(
    (Array.isArray(models) ? (models as readonly unknown[]) : []).flatMap((model): [string, object][] => {
      const { modelPackageArn, container } = mapOf(model);
      if (typeof modelPackageArn !== "string" || container === undefined) return [];
      const { image, modelDataUrl, environment = {} } = mapOf(container);
      return [[modelPackageArn, { Image: image, ModelDataUrl: modelDataUrl, Environment: environment }]];
    }),
  );
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** The deployer role that a stack expects when its config names none. */
function defaultDeployer(
  { stack, stackName }: StackSettings,
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
