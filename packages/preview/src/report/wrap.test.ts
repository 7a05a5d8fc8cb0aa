import { styleText } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columns, wrap, wrapMessage } from "./wrap.js";

const bold = (text: string): string => styleText("bold", text, { validateStream: false });

describe("wrap", () => {
  it("breaks at blanks, and indents under the first line's prefix", () => {
    expect(wrap("one two three four", { width: 12, first: "- " })).toEqual(["- one two", "  three four"]);
  });

  it("fills a line to its last column and no further", () => {
    expect(wrap("aaaa bbbb", { width: 9 })).toEqual(["aaaa bbbb"]);
    expect(wrap("aaaa bbbb", { width: 8 })).toEqual(["aaaa", "bbbb"]);
  });

  it("breaks a word that is longer than a line where the line ends", () => {
    expect(wrap("urn:pulumi:dev", { width: 6, first: "> ", rest: "| " })).toEqual([
      "> urn:",
      "| pulu",
      "| mi:d",
      "| ev",
    ]);
  });

  it("keeps the line breaks of the text", () => {
    expect(wrap("a\n\nb c", { width: 10, first: "* " })).toEqual(["* a", "", "  b c"]);
    expect(wrap("", { width: 10, first: "* " })).toEqual(["*"]);
  });

  it("does not count what a style adds", () => {
    expect(wrap(`${bold("aaaa")} bbbb`, { width: 9 })).toEqual([`${bold("aaaa")} bbbb`]);
  });

  it("counts characters, not their bytes", () => {
    expect(columns(bold("héllo–😀"))).toBe(7);
  });

  it("never exceeds the width, and loses nothing", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme-ascii", maxLength: 200 }),
        fc.integer({ min: 5, max: 90 }),
        (text, width) => {
          const lines = wrap(text, { width, first: "-- " });
          expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(width);
          const rejoined = lines.map((line) => line.slice(3)).join("");
          expect(rejoined.replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        },
      ),
    );
  });
});

describe("wrapMessage", () => {
  it("keeps each line's own indentation", () => {
    expect(wrapMessage("Two problems:\n  - one is wrong here\n  - two", 12)).toEqual([
      "Two",
      "problems:",
      "  - one is",
      "    wrong",
      "    here",
      "  - two",
    ]);
  });
});
