import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maximumDepth } from "./contract.js";
import { parseStrictJson } from "./strictJson.js";

const parse = (text: string, depth = maximumDepth) => parseStrictJson(text, depth);
/** The value without the null prototypes, to compare it with. */
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
const isRefusable = (text: string) =>
  // eslint-disable-next-line no-control-regex -- what strict JSON refuses
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD]/.test(text) || !text.isWellFormed();
const forbidden = ["__proto__", "constructor", "prototype"];

/** Values without what is refused on purpose. */
const key = fc.string({ unit: "grapheme-ascii" }).filter((text) => !forbidden.includes(text));
const text = fc.string({ unit: "grapheme" }).filter((value) => !isRefusable(value));
const { value: jsonValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
}));

describe("parseStrictJson", { tags: ["INF-26"] }, () => {
  it("reads what it was given, whatever white space stands between", () => {
    fc.assert(
      fc.property(jsonValue, fc.constantFrom(0, 1, "\t"), (value, space) => {
        const expected = JSON.stringify(value).normalize("NFC");
        expect(JSON.stringify(parse(JSON.stringify(value, null, space)))).toBe(expected);
      }),
    );
  });

  it("never throws, and accepts nothing that JSON.parse refuses", () => {
    const noise = fc.array(
      fc.oneof(
        fc.constantFrom('"', "\\", "{", "}", "[", "]", ",", ":", "1", "e9", "-", "\\u0061", "__proto__", " ", "null"),
        fc.string({ maxLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(
        noise.map((parts) => parts.join("")),
        (input) => {
          const strict = parse(input);
          if (strict === undefined) return;
          expect(plain(strict)).toEqual(JSON.parse(input.normalize("NFC")));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("refuses every object with a key twice, wherever it stands and however it is escaped", () => {
    const escaped = (name: string) =>
      Array.from(name, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
    const simple = fc.string({
      unit: fc.constantFrom("a", "b", "é", "{", "}", "[", "]", ",", ":", " "),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(simple, jsonValue, jsonValue, fc.boolean(), fc.nat(3), (name, one, other, escape, depth) => {
        const again = escape ? escaped(name) : name;
        const object = `{"${name}":${JSON.stringify(one)},"z":0,"${again}":${JSON.stringify(other)}}`;
        expect(parse("[".repeat(depth) + object + "]".repeat(depth))).toBeUndefined();
      }),
    );
  });

  it("lets no key reach a prototype", () => {
    fc.assert(
      fc.property(fc.constantFrom(...forbidden), jsonValue, fc.nat(3), (name, value, depth) => {
        const object = `{"a":1,"${name}":${JSON.stringify(value)}}`;
        expect(parse("[".repeat(depth) + object + "]".repeat(depth))).toBeUndefined();
      }),
    );
  });

  it("gives objects without a prototype", () => {
    const value = parse('{"a":{"b":[{}]}}') as { a: { b: object[] } };
    for (const object of [value, value.a, value.a.b[0]]) expect(Object.getPrototypeOf(object)).toBeNull();
  });

  it.each([1, 2, 10])("takes %d levels and not one more", (depth) => {
    for (const [left, right] of [
      ["[", "]"],
      ['{"a":', "}"],
    ] as const) {
      const nested = (levels: number) => left.repeat(levels) + "1" + right.repeat(levels);
      expect(parse(nested(depth), depth)).toBeDefined();
      expect(parse(nested(depth + 1), depth)).toBeUndefined();
    }
  });

  it("counts the levels that are open at once, not the brackets, and none in strings", () => {
    expect(parse("[[],[],[],[]]", 2)).toBeDefined();
    expect(parse('["[[[[", "\\"[[[["]', 1)).toEqual(["[[[[", '"[[[[']);
  });

  it("lets the same key stand in different objects", () => {
    expect(plain(parse('[{"a":{"a":1}},{"a":2},["a","a"]]'))).toEqual([{ a: { a: 1 } }, { a: 2 }, ["a", "a"]]);
    expect(plain(parse('{"a":"a","b":"a","c":["a"],"d":"a"}'))).toEqual({ a: "a", b: "a", c: ["a"], d: "a" });
  });

  it("is linear: a body far beyond the largest size ends, whatever it holds, as nothing quadratic would", () => {
    for (const part of ['"', "\\", "{", '{"a":', "[", '"a":1,', '"\\', "9"]) {
      const body = part.repeat(4_194_304 / part.length);
      expect(parse(body) === undefined || part === "9").toBe(true);
    }
  });
});
