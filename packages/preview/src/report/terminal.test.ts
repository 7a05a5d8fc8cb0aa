import { stripVTControlCharacters } from "node:util";
import { catalogue, type Control } from "@secure-ml/controls";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { control, report, resource, rootUrn } from "./handMadeReport.fixture.js";
import { paint } from "./paint.js";
import type { ReportViolation } from "./schema.js";
import { hasMandatoryViolation, terminalReport, type TerminalOptions } from "./terminal.js";

const ascii = paint({ width: 80, color: false, unicode: false });
const raw = resource("aws:s3/bucket:Bucket", "raw");
const curated = resource("aws:s3/bucket:Bucket", "curated");

const records = catalogue
  .filter(({ id }: Control) => id === "DATA-04")
  .map((record): Control => ({ ...record, remediation: "Encrypt it." }));

function write(facts: Parameters<typeof report>[0], options: Partial<TerminalOptions> = {}): string {
  return terminalReport({
    report: report(facts),
    paint: ascii,
    catalogue: records,
    unknowns: false,
    verbose: false,
    log: [],
    ...options,
  }).join("\n");
}

function violation(facts: Partial<ReportViolation> = {}): ReportViolation {
  return {
    rule: "data-s3-default-cmk",
    enforcement: "mandatory",
    urn: raw.urn,
    message: "[DATA-04] found no key; expected a key; fix: add one",
    controls: ["DATA-04"],
    ...facts,
  };
}

const closing = "3 rules came to 7 verdicts. Took 2.0 s: programs 1.2 s, policy pack 0.6 s.\n";

const noControls = `Controls
  met               0
  off               0
  violated          0
  undecided         0
  not applicable    0
  not built yet     0
`;

describe("terminalReport", () => {
  it("shows a clean stack", () => {
    expect(write({ resources: [raw], controls: [control("DATA-04")] })).toBe(
      `Platform stack: 1 resource in 0 components
  outside the tiers (1)
  \`- s3.Bucket

Controls
  met               1  DATA-04
  off               0
  violated          0
  undecided         0
  not applicable    0
  not built yet     0

${closing}dev passes: 1 control met, 0 mandatory violations.`,
    );
  });

  it("groups violations by rule, the mandatory ones first, with what to do", () => {
    const violations = [
      violation({ rule: "z-advice", enforcement: "advisory", controls: [], message: "found x" }),
      violation(),
      violation({ urn: curated.urn }),
      violation({ urn: rootUrn, message: "[DATA-04] found another" }),
    ];

    expect(write({ policy: { violations } })).toBe(
      `Platform stack: 0 resources in 0 components

Violations
  MANDATORY data-s3-default-cmk (DATA-04)
    s3.Bucket raw, s3.Bucket curated
      found no key; expected a key; fix: add one
    the stack as a whole
      found another
    What to do: Encrypt it.
  advisory z-advice
    s3.Bucket raw
      found x
  A violation that is accepted needs an exemption: one rule, one resource, with
  owner, reason and expiry date, in the policy pack's config.

${noControls}
${closing}dev fails: 0 controls met, 3 mandatory violations, 1 advisory violation.`,
    );
  });

  it("blames the stack where a rule names no resource", () => {
    const { rule, enforcement, message, controls } = violation();
    const whole = { rule, enforcement, message, controls };

    expect(write({ policy: { violations: [whole] } })).toContain("    the stack as a whole\n      found no key");
  });

  it("shows each exemption once", () => {
    const exemption = {
      rule: "data-s3-default-cmk",
      urn: raw.urn,
      owner: "ml-platform",
      reason: "logs itself",
      expires: "2027-01-31",
      origin: "blueprint" as const,
    };

    expect(write({ policy: { exemptions: [exemption, exemption] } })).toContain(
      `Exemptions
  data-s3-default-cmk: s3.Bucket raw
    logs itself (ml-platform, until 2027-01-31, made by the blueprint)

Controls`,
    );
  });

  const undecided = [
    { rule: "data-a", urn: raw.urn, reason: "key cannot be known yet" },
    { rule: "data-a", urn: curated.urn, reason: "key cannot be known yet" },
    { rule: "data-b", urn: raw.urn, reason: "policy cannot be known yet" },
  ];

  it("sums up what is undecided when values were left unknown on purpose, unless asked for all", () => {
    expect(write({ policy: { undecided } }, { unknowns: true })).toContain(
      `Undecided until values are known
  data-a, 2 resources: key cannot be known yet
  data-b, 1 resource: policy cannot be known yet

Controls`,
    );
    expect(write({ policy: { undecided } }, { unknowns: true, verbose: true })).toContain(
      `  data-a
    s3.Bucket raw: key cannot be known yet
    s3.Bucket curated: key cannot be known yet
`,
    );
  });

  it("makes much of what is undecided although every value is known", () => {
    const text = write({ policy: { undecided: undecided.slice(2) } });

    expect(text).toContain(
      `UNDECIDED ALTHOUGH EVERY VALUE IS KNOWN: a rule or the simulated AWS is at fault
  data-b
    s3.Bucket raw: policy cannot be known yet
`,
    );
    expect(text).toMatch(/dev passes: 0 controls met, 0 mandatory violations, 1 undecided\.$/);
  });

  it("says how it stands with every control, and why", () => {
    const controls = [
      control("DATA-01"),
      control("DATA-02"),
      control("DATA-03"),
      control("DATA-04", { status: "violated", reason: "by data-s3-default-cmk" }),
      control("DATA-05", { status: "undecided", reason: "x cannot decide yet" }),
      control("DATA-06", { status: "not-built" }),
      control("DATA-14", { status: "off", reason: "platform stack: cost" }),
      control("NET-01", { status: "not-applicable", reason: "belongs to the account stack" }),
      control("NET-02", { status: "not-applicable", reason: "belongs to the account stack" }),
      control("NET-03", { status: "not-applicable", reason: "prod only" }),
    ];

    expect(write({ controls })).toContain(
      `Controls
  met               3  DATA-01 to 03
  off               1  DATA-14
    DATA-14 Title of DATA-14: platform stack: cost
  violated          1  DATA-04
    DATA-04 Title of DATA-04: by data-s3-default-cmk
  undecided         1  DATA-05
    DATA-05 Title of DATA-05: x cannot decide yet
  not applicable    3  NET-01 to 03
    NET-01, 02: belongs to the account stack
    NET-03 Title of NET-03: prod only
  not built yet     1  DATA-06
`,
    );
  });

  it("passes on what the programs warn of, and nothing else that they log", () => {
    const log = [
      { severity: "warning", message: "careful", urn: raw.urn },
      { severity: "info", message: "hello" },
    ] as const;

    expect(write({}, { log })).toContain("The programs say\n  warning: careful (s3.Bucket raw)\n\nControls");
  });

  it.each([40, 60, 80])("stays within %i columns, whatever it has to show", (width) => {
    const word = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(word, word, fc.boolean(), fc.boolean(), (text, name, unicode, verbose) => {
        const odd = resource("aws:s3/bucket:Bucket", name.replaceAll("\n", " "));
        const lines = terminalReport({
          report: report({
            resources: [odd],
            policy: {
              violations: [violation({ urn: odd.urn, message: text, rule: name })],
              undecided: [{ rule: name, urn: odd.urn, reason: text }],
              exemptions: [
                { rule: name, urn: odd.urn, owner: name, reason: text, expires: "2027-01-31", origin: "user" },
              ],
            },
            controls: [control("DATA-04", { status: "off", title: text, reason: name })],
          }),
          paint: paint({ width, color: true, unicode }),
          catalogue: records,
          unknowns: false,
          verbose,
          log: [{ severity: "warning", message: text }],
        });
        const long = lines.filter((line) => Array.from(stripVTControlCharacters(line)).length > width);
        expect(long).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("says the same with and without colour", () => {
    const facts = { resources: [raw], policy: { violations: [violation()] }, controls: [control("DATA-04")] };

    const colored = write(facts, { paint: paint({ width: 80, color: true, unicode: false }) });

    expect(stripVTControlCharacters(colored)).toBe(write(facts));
    expect(colored).not.toBe(write(facts));
  });
});

describe("hasMandatoryViolation", () => {
  it("looks past advisory violations", () => {
    expect(hasMandatoryViolation(report({}))).toBe(false);
    expect(hasMandatoryViolation(report({ policy: { violations: [violation({ enforcement: "advisory" })] } }))).toBe(
      false,
    );
    expect(
      hasMandatoryViolation(report({ policy: { violations: [violation({ enforcement: "advisory" }), violation()] } })),
    ).toBe(true);
  });
});
