import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { accountConfigSchema, type AccountConfig } from "./accountConfig.js";
import { environmentName } from "./common.js";
import { configProblems } from "./configProblems.js";
import { platformConfigSchema, type PlatformConfig } from "./platformConfig.js";
import { schemaAt } from "./schemaAt.js";

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

function load<T extends z.ZodType>(schema: T, stack: "account" | "platform"): z.infer<T> {
  const project = pulumi.getProject();
  const values = structuredValues(project, schema);
  const result = schema.safeParse(values);
  const namesProblems = stack === "platform" ? stackNameProblems(pulumi.getStack()) : [];
  if (result.success && namesProblems.length === 0) {
    return result.data;
  }
  const file = `stacks/${stack}/Pulumi.${pulumi.getStack()}.yaml`;
  const issues = result.error?.issues ?? [];
  throw new pulumi.RunError(configProblems(project, file, schema, values, issues, namesProblems));
}

/** A platform stack's name is its environment's, and part of every physical name. */
function stackNameProblems(name: string): readonly string[] {
  const issues = environmentName.safeParse(name).error?.issues ?? [];
  return issues.map(({ message }) => `the stack's name is "${name}", but ${message}`);
}

/** The project's config as one object. Pulumi hands over structured and scalar values alike as text. */
function structuredValues(project: string, schema: z.ZodType): Record<string, unknown> {
  const prefix = `${project}:`;
  return Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig())
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), parseValue(schemaAt(schema, [key.slice(prefix.length)]), text)]),
  );
}

function parseValue(schema: z.core.$ZodType | undefined, text: string): unknown {
  // An account id or a cost centre stays text even when it looks like a number.
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) {
    return text;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
