import { describe, expect, it } from "vitest";
import { paint, paintOptions } from "./paint.js";

const terminal = { isTTY: true, columns: 80 };

describe("paintOptions", () => {
  it.each<[string, { isTTY?: boolean; columns?: number }, Record<string, string>, boolean, boolean]>([
    ["a terminal", terminal, {}, true, true],
    ["a pipe", {}, {}, true, false],
    ["a pipe that is forced", {}, { FORCE_COLOR: "1" }, true, true],
    ["a terminal that is forced not to", terminal, { FORCE_COLOR: "0" }, true, false],
    ["a terminal with NO_COLOR", terminal, { NO_COLOR: "1" }, true, false],
    ["a terminal with an empty NO_COLOR", terminal, { NO_COLOR: "" }, true, true],
    ["NO_COLOR and FORCE_COLOR", terminal, { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    ["a dumb terminal", terminal, { TERM: "dumb" }, true, false],
    ["--no-color", terminal, { FORCE_COLOR: "1" }, false, false],
  ])("decides on colour: %s", (_, stream, environment, wanted, color) => {
    expect(paintOptions(stream, environment, wanted).color).toBe(color);
  });

  it.each<[Record<string, string>, boolean]>([
    [{}, false],
    [{ LANG: "C" }, false],
    [{ LANG: "en_US.UTF-8" }, true],
    [{ LANG: "en_US.utf8", LC_ALL: "C" }, false],
    [{ LANG: "C", LC_CTYPE: "C.UTF-8" }, true],
    [{ LANG: "de_DE.UTF-8", LC_ALL: "" }, true],
  ])("draws with more than ASCII only where the locale allows: %j", (environment, unicode) => {
    expect(paintOptions(terminal, environment, true).unicode).toBe(unicode);
  });

  it.each([
    [undefined, 80],
    [200, 80],
    [64, 64],
    [10, 40],
  ])("takes %s columns for a width of %i", (given, width) => {
    expect(paintOptions(given === undefined ? {} : { columns: given }, {}, true).width).toBe(width);
  });
});

describe("paint", () => {
  it("leaves texts as they are without colour, and draws in ASCII without UTF-8", () => {
    const { bad, guides } = paint({ width: 80, color: false, unicode: false });

    expect(bad("x")).toBe("x");
    expect(Object.values(guides).join("")).toMatch(/^[\x20-\x7e]+$/);
  });

  it("styles with colour", () => {
    expect(paint({ width: 80, color: true, unicode: true }).bad("x")).toContain("\u001b[");
  });
});
