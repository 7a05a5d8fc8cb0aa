import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "./awsTypes.js";
import { itHonoursExemptions, reasons, reports, type Rule } from "./ruleCases.fixture.js";

/** A rule that demands something of one property, and the resource on which it is tried. */
export interface OneProperty {
  readonly rule: Rule;
  readonly type: string;
  /** Arguments that pass the rule. */
  readonly compliant: Readonly<Record<string, unknown>>;
  /** The property, a dot for each level. */
  readonly property: string;
  /** Values that pass; the compliant one need not be among them. */
  readonly accepted: readonly unknown[];
  /** Values that violate. */
  readonly refused: readonly unknown[];
  /** What the rule says after "found …". */
  readonly expectation: string;
  /**
   * What the rule says to an unknown value: `passes` where another rule decides.
   * @defaultValue "undecided"
   */
  readonly unknown?: "passes" | "undecided";
}

/**
 * Tests everything that a rule about one property owes: right, wrong, absent on each level, unknown on each level, another
 * type, exempted.
 */
export function itDemandsOneProperty(subject: OneProperty): void {
  const { rule, type, compliant, property, expectation } = subject;
  const path = property.split(".");
  const thing = (value: unknown, depth = path.length) =>
    resource(type, "thing", withValue(compliant, path.slice(0, depth), value));
  const violation = (found: string) => [`mandatory thing: found ${found}; ${expectation}`];

  it("passes what is compliant", async () => {
    expect(await reports(rule, [resource(type, "thing", compliant)])).toEqual([]);
  });

  it.each(subject.accepted)("passes %j", async (value) => {
    expect(await reports(rule, [thing(value)])).toEqual([]);
  });

  it.each(subject.refused)("violates with %j", async (value) => {
    expect(await reports(rule, [thing(value)])).toEqual(violation(`${property} ${JSON.stringify(value)}`));
  });

  describe.each(path.map((_, index) => index + 1))("with %i parts of the path", (depth) => {
    it("violates when the last is absent", async () => {
      expect(await reports(rule, [thing(undefined, depth)])).toEqual(violation(`no ${property}`));
      expect(await reports(rule, [thing(undefined, depth)], { profile: "dev" })).toEqual(violation(`no ${property}`));
    });

    it("is not silent when the last is unknown, unless another rule decides", async () => {
      expect(await reports(rule, [thing(unknown, depth)])).toEqual(
        subject.unknown === "passes" ? [] : [`advisory thing: undecided: ${property} cannot be known yet`],
      );
    });
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [thing(undefined)]);
}

/** A copy with another value at a path; `undefined` takes the property away. */
function withValue(
  values: Readonly<Record<string, unknown>>,
  [head = "", ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const others = Object.fromEntries(Object.entries(values).filter(([key]) => key !== head));
  if (rest.length === 0) return value === undefined ? others : { ...others, [head]: value };
  return { ...others, [head]: withValue((values[head] ?? {}) as Record<string, unknown>, rest, value) };
}
