import { createRequire } from "node:module";
import type { Deployment } from "./contract.js";

/** A model of a deployment, with the schema that API Gateway checks its requests against. */
export interface ModelSchema {
  readonly name: string;
  /** JSON Schema, draft 4. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/**
 * Writes the module that lies beside the function's bundle: which tenants call which models, and one validator for each
 * model's schema, compiled here and not in the function, which thus neither carries a compiler nor evaluates text.
 *
 * @returns the text of `deployment.mjs`; the same for the same arguments
 * @throws Error for a schema that is no valid draft 4, or whose keywords contradict each other
 */
export function deploymentModule(deployment: Deployment, schemas: readonly ModelSchema[]): string {
  // Loaded when there is something to compile: the compiler costs a preview some 60 ms.
  const require = createRequire(import.meta.url);
  const { default: Ajv } = require("ajv-draft-04") as typeof import("ajv-draft-04");
  const { default: standaloneCode } = require("ajv/dist/standalone") as {
    default: (ajv: unknown, names: Readonly<Record<string, string>>) => string;
  };
  const { default: ucs2length } = require("ajv/dist/runtime/ucs2length") as { default: (text: string) => number };
  const ajv = new Ajv({
    code: { source: true, esm: true },
    strict: true,
    // Only a body's own properties count, so that nothing inherited passes for one.
    ownProperties: true,
    // Nobody is told what was wrong.
    messages: false,
  });
  const names = schemas.map(({ name }, index) => [`validator${index}`, name] as const);
  for (const { name, schema } of schemas) ajv.addSchema(schema, name);
  const code = standaloneCode(ajv, Object.fromEntries(names))
    // The one helper that a string's bounds need is a CommonJS module of the compiler's package.
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', `(${ucs2length.toString()})`);
  if (code.includes("require(")) {
    throw new Error(
      "A schema needs a helper of its compiler, which the function does not carry: leave uniqueItems out.",
    );
  }
  const validators = names.map(([validator, name]) => `${JSON.stringify(name)}: ${validator}`).join(", ");
  return [
    code,
    `export const deployment = ${JSON.stringify(deployment)};`,
    `export const validators = { __proto__: null, ${validators} };`,
    "",
  ].join("\n");
}
