import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deploymentModule } from "./precompile.js";
import { parseStrictJson } from "./strictJson.js";
import { churnSchema, deployment, loadModule, module, schemas, validBody } from "./testing.fixture.js";

const churn = module.validators["churn"];
const takes = (body: unknown): boolean | undefined => churn?.(parseStrictJson(JSON.stringify(body), 10));

describe("deploymentModule", { tags: ["INF-26"] }, () => {
  it("is the same text for the same arguments, and holds the deployment", () => {
    expect(deploymentModule(deployment, schemas)).toBe(deploymentModule(deployment, schemas));
    expect(module.deployment).toEqual(deployment);
    expect(Object.keys(module.validators)).toEqual(["churn", "price"]);
    expect("toString" in module.validators).toBe(false);
  });

  it("needs no package and evaluates no text", () => {
    const text = deploymentModule(deployment, schemas);
    expect(text).not.toMatch(/require\(|import |new Function|eval\(/);
  });

  it("validates as the schema says", () => {
    expect(takes(validBody)).toBe(true);
    expect(takes({ instances: [] })).toBe(false);
    expect(module.validators["price"]?.({ size: 10_000 })).toBe(true);
    expect(module.validators["price"]?.({ size: 10_001 })).toBe(false);
  });

  it("counts characters as JSON Schema does, not halves of them", () => {
    const { properties } = churnSchema;
    const schema = { ...churnSchema, properties: { ...properties, name: { type: "string", maxLength: 2 } } };
    const own = deploymentModule(deployment, [{ name: "churn", schema }]);
    return loadModule(own).then(({ validators }) => {
      expect(validators["churn"]?.({ ...validBody, name: "😀😀" })).toBe(true);
      expect(validators["churn"]?.({ ...validBody, name: "😀😀😀" })).toBe(false);
    });
  });

  it("takes every body of the declared form", () => {
    const instance = fc.record(
      {
        age: fc.integer({ min: 0, max: 150 }),
        plan: fc.constantFrom("basic", "plus"),
        spend: fc.double({ min: -1000, max: 1000, noNaN: true }),
        city: fc.string({ unit: fc.constantFrom("a", "b", "é"), maxLength: 8 }),
        active: fc.boolean(),
      },
      { requiredKeys: ["age", "plan"] },
    );
    fc.assert(
      fc.property(fc.array(instance, { minLength: 1, maxLength: 3 }), (instances) => {
        expect(takes({ instances })).toBe(true);
      }),
    );
  });

  it("takes nothing else", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(takes(value)).not.toBe(true);
        expect(takes({ instances: [value] })).not.toBe(true);
        expect(takes({ instances: [{ age: 42, plan: value }] })).not.toBe(true);
        expect(takes({ instances: [{ age: 42, plan: "basic", city: [value] }] })).not.toBe(true);
        expect(takes({ ...validBody, extra: value })).not.toBe(true);
      }),
    );
  });

  it.each<readonly [string, Record<string, unknown>]>([
    ["unknown keyword", { type: "object", nonsense: true }],
    ["Invalid", { type: "objekt" }],
    ["invalid", { type: "object", required: [] }],
    ["invalid", { type: "number", exclusiveMinimum: 3 }],
    ["uniqueItems", { type: "array", uniqueItems: true, items: { type: "object" } }],
  ])("refuses a schema that it cannot compile: %s %j", (message, schema) => {
    expect(() => deploymentModule(deployment, [{ name: "churn", schema }])).toThrow(new RegExp(message, "i"));
  });
});
