import type { Answer, Diagnostic, Rule, StackAnswers } from "../policyAnswers.js";
import { remark, type StatedExemption } from "./remark.js";

/** How often a rule has come to each verdict, one for each resource (or for the stack) that it was asked about. */
export interface RuleTally {
  passed: number;
  violated: number;
  undecided: number;
  exempted: number;
  notApplicable: number;
  /** Why the rule was not applicable, where it gave a reason of its own. */
  readonly notApplicableReasons: Set<string>;
  /** Reasons of the exemptions that it met. */
  readonly exemptionReasons: Set<string>;
}

/** A violation of one rule. */
export interface Violation {
  readonly rule: string;
  readonly enforcement: Diagnostic["enforcement"];
  readonly urn?: string;
  readonly message: string;
}

/** The verdicts of a preview. */
export interface Verdicts {
  readonly rules: readonly Rule[];
  /** By name of the rule; has an entry for every rule that is not disabled. */
  readonly tallies: ReadonlyMap<string, RuleTally>;
  readonly violations: readonly Violation[];
  readonly undecided: readonly { readonly rule: string; readonly urn: string; readonly reason: string }[];
  readonly exemptions: readonly (StatedExemption & { readonly rule: string; readonly urn: string })[];
}

/** The reason that the policy SDK gives by itself, which says nothing that the reader does not know. */
const typeMismatch = /^Policy only applies to resources of type /;

/**
 * Turns the pack's answers into verdicts: violated, passed, exempted, undecided or not applicable.
 *
 * @param answers what the pack has answered about each stack that the report covers
 */
export function verdicts(answers: readonly StackAnswers[]): Verdicts {
  const rules = mergeRules(answers);
  const tallies = new Map<string, RuleTally>();
  const violations: Violation[] = [];
  const undecided: { rule: string; urn: string; reason: string }[] = [];
  const exemptions: (StatedExemption & { rule: string; urn: string })[] = [];

  for (const rule of rules) {
    if (rule.enforcement !== "disabled") {
      tallies.set(rule.name, newTally());
    }
  }

  /** Reads one answer of the pack to a question about `urn`. */
  const read = (asked: readonly Rule[], answer: Answer, urn: string, isStack: boolean): void => {
    const kinds = new Map<string, Set<string>>();
    for (const diagnostic of answer.diagnostics) {
      const { rule } = diagnostic;
      const blamed = diagnostic.urn ?? urn;
      const read = remark(diagnostic);
      kinds.set(rule, (kinds.get(rule) ?? new Set()).add(read.kind));
      switch (read.kind) {
        case "violated":
          violations.push({
            rule,
            enforcement: diagnostic.enforcement,
            ...(isStack && diagnostic.urn === undefined ? {} : { urn: blamed }),
            message: read.message,
          });
          break;
        case "undecided":
          undecided.push({ rule, urn: blamed, reason: read.reason });
          break;
        case "exempted":
          exemptions.push({ rule, urn: blamed, ...read.exemption });
          tallyOf(tallies, rule).exemptionReasons.add(read.exemption.reason);
          break;
      }
    }
    const notApplicable = new Map(answer.notApplicable.map(({ rule, reason }) => [rule, reason]));
    for (const rule of asked) {
      const tally = tallyOf(tallies, rule.name);
      const kind = kinds.get(rule.name);
      const reason = notApplicable.get(rule.name);
      if (kind === undefined && reason !== undefined) {
        tally.notApplicable += 1;
        if (reason !== "" && !typeMismatch.test(reason)) {
          tally.notApplicableReasons.add(reason);
        }
      } else if (kind === undefined) {
        tally.passed += 1;
      } else if (kind.has("violated")) {
        tally.violated += 1;
      } else if (kind.has("undecided")) {
        tally.undecided += 1;
      } else if (isStack) {
        // The rule speaks for the whole stack: what it does not mention has passed.
        tally.passed += 1;
      } else {
        tally.exempted += 1;
      }
    }
  };

  for (const { rules: asked, resources, whole, rootUrn } of answers) {
    const enabled = asked.filter((rule) => rule.enforcement !== "disabled");
    const resourceRules = enabled.filter((rule) => rule.judges === "resource");
    for (const { urn, answer } of resources) {
      read(resourceRules, answer, urn, false);
    }
    read(
      enabled.filter((rule) => rule.judges === "stack"),
      whole,
      rootUrn,
      true,
    );
  }
  return { rules, tallies, violations, undecided, exemptions };
}

/** The rules of all stacks: one that is enabled for any stack counts as enabled. */
function mergeRules(answers: readonly StackAnswers[]): Rule[] {
  const byName = new Map<string, Rule>();
  for (const rule of answers.flatMap(({ rules }) => rules)) {
    const known = byName.get(rule.name);
    if (known === undefined || known.enforcement === "disabled") {
      byName.set(rule.name, rule);
    }
  }
  return [...byName.values()];
}

function tallyOf(tallies: Map<string, RuleTally>, rule: string): RuleTally {
  const known = tallies.get(rule);
  if (known !== undefined) {
    return known;
  }
  const tally = newTally();
  tallies.set(rule, tally);
  return tally;
}

function newTally(): RuleTally {
  return {
    passed: 0,
    violated: 0,
    undecided: 0,
    exempted: 0,
    notApplicable: 0,
    notApplicableReasons: new Set(),
    exemptionReasons: new Set(),
  };
}
