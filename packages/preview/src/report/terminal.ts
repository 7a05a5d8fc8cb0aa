import type { Control } from "@secure-ml/controls";
import type { LoggedMessage } from "@secure-ml/testing";
import type { Paint } from "./paint.js";
import { resourceTree } from "./resourceTree.js";
import type { ControlStatus, Report, ReportControl, ReportViolation } from "./schema.js";
import { idRanges, shortUrn } from "./shortNames.js";
import { wrap } from "./wrap.js";

/** What a report on a terminal is written from. */
export interface TerminalOptions {
  readonly report: Report;
  readonly paint: Paint;
  /** The catalogue, for what to do about a violation. */
  readonly catalogue: readonly Control[];
  /** Whether values were left unknown on purpose. */
  readonly unknowns: boolean;
  /** Whether to show every resource, and every undecided verdict. */
  readonly verbose: boolean;
  /** What the programs logged. */
  readonly log: readonly LoggedMessage[];
}

/** Whether a report has a violation that stops a deployment. */
export function hasMandatoryViolation({ policy }: Report): boolean {
  return policy.violations.some(({ enforcement }) => enforcement === "mandatory");
}

/**
 * Writes a report for people.
 *
 * @param options the report and how to draw it
 * @returns lines, none of them longer than the paint is wide
 */
export function terminalReport(options: TerminalOptions): string[] {
  const sections = [
    ...options.report.stacks.map((stack) => stackSection(stack, options)),
    logSection(options),
    violationSection(options),
    exemptionSection(options),
    undecidedSection(options),
    controlSection(options),
    closingSection(options),
  ];
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ["", ...section]));
}

function stackSection(stack: Report["stacks"][number], { paint, verbose }: TerminalOptions): string[] {
  const resources = stack.resources.filter(({ custom }) => custom).length;
  const components = stack.resources.length - resources - 1;
  const name = `${stack.stack === "account" ? "Account" : "Platform"} stack`;
  return [
    ...wrap(
      `${paint.strong(name)}: ${counted(resources, "resource")} in ${counted(Math.max(0, components), "component")}`,
      { width: paint.width },
    ),
    ...resourceTree(stack, paint, verbose),
  ];
}

function logSection({ log, paint }: TerminalOptions): string[] {
  const shown = log.filter(({ severity }) => severity === "warning" || severity === "error");
  if (shown.length === 0) {
    return [];
  }
  return [
    paint.strong("The programs say"),
    ...shown.flatMap(({ severity, message, urn }) =>
      indented(paint, `${severity}: ${message}${urn === undefined ? "" : ` (${shortUrn(urn)})`}`),
    ),
  ];
}

function violationSection({ report, paint, catalogue }: TerminalOptions): string[] {
  const { violations } = report.policy;
  if (violations.length === 0) {
    return [];
  }
  const byRule = [...Map.groupBy(violations, ({ rule }) => rule).entries()];
  const mandatoryFirst = byRule.toSorted(([, one], [, other]) => Number(isMandatory(other)) - Number(isMandatory(one)));
  return [
    paint.strong("Violations"),
    ...mandatoryFirst.flatMap(([rule, group]) => ruleViolations(rule, group, paint, catalogue)),
    ...wrap(
      `A violation that is accepted needs an exemption: one rule, one resource, with owner, reason and expiry date, in the policy pack's config.`,
      { width: paint.width, first: "  " },
    ).map(paint.weak),
  ];
}

function isMandatory(violations: readonly ReportViolation[]): boolean {
  return violations.some(({ enforcement }) => enforcement === "mandatory");
}

function ruleViolations(
  rule: string,
  violations: readonly ReportViolation[],
  paint: Paint,
  catalogue: readonly Control[],
): string[] {
  const controls = violations[0]?.controls ?? [];
  const level = isMandatory(violations) ? paint.bad("MANDATORY") : paint.warning("advisory");
  const ids = controls.length === 0 ? "" : ` (${idRanges(controls)})`;
  const remedies = catalogue.filter(({ id }) => controls.includes(id)).map(({ remediation }) => remediation);
  const byMessage = Map.groupBy(violations, ({ message }) => message.replace(/^\[[A-Z0-9, -]+\] /, ""));
  return [
    ...wrap(`${level} ${paint.strong(rule)}${ids}`, { width: paint.width, first: "  ", rest: "    " }),
    ...[...byMessage].flatMap(([message, group]) => {
      const urns = [...new Set(group.map(({ urn }) => urn ?? ""))];
      const places = urns.map((urn) => (urn === "" ? "the stack as a whole" : shortUrn(urn)));
      return [
        ...wrap(places.join(", "), { width: paint.width, first: "    " }),
        ...wrap(message, { width: paint.width, first: "      " }),
      ];
    }),
    ...[...new Set(remedies)].flatMap((remedy) =>
      wrap(`What to do: ${remedy}`, { width: paint.width, first: "    ", rest: "    " }),
    ),
  ];
}

function exemptionSection({ report, paint }: TerminalOptions): string[] {
  const { exemptions } = report.policy;
  if (exemptions.length === 0) {
    return [];
  }
  const unique = new Map(exemptions.map((exemption) => [`${exemption.rule} ${exemption.urn}`, exemption]));
  return [
    paint.strong("Exemptions"),
    ...[...unique.values()].flatMap(({ rule, urn, owner, reason, expires, origin }) => [
      ...wrap(`${rule}: ${shortUrn(urn)}`, { width: paint.width, first: "  ", rest: "    " }),
      ...wrap(`${reason} (${owner}, until ${expires}, made by the ${origin})`, { width: paint.width, first: "    " }),
    ]),
  ];
}

function undecidedSection({ report, paint, unknowns, verbose }: TerminalOptions): string[] {
  const { undecided } = report.policy;
  if (undecided.length === 0) {
    return [];
  }
  const heading = unknowns
    ? paint.strong("Undecided until values are known")
    : paint.bad("UNDECIDED ALTHOUGH EVERY VALUE IS KNOWN: a rule or the simulated AWS is at fault");
  const byRule = [...Map.groupBy(undecided, ({ rule }) => rule)];
  return [
    ...wrap(heading, { width: paint.width }),
    ...byRule.flatMap(([rule, group]) => {
      if (unknowns && !verbose) {
        const resources = new Set(group.map(({ urn }) => urn)).size;
        const reasons = [...new Set(group.map(({ reason }) => reason))].join("; ");
        return wrap(`${rule}, ${counted(resources, "resource")}: ${reasons}`, {
          width: paint.width,
          first: "  ",
          rest: "    ",
        });
      }
      return [
        ...wrap(rule, { width: paint.width, first: "  " }),
        ...group.flatMap(({ urn, reason }) =>
          wrap(`${shortUrn(urn)}: ${reason}`, { width: paint.width, first: "    ", rest: "      " }),
        ),
      ];
    }),
  ];
}

/** The statuses in the order in which they are shown, with what they are called. */
const statuses: readonly (readonly [ControlStatus, string])[] = [
  ["met", "met"],
  ["off", "off"],
  ["violated", "violated"],
  ["undecided", "undecided"],
  ["not-applicable", "not applicable"],
  ["not-built", "not built yet"],
];

function controlSection({ report, paint }: TerminalOptions): string[] {
  const label = 17;
  return [
    paint.strong("Controls"),
    ...statuses.flatMap(([status, name]) => {
      const controls = report.controls.filter((control) => control.status === status);
      const count = String(controls.length).padStart(4);
      const first = `  ${name.padEnd(label - 2)}${count}`;
      if (controls.length === 0) {
        return [paint.weak(first)];
      }
      return [
        ...wrap(idRanges(controls.map(({ id }) => id)), {
          width: paint.width,
          first: `${statusPaint(status, paint)(first)}  `,
        }),
        ...controlReasons(controls, paint),
      ];
    }),
  ];
}

/** Why controls are not met, once for all that have it in common. */
function controlReasons(controls: readonly ReportControl[], paint: Paint): string[] {
  const explained = controls.filter(({ status }) => status !== "met" && status !== "not-built");
  const byReason = Map.groupBy(explained, ({ reason = "" }) => reason);
  return [...byReason].flatMap(([reason, group]) => {
    const [first] = group;
    const names =
      group.length === 1 && first !== undefined ? `${first.id} ${first.title}` : idRanges(group.map(({ id }) => id));
    return wrap(`${names}${reason === "" ? "" : `: ${reason}`}`, { width: paint.width, first: "    ", rest: "      " });
  });
}

function statusPaint(status: ControlStatus, paint: Paint): (text: string) => string {
  switch (status) {
    case "met":
      return paint.good;
    case "violated":
      return paint.bad;
    case "off":
    case "undecided":
      return paint.warning;
    default:
      return paint.weak;
  }
}

function closingSection({ report, paint }: TerminalOptions): string[] {
  const { environment, policy, timings, controls } = report;
  const advisory = policy.violations.filter(({ enforcement }) => enforcement === "advisory").length;
  const mandatory = policy.violations.length - advisory;
  const met = controls.filter(({ status }) => status === "met").length;
  const facts = [
    `${counted(met, "control")} met`,
    counted(mandatory, "mandatory violation"),
    ...(advisory === 0 ? [] : [counted(advisory, "advisory violation")]),
    ...(policy.undecided.length === 0 ? [] : [`${policy.undecided.length} undecided`]),
  ];
  const verdict = mandatory === 0 ? paint.good(`${environment} passes`) : paint.bad(`${environment} fails`);
  return [
    ...wrap(
      `${counted(policy.rules, "rule")} came to ${counted(policy.decided, "verdict")}. ` +
        `Took ${seconds(timings.total)}: programs ${seconds(timings.program)}, policy pack ${seconds(timings.policy)}.`,
      { width: paint.width },
    ).map(paint.weak),
    ...wrap(`${verdict}: ${facts.join(", ")}.`, { width: paint.width }),
  ];
}

function indented(paint: Paint, text: string): string[] {
  return wrap(text, { width: paint.width, first: "  ", rest: "    " });
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
