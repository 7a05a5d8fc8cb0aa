import { z } from "zod";

/**
 * Finds the part of a schema that a value at a path is read with, without the wrappers that supply defaults.
 *
 * @param schema schema of the whole value
 * @param path keys from the outside in
 * @returns undefined where the schema has no such key
 */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  const bare = unwrap(schema);
  const [key, ...rest] = path;
  if (key === undefined) {
    return bare;
  }
  const inner = childSchema(bare, String(key));
  return inner === undefined ? undefined : schemaAt(inner, rest);
}

/** The keys that a map may have; empty for everything else, and for maps with free keys. */
export function knownKeys(schema: z.core.$ZodType | undefined): readonly string[] {
  if (schema instanceof z.ZodObject) {
    return Object.keys(schema.shape);
  }
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) {
    return schema.keyType.options.map(String);
  }
  return [];
}

/** The sentence that a schema is documented with, its own or that of a wrapper around it. */
export function descriptionAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string | undefined {
  const parent = schemaAt(schema, path.slice(0, -1));
  const key = path.at(-1);
  const wrapped = parent === undefined || key === undefined ? undefined : childSchema(parent, String(key));
  return wrapped instanceof z.ZodType ? wrapped.description : undefined;
}

function childSchema(schema: z.core.$ZodType, key: string): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
    return shape[key];
  }
  if (schema instanceof z.ZodArray) {
    return schema.element;
  }
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional
    ? unwrap(schema.unwrap())
    : schema;
}
