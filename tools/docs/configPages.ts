import { accountConfigSchema, platformConfigSchema } from "@secure-ml/core";
import { z } from "zod";

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

const stacks = [
  { name: "account", project: "secure-ml-account", schema: accountConfigSchema, what: "once per AWS account" },
  { name: "platform", project: "secure-ml-platform", schema: platformConfigSchema, what: "once per environment" },
] as const;

/** The config reference and the JSON schemas that editors use, by path. */
export function* configPages(): Generator<[string, string]> {
  for (const { name, project, schema } of stacks) {
    yield [
      `docs/schema/${name}-config.schema.json`,
      `${JSON.stringify(fileSchema(project, jsonSchema(schema)), null, 2)}\n`,
    ];
  }
  yield ["docs/configuration.md", reference()];
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  // Our schemas use no type lists, booleans in place of schemas or the like: what is left has this narrower form.
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
}

/** Schema of the whole `Pulumi.<environment>.yaml`: the stack's own keys are known, those of other projects are free. */
function fileSchema(project: string, schema: JsonSchema): object {
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([key, value]) => [`${project}:${key}`, value]),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Config of the ${project} stack`,
    type: "object",
    required: ["config"],
    properties: {
      config: {
        type: "object",
        properties,
        required: (schema.required ?? []).map((key) => `${project}:${key}`),
        propertyNames: { anyOf: [{ enum: Object.keys(properties) }, { not: { pattern: `^${project}:` } }] },
      },
    },
  };
}

function reference(): string {
  const lines = [
    "# Configuration",
    "",
    "Each environment has one file `Pulumi.<environment>.yaml` in `stacks/account` and one in `stacks/platform`. Keys carry",
    "the project's name as a prefix. Defaults are the values that are safe for production; what dev does cheaper stands in",
    "its file. A key that is not listed here is refused, and all problems are reported at once.",
    "",
    "Editors that know JSON Schema complete and check the files; the schemas are in `docs/schema/`.",
  ];
  for (const { name, project, schema, what } of stacks) {
    const json = jsonSchema(schema);
    lines.push("", `## ${name} stack, ${what}`, "", "| Key | Value | Default | Meaning |", "| --- | --- | --- | --- |");
    for (const [key, value] of Object.entries(json.properties ?? {})) {
      lines.push(...rows(`${project}:${key}`, value, (json.required ?? []).includes(key)));
    }
  }
  return `${lines.join("\n")}\n`;
}

function* rows(key: string, schema: JsonSchema, required: boolean): Generator<string> {
  const value = schema.properties === undefined ? describe(schema) : "map";
  const fallback = required
    ? "**required**"
    : schema.properties !== undefined || schema.default === undefined
      ? ""
      : code(schema.default);
  yield `| \`${key}\` | ${value} | ${fallback} | ${schema.description ?? ""} |`;
  for (const [child, childSchema] of Object.entries(schema.properties ?? {})) {
    yield* rows(`${key}.${child}`, childSchema, (schema.required ?? []).includes(child));
  }
}

function describe(schema: JsonSchema): string {
  if (schema.enum !== undefined) {
    return schema.enum.map(code).join(" or ");
  }
  if (schema.const !== undefined) {
    return code(schema.const);
  }
  if (schema.anyOf !== undefined) {
    return schema.anyOf.map(describe).join(" or ");
  }
  switch (schema.type) {
    case "array":
      return schema.items === undefined ? "list" : `list of ${describe(schema.items)}`;
    case "string":
      return "text";
    case "boolean":
      return "true or false";
    case "integer":
      return "whole number";
    case "object":
      return "map";
    default:
      return schema.type ?? "value";
  }
}

function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
