import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requestSchemaProblems } from "./requestSchema.js";

const age = { type: "integer", minimum: 0, maximum: 150 };
const closed = (properties: object, more: object = {}) => ({
  type: "object",
  additionalProperties: false,
  properties,
  ...more,
});
const problems = (schema: unknown) =>
  requestSchemaProblems(schema).map(({ path, message }) => `${path.join(".")} ${message}`);
/** Problems of one property. */
const ofProperty = (node: unknown) =>
  problems(closed({ a: node })).map((problem) => problem.replace(/^properties\.a\.?/, ""));

describe("requestSchemaProblems", { tags: ["INF-26"] }, () => {
  it.each([
    closed({ age }),
    { $schema: "http://json-schema.org/draft-04/schema#", ...closed({ age }, { required: ["age"], title: "t" }) },
    closed({ list: { type: "array", minItems: 1, maxItems: 1000, items: closed({ age }) } }),
    closed({ "a.b-c_1": { type: "string", maxLength: 4096, minLength: 0, pattern: "^[a-z]{2}\\d+$" } }),
    closed({ a: { type: "string", enum: ["x", "y"] }, b: { type: "number", enum: [0.5] }, c: { type: "boolean" } }),
    closed({ a: { type: "string", maxLength: 5, pattern: "^(?:ab)c\\.\\$[)(*]$" } }),
  ])("accepts %j", (schema) => {
    expect(problems(schema)).toEqual([]);
  });

  it.each([undefined, null, 1, "text", [], [closed({ age })]])("refuses %j, which is no map", (schema) => {
    expect(problems(schema)).toEqual([" must be a JSON Schema, as a map"]);
  });

  it("refuses another draft, and a body that is no map", () => {
    const message =
      'must be left out or "http://json-schema.org/draft-04/schema#", the one draft that API Gateway takes';
    for (const draft of [
      "http://json-schema.org/draft-07/schema#",
      "https://json-schema.org/draft/2020-12/schema",
      4,
    ]) {
      expect(problems({ $schema: draft, ...closed({ age }) })).toEqual([`$schema ${message}`]);
    }
    for (const type of ["array", "string", undefined, ["object"]]) {
      expect(problems({ type })).toEqual(['type must be "object": a body is a map']);
    }
  });

  it.each<readonly [unknown, string]>([
    [{ $ref: "#/definitions/a" }, "type must be one of object, array, string, number, integer, boolean"],
    [{ type: ["string", "null"] }, "type must be one of object, array, string, number, integer, boolean"],
    [{ type: "null" }, "type must be one of object, array, string, number, integer, boolean"],
    [{ type: "toString" }, "type must be one of object, array, string, number, integer, boolean"],
    [true, " must be a schema, as a map"],
    ...["const", "exclusiveMinimum", "multipleOf", "nullable", "oneOf", "not", "if", "format"].map(
      (keyword) =>
        [
          { ...age, [keyword]: 1 },
          `${keyword} must be left out: a schema of type integer takes enum, minimum, maximum, type, title, description`,
        ] as const,
    ),
    [{ type: "object", properties: { age } }, "additionalProperties must be false, so that nothing undeclared gets in"],
    [
      { ...closed({ age }), additionalProperties: true },
      "additionalProperties must be false, so that nothing undeclared gets in",
    ],
    [closed({}), "properties must declare at least one property"],
    [{ type: "object", additionalProperties: false }, "properties must declare at least one property"],
    ...[[], ["b"], ["age", "age"], "age", [1]].map(
      (required) =>
        [
          closed({ age }, { required }),
          "required must be left out or list declared properties, at least one, each once",
        ] as const,
    ),
    [{ type: "array", items: age }, "maxItems must be a whole number from 1 to 1000"],
    [{ type: "array", items: age, maxItems: 1001 }, "maxItems must be a whole number from 1 to 1000"],
    [{ type: "array", items: age, maxItems: 3, minItems: 4 }, "minItems must be a whole number from 0 to maxItems"],
    [{ type: "array", maxItems: 3 }, "items must be a schema, as a map"],
    [{ type: "array", maxItems: 3, items: [age] }, "items must be a schema, as a map"],
    [{ type: "string" }, "maxLength must be a whole number from 1 to 4096"],
    [{ type: "string", maxLength: 4097 }, "maxLength must be a whole number from 1 to 4096"],
    [{ type: "string", maxLength: 3, minLength: 4 }, "minLength must be a whole number from 0 to maxLength"],
    [{ type: "string", enum: [] }, "enum must list 1 to 100 texts, each once"],
    [{ type: "string", enum: ["a", "a"] }, "enum must list 1 to 100 texts, each once"],
    [{ type: "string", enum: [1] }, "enum must list 1 to 100 texts, each once"],
    [{ type: "integer", enum: [1.5] }, "enum must list 1 to 100 whole numbers, each once"],
    [{ type: "number", minimum: 0 }, "maximum must be a number between -1000000000000000 and 1000000000000000"],
    [
      { type: "integer", minimum: 0.5, maximum: 1 },
      "minimum must be a whole number between -1000000000000000 and 1000000000000000",
    ],
    [
      { type: "number", minimum: 0, maximum: 1e16 },
      "maximum must be a number between -1000000000000000 and 1000000000000000",
    ],
    [{ type: "number", minimum: 2, maximum: 1 }, "minimum must not be above maximum"],
  ])("refuses %j", (node, problem) => {
    expect(ofProperty(node)).toEqual([problem]);
  });

  it.each([
    "[a-z]+",
    "^a",
    "a$",
    "^(a+)+$",
    "^(a|aa)*$",
    "^a|b$",
    "^(?=a)a$",
    "^(?<=a)b$",
    "^(a)\\1$",
    "^a++$",
    "^(?<n>a)\\k<n>$",
    "^\\b$",
    "^a{2}{3}$",
    "^[a$",
    1,
    `^${"a".repeat(256)}$`,
  ])("refuses the pattern %j", (pattern) => {
    expect(ofProperty({ type: "string", maxLength: 9, pattern })).toEqual([
      "pattern must be a regular expression from ^ to $ without look-around, back references or repeated groups: gateway and proxy read those differently, or take too long",
    ]);
  });

  it.each(["__proto__", "constructor", "prototype", "", "1a", "a b", "ä", "a".repeat(65)])(
    "refuses the name %j",
    (name) => {
      const properties = Object.fromEntries([[name, age]]);
      expect(problems(closed(properties))).toEqual([
        `properties.${name} must be named with 1 to 64 letters, digits and _.-, starting with a letter, and not like a prototype`,
      ]);
    },
  );

  it("refuses what lies too deep for the proxy", () => {
    const deep = (levels: number): object => (levels === 0 ? closed({ age }) : closed({ a: deep(levels - 1) }));
    expect(problems(deep(7))).toEqual([]);
    expect(problems(deep(9)).at(-1)).toMatch(/must not lie deeper than 8 levels$/);
  });

  it("tells all problems at once", () => {
    expect(problems({ $schema: "draft-07", ...closed({ a: { type: "string" }, b: { type: "array" } }) })).toEqual([
      '$schema must be left out or "http://json-schema.org/draft-04/schema#", the one draft that API Gateway takes',
      "properties.a.maxLength must be a whole number from 1 to 4096",
      "properties.b.maxItems must be a whole number from 1 to 1000",
      "properties.b.items must be a schema, as a map",
    ]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(Array.isArray(requestSchemaProblems(value))).toBe(true);
        expect(Array.isArray(requestSchemaProblems(closed({ a: value })))).toBe(true);
        expect(
          Array.isArray(requestSchemaProblems(closed({ a: { type: "array", items: value, maxItems: value } }))),
        ).toBe(true);
      }),
    );
  });
});
