import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { accountConfigSchema, type AccountConfig } from "./accountConfig.js";
import { configProblems } from "./configProblems.js";
import { platformConfigSchema, type PlatformConfig } from "./platformConfig.js";

/**
 * Reads the account stack's config.
 *
 * @throws pulumi.RunError naming every missing, unknown or wrong key at once, with its value, what is allowed and the
 * file to change
 */
export function loadAccountConfig(): AccountConfig {
  return load(accountConfigSchema, "account");
}

/**
 * Reads the platform stack's config.
 *
 * @throws pulumi.RunError naming every missing, unknown or wrong key at once, with its value, what is allowed and the
 * file to change
 */
export function loadPlatformConfig(): PlatformConfig {
  return load(platformConfigSchema, "platform");
}

function load<T>(schema: z.ZodType<T>, stack: "account" | "platform"): T {
  const project = pulumi.getProject();
  const values = structuredValues(project);
  const result = schema.safeParse(values);
  if (result.success) {
    return result.data;
  }
  const file = `stacks/${stack}/Pulumi.${pulumi.getStack()}.yaml`;
  throw new pulumi.RunError(configProblems(project, file, schema, values, result.error));
}

/** The project's config as one object. Pulumi hands over structured and scalar values alike as text. */
function structuredValues(project: string): Record<string, unknown> {
  const prefix = `${project}:`;
  return Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig())
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), parseValue(key.slice(prefix.length), text)]),
  );
}

/** Keys whose values are text even when they look like a number. */
const textKeys = new Set([
  "project",
  "accountId",
  "owner",
  "costCenter",
  "region",
  "accountStack",
  "dataClassification",
  "dataProtection",
]);

function parseValue(key: string, text: string): unknown {
  if (textKeys.has(key)) {
    return text;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
