import type { Control, StackName } from "@secure-ml/controls";
import { describe, expect, it } from "vitest";
import type { Rule } from "../policyAnswers.js";
import { controlReport, type ControlFacts } from "./controlReport.js";
import type { RuleTally } from "./verdicts.js";

function control(facts: Partial<Control> = {}): Control {
  return {
    id: "DATA-04",
    title: "Default encryption",
    requirement: "r",
    tier: "data",
    stacks: ["account", "platform"],
    severity: "high",
    demandedBy: ["A"],
    needs: [],
    rules: ["one", "two"],
    acceptance: { refused: [], works: [] },
    remediation: "m",
    frameworks: {},
    references: [],
    built: true,
    ...facts,
  };
}

interface Counts {
  readonly passed?: number;
  readonly violated?: number;
  readonly undecided?: number;
  readonly exempted?: number;
  readonly notApplicable?: number;
  readonly because?: readonly string[];
  readonly exemption?: readonly string[];
}

function tally(counts: Counts): RuleTally {
  const { because = [], exemption = [], ...numbers } = counts;
  return {
    ...{ passed: 0, violated: 0, undecided: 0, exempted: 0, notApplicable: 0, ...numbers },
    notApplicableReasons: new Set(because),
    exemptionReasons: new Set(exemption),
  };
}

const bucket = "urn:pulumi:dev::p::aws:s3/bucket:Bucket::bucket";
const rules: readonly Rule[] = [
  { name: "one", enforcement: "mandatory", judges: "resource" },
  { name: "two", enforcement: "mandatory", judges: "stack" },
];

interface Situation {
  readonly one?: Counts;
  readonly two?: Counts;
  readonly facts?: Partial<ControlFacts>;
}

function status(given: Control, { one = { passed: 1 }, two = { passed: 1 }, facts = {} }: Situation = {}) {
  const { status, reason } = controlReport(given, {
    stacks: ["account", "platform"],
    serving: new Map([["DATA-04", [bucket]]]),
    off: new Map(),
    verdicts: {
      rules,
      tallies: new Map([
        ["one", tally(one)],
        ["two", tally(two)],
      ]),
    },
    ...facts,
  });
  return reason === undefined ? status : `${status}: ${reason}`;
}

function off(...stacks: StackName[]): Partial<ControlFacts> {
  return { off: new Map([["DATA-04", stacks.map((stack) => ({ stack, reason: `cost in ${stack}` }))]]) };
}

describe("controlReport", () => {
  it("carries what a report says about a control", () => {
    expect(
      controlReport(control(), {
        stacks: ["platform"],
        serving: new Map([["DATA-04", [bucket]]]),
        off: new Map(),
        verdicts: {
          rules,
          tallies: new Map([
            ["one", tally({ passed: 3 })],
            ["two", tally({ notApplicable: 1 })],
          ]),
        },
      }),
    ).toEqual({
      id: "DATA-04",
      title: "Default encryption",
      status: "met",
      resources: [bucket],
      rules: ["one", "two"],
    });
  });

  it("is met when a resource serves it and every rule passes", () => {
    expect(status(control())).toBe("met");
  });

  it("is met without a resource when its record says that none can serve it", () => {
    const facts = { serving: new Map<string, string[]>() };

    expect(status(control(), { facts })).toBe("undecided: no resource serves it");
    expect(status(control({ noResource: "it only bans" }), { facts })).toBe("met");
  });

  it("is met without a rule only when a resource serves it", () => {
    const given = control({ rules: [], noRule: "nothing to see" });

    expect(status(given)).toBe("met");
    expect(status(given, { facts: { serving: new Map() } })).toBe("undecided: no resource serves it");
  });

  it("is not built whatever else is said", () => {
    expect(status(control({ built: false }), { one: { violated: 1 }, facts: off("account") })).toBe("not-built");
  });

  it("is off with the reasons in config, even where its rules speak", () => {
    expect(status(control(), { one: { violated: 1 }, facts: off("platform") })).toBe(
      "off: platform stack: cost in platform",
    );
    expect(status(control(), { facts: off("account", "platform") })).toBe(
      "off: account stack: cost in account; platform stack: cost in platform",
    );
  });

  it("is not applicable when it belongs to a stack that the report does not cover", () => {
    expect(status(control({ stacks: ["account"] }), { facts: { stacks: ["platform"] } })).toBe(
      "not-applicable: belongs to the account stack",
    );
  });

  it("is not applicable when every rule says so, and only then", () => {
    const notApplicable = { notApplicable: 2 };

    expect(status(control(), { one: notApplicable, two: notApplicable })).toBe(
      "not-applicable: nothing here for its rules to judge",
    );
    expect(status(control(), { one: { ...notApplicable, because: ["prod only"] }, two: notApplicable })).toBe(
      "not-applicable: prod only",
    );
    expect(status(control(), { one: notApplicable })).toBe("met");
    expect(status(control(), { one: notApplicable, two: { undecided: 1 } })).toBe("undecided: two cannot decide yet");
  });

  it("is met without anything to judge when it only bans something, unless a rule says why it does not apply", () => {
    const bans = control({ noResource: "it only bans" });
    const notApplicable = { notApplicable: 2 };

    expect(status(bans, { one: notApplicable, two: notApplicable })).toBe("met");
    expect(status(bans, { one: { ...notApplicable, because: ["prod only"] }, two: notApplicable })).toBe(
      "not-applicable: prod only",
    );
  });

  it("is violated by any violation, before anything undecided", () => {
    expect(status(control(), { one: { passed: 9, violated: 1 }, two: { undecided: 1 } })).toBe("violated: by one");
    expect(status(control(), { one: { violated: 1 }, two: { violated: 1 } })).toBe("violated: by one, two");
  });

  it("is undecided while any rule is, although others pass", () => {
    expect(status(control(), { one: { passed: 9, undecided: 1 } })).toBe("undecided: one cannot decide yet");
  });

  it("is undecided when a rule of its record has not judged", () => {
    const given = control({ rules: ["one", "two", "three"] });
    const disabled: Rule = { name: "three", enforcement: "disabled", judges: "resource" };
    const tallies = new Map([
      ["one", tally({ passed: 1 })],
      ["two", tally({ passed: 1 })],
    ]);

    expect(status(given)).toBe("undecided: three is not in the policy pack");
    expect(status(given, { facts: { verdicts: { rules: [...rules, disabled], tallies } } })).toBe(
      "undecided: three is disabled in the policy pack's config",
    );
    expect(status(control(), { two: {} })).toBe("undecided: two was never asked");
  });

  it("is met with the exemptions named, but off when a rule finds nothing but exempted resources", () => {
    const exemption = ["logs itself"];

    expect(status(control(), { one: { passed: 1, exempted: 1, exemption } })).toBe(
      "met: exempted from one: logs itself",
    );
    expect(status(control(), { one: { exempted: 1, exemption } })).toBe("off: exempted from one: logs itself");
    expect(status(control(), { two: { passed: 1, exemption } })).toBe("met: exempted from two: logs itself");
  });
});
