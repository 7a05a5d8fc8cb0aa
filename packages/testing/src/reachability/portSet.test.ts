import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference, everyPort, intersection, noPort, union, type PortSet } from "./portSet.js";

const port = fc.nat({ max: 65_535 });
const set: fc.Arbitrary<PortSet> = fc
  .array(fc.tuple(port, port), { maxLength: 5 })
  .map((ranges) => ranges.map(([a, b]): PortSet => [[Math.min(a, b), Math.max(a, b)]]).reduce(union, noPort));
const has = (ports: PortSet, wanted: number): boolean =>
  ports.some(([first, last]) => first <= wanted && wanted <= last);

describe("sets of ports", () => {
  it("join, meet and subtract as sets do, at every port", () => {
    fc.assert(
      fc.property(set, set, fc.array(port, { minLength: 20 }), (one, other, probes) => {
        const edges = [...one, ...other].flatMap(([first, last]) => [first - 1, first, last, last + 1]);
        for (const probe of [...probes, ...edges].filter((candidate) => candidate >= 0 && candidate <= 65_535)) {
          expect(has(union(one, other), probe)).toBe(has(one, probe) || has(other, probe));
          expect(has(intersection(one, other), probe)).toBe(has(one, probe) && has(other, probe));
          expect(has(difference(one, other), probe)).toBe(has(one, probe) && !has(other, probe));
        }
      }),
    );
  });

  it("are written in one way only", () => {
    expect(union([[5, 9]], [[1, 4]])).toEqual([[1, 9]]);
    expect(union([[5, 9]], [[1, 3]])).toEqual([
      [1, 3],
      [5, 9],
    ]);
    expect(difference(everyPort, [[0, 65_535]])).toEqual(noPort);
    expect(difference(everyPort, noPort)).toEqual(everyPort);
  });
});
