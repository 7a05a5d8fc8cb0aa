import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineWholeStackRule } from "../../defineRule.js";
import { read, type Read } from "../../known.js";
import { companionsOf } from "../../links.js";
import type { StackView } from "../../stackView.js";

/**
 * Sources of findings, each with the events that carry them.
 *
 * @see AWS, "Events from AWS services": https://docs.aws.amazon.com/eventbridge/latest/ref/welcome.html
 */
const findings: readonly (readonly [source: string, detailType: string])[] = [
  ["aws.guardduty", "GuardDuty Finding"],
  ["aws.guardduty", "GuardDuty Malware Protection Object Scan Result"],
  ["aws.macie", "Macie Finding"],
  ["aws.securityhub", "Security Hub Findings - Imported"],
  ["aws.access-analyzer", "Access Analyzer Finding"],
  ["aws.access-analyzer", "Unused Access Finding for IAM entities"],
  ["aws.config", "Config Rules Compliance Change"],
  ["aws.health", "AWS Health Event"],
  ["aws.health", "AWS Health Abuse Event"],
];

/** The account stack routes the findings of every source to somebody: what nobody hears of has not been found. */
export const govFindingsRouted = defineWholeStackRule({
  name: "gov-findings-routed",
  stack: "account",
  check(stack, verdict) {
    const rules = stack.ofType(awsType.eventRule);
    for (const [source, detailType] of findings) {
      const routes = rules.map((rule) => routesEvent(rule, stack, source, detailType));
      if (routes.some((route) => route.state === "known" && route.value)) continue;
      if (routes.some(({ state }) => state === "unknown")) {
        verdict.undecided(`whether a rule routes the event "${detailType}" cannot be known yet`);
        continue;
      }
      verdict.violation({
        property: detailType,
        found: `no rule that routes the event "${detailType}" of ${source}`,
        expected: "an enabled rule with a target for each source of findings",
        fix: `add ${source} and "${detailType}" to the eventPattern of an aws.cloudwatch.EventRule with an aws.cloudwatch.EventTarget`,
      });
    }
  },
});

const no: Read<boolean> = { state: "known", value: false };

/** Whether a rule takes an event and hands it on; AWS's own events arrive on the default bus only. */
function routesEvent(rule: PolicyResource, stack: StackView, source: string, detailType: string): Read<boolean> {
  const state = read(rule.props, "state");
  const bus = read(rule.props, "eventBusName");
  const pattern = read(rule.props, "eventPattern");
  // Left out, a rule is enabled and on the default bus.
  if (state.state === "known" && state.value === "DISABLED") return no;
  if (bus.state === "known" && bus.value !== "default") return no;
  if (pattern.state === "known" && !takes(parsed(pattern.value), source, detailType)) return no;
  if (pattern.state === "absent") return no;
  const { linked, floating } = companionsOf(stack, rule, awsType.eventTarget, "rule", ["name"]);
  if (linked.length === 0 && floating.length === 0) return no;
  const unknown = [state, bus, pattern].find((value) => value.state === "unknown");
  if (unknown?.state === "unknown") return unknown;
  return linked.length > 0 ? { state: "known", value: true } : { state: "unknown", path: "rule" };
}

type Pattern = Readonly<Record<string, unknown>>;

function parsed(pattern: unknown): Pattern {
  try {
    const value: unknown = typeof pattern === "string" ? JSON.parse(pattern) : pattern;
    return typeof value === "object" && value !== null ? (value as Pattern) : {};
  } catch {
    return {};
  }
}

/** Whether a pattern takes an event: by itself or by one of the alternatives of its `$or`. */
function takes(pattern: Pattern, source: string, detailType: string): boolean {
  const { $or: alternatives, ...common } = pattern;
  if (Array.isArray(alternatives)) {
    return alternatives.some((alternative) => {
      const own = parsed(alternative);
      return listed(common["source"], source) && takes({ ...common, ...own }, source, detailType);
    });
  }
  return (
    Object.keys(common).length > 0 && listed(common["source"], source) && listed(common["detail-type"], detailType)
  );
}

/** Whether a field of a pattern lets a value through; one that is left out lets everything through. */
function listed(field: unknown, value: string): boolean {
  return field === undefined || (Array.isArray(field) && field.includes(value));
}
