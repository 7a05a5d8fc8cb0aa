import type { Control, StackName } from "@secure-ml/controls";
import type { ControlStatus, ReportControl } from "./schema.js";
import type { RuleTally, Verdicts } from "./verdicts.js";

/** A control that the config of a stack switches off. */
export interface SwitchedOff {
  readonly stack: StackName;
  readonly reason: string;
}

/** What the status of a control follows from. */
export interface ControlFacts {
  /** The stacks that the report covers. */
  readonly stacks: readonly StackName[];
  /** URNs of the resources that serve each control, by its id. */
  readonly serving: ReadonlyMap<string, readonly string[]>;
  /** Controls that config switches off, by id. */
  readonly off: ReadonlyMap<string, readonly SwitchedOff[]>;
  readonly verdicts: Pick<Verdicts, "rules" | "tallies">;
}

/**
 * Says how it stands with a control.
 *
 * @param control the control's record
 * @param facts what the preview has found
 */
export function controlReport(control: Control, facts: ControlFacts): ReportControl {
  const resources = facts.serving.get(control.id) ?? [];
  const { status, reason } = judge(control, facts, resources.length);
  return {
    id: control.id,
    title: control.title,
    status,
    ...(reason === undefined ? {} : { reason }),
    resources: [...resources],
    rules: [...control.rules],
  };
}

interface Judgement {
  readonly status: ControlStatus;
  readonly reason?: string;
}

/**
 * The first of the statuses that applies: not built, off, not applicable, violated, undecided, met. Whatever keeps a
 * control from being met without a rule having spoken against it counts as undecided.
 */
function judge(control: Control, facts: ControlFacts, servingCount: number): Judgement {
  if (!control.built) {
    return { status: "not-built" };
  }
  const off = facts.off.get(control.id) ?? [];
  if (off.length > 0) {
    return { status: "off", reason: off.map(({ stack, reason }) => `${stack} stack: ${reason}`).join("; ") };
  }
  if (!control.stacks.some((stack) => facts.stacks.includes(stack))) {
    return { status: "not-applicable", reason: `belongs to the ${control.stacks.join(" and ")} stack` };
  }
  const { tallies } = facts.verdicts;
  const tallied = control.rules.map((rule) => ({ rule, tally: tallies.get(rule) }));
  if (tallied.length > 0 && tallied.every(({ tally }) => tally !== undefined && appliesToNothing(tally))) {
    const reasons = new Set(tallied.flatMap(({ tally }) => [...(tally?.notApplicableReasons ?? [])]));
    // What only bans something is met when nothing of the kind is there.
    if (reasons.size === 0 && control.noResource !== undefined) {
      return { status: "met" };
    }
    return { status: "not-applicable", reason: [...reasons].join("; ") || "nothing here for its rules to judge" };
  }
  const violated = tallied.filter(({ tally }) => tally !== undefined && tally.violated > 0);
  if (violated.length > 0) {
    return { status: "violated", reason: `by ${violated.map(({ rule }) => rule).join(", ")}` };
  }
  const undecided = tallied.filter(({ tally }) => tally !== undefined && tally.undecided > 0);
  if (undecided.length > 0) {
    return { status: "undecided", reason: `${undecided.map(({ rule }) => rule).join(", ")} cannot decide yet` };
  }
  const silent = tallied.filter(({ tally }) => tally === undefined || wasNeverAsked(tally));
  if (silent.length > 0) {
    return { status: "undecided", reason: silent.map(({ rule }) => absence(rule, facts)).join("; ") };
  }
  const exempted = tallied.filter(({ tally }) => tally !== undefined && tally.exemptionReasons.size > 0);
  const waived = exempted.filter(({ tally }) => tally?.passed === 0);
  if (waived.length > 0) {
    return { status: "off", reason: waived.map(({ rule, tally }) => exemption(rule, tally)).join("; ") };
  }
  if (servingCount === 0 && control.noResource === undefined) {
    return { status: "undecided", reason: "no resource serves it" };
  }
  return exempted.length === 0
    ? { status: "met" }
    : { status: "met", reason: exempted.map(({ rule, tally }) => exemption(rule, tally)).join("; ") };
}

/** Whether a rule has been asked and has never found anything to judge. */
function appliesToNothing(tally: RuleTally): boolean {
  return tally.notApplicable > 0 && wasNeverAsked({ ...tally, notApplicable: 0 });
}

function wasNeverAsked({ passed, violated, undecided, exempted, notApplicable }: RuleTally): boolean {
  return passed + violated + undecided + exempted + notApplicable === 0;
}

function absence(name: string, { verdicts: { rules } }: ControlFacts): string {
  const rule = rules.find((candidate) => candidate.name === name);
  if (rule === undefined) {
    return `${name} is not in the policy pack`;
  }
  return rule.enforcement === "disabled"
    ? `${name} is disabled in the policy pack's config`
    : `${name} was never asked`;
}

function exemption(rule: string, tally: RuleTally | undefined): string {
  return `exempted from ${rule}: ${[...(tally?.exemptionReasons ?? [])].join(", ")}`;
}
