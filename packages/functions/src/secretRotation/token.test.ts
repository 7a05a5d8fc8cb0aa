import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isToken, newToken } from "./token.js";

describe("newToken", { tags: ["DATA-20"] }, () => {
  it("is a token of 256 bits, whatever the bits are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const text = newToken((length) => {
          expect(length).toBe(32);
          return Buffer.from(bytes);
        });
        expect(isToken(text)).toBe(true);
        const { token } = JSON.parse(text) as { token: string };
        expect(Buffer.from(token, "base64url")).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it("is another one each time", () => {
    expect(new Set(Array.from({ length: 100 }, () => newToken())).size).toBe(100);
  });
});

describe("isToken", { tags: ["DATA-20"] }, () => {
  it.each([
    "",
    "null",
    "[]",
    "{}",
    '{"token":""}',
    '{"token":"short"}',
    `{"token":"${"a".repeat(43)}","more":1}`,
    "a".repeat(43),
  ])("refuses %s", (text) => {
    expect(isToken(text)).toBe(false);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isToken(text)).toBe(false);
      }),
    );
  });
});
