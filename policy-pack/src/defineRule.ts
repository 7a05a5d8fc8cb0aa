import type {
  Policy,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";
import { ruleControls, type Control, type Severity } from "@secure-ml/controls";
import { isUnknownValue } from "./known.js";
import { currentSettings } from "./settings.js";
import { StackView, urnPlace } from "./stackView.js";
import { NotApplicableSignal, Verdict, type Diagnostic, type RuleFacts } from "./verdict.js";

interface RuleScope {
  /** Kebab-case name; the control records that list it give everything else that people read. */
  readonly name: string;
  /**
   * Type tokens, such as `aws:kms/key:Key`. For a resource rule what it judges, for a stack rule the resources that it
   * goes through one by one.
   */
  readonly types: readonly string[];
  /** Set for rules that do not apply to the other profile. */
  readonly profile?: "prod";
  /** Set for rules that apply to the account stack only, which they know by its project's name. */
  readonly stack?: "account";
}

/** A rule about the values of one resource, judged before the resource is made. */
export interface ResourceRule extends RuleScope {
  /** Judges one resource; it may throw nothing but what {@link Verdict.notApplicable} throws. */
  readonly check: (resource: ResourceValidationArgs, verdict: Verdict) => void;
}

/** A rule about links between resources, judged once all are known to the engine. */
export interface StackRule extends RuleScope {
  /** Judges one resource among the others. */
  readonly check: (resource: PolicyResource, stack: StackView, verdict: Verdict) => void;
}

/** A rule about what a stack as a whole must hold. */
export interface WholeStackRule extends Omit<RuleScope, "types"> {
  /** Judges the stack; what it reports falls on the stack's own URN. */
  readonly check: (stack: StackView, verdict: Verdict) => void;
}

const severities: readonly Severity[] = ["critical", "high", "medium", "low"];

/**
 * Makes a policy from a rule about one resource's values.
 *
 * @param rule what it judges and how
 * @throws Error when no built control's record lists the rule
 */
export function defineResourceRule(rule: ResourceRule): ResourceValidationPolicy {
  const { facts, policy } = describeRule(rule.name);
  const types = new Set(rule.types);
  const list = rule.types.map((type) => `'${type}'`).join(", ");
  const judgeResource = (args: ResourceValidationArgs, send: (diagnostic: Diagnostic) => void): string | undefined => {
    if (!types.has(args.type)) return `Policy only applies to resources of type ${list}`;
    return (
      outOfScope(rule, args.urn) ??
      judge(facts, args.urn, send, new Set(), (verdict) => {
        rule.check(args, verdict);
      })
    );
  };
  const validateResource = (args: ResourceValidationArgs, report: ReportViolation): void => {
    const reason = judgeResource(args, sender(report));
    if (reason !== undefined) args.notApplicable(reason);
  };
  const [only] = rule.types;
  const made: ResourceValidationPolicy = {
    ...policy,
    // With this mark the SDK skips other types without even reading their properties.
    validateResource:
      rule.types.length === 1 ? Object.assign(validateResource, { __pulumiType: only }) : validateResource,
  };
  judges.set(made, Object.assign(judgeResource, { types }));
  return made;
}

/** What a resource rule does, without the SDK. */
export interface ResourceJudge {
  /** Judges one resource and hands on what the rule has to say; returns the reason when it does not apply. */
  (args: ResourceValidationArgs, send: (diagnostic: Diagnostic) => void): string | undefined;
  /** Type tokens of what the rule judges. */
  readonly types: ReadonlySet<string>;
}

const judges = new WeakMap<Policy, ResourceJudge>();

/**
 * What a resource rule does, for whoever asks it about something that the SDK does not show it.
 *
 * @param policy any rule of the pack
 * @returns nothing for a rule about links
 */
export function judgeOf(policy: Policy): ResourceJudge | undefined {
  return judges.get(policy);
}

/**
 * Makes a policy from a rule about links between resources. Each resource is judged by itself: what goes wrong with
 * one hides nothing about the next.
 *
 * @param rule what it goes through and how
 * @throws Error when no built control's record lists the rule
 */
export function defineStackRule(rule: StackRule): StackValidationPolicy {
  const { facts, policy } = describeRule(rule.name);
  return {
    ...policy,
    validateStack(args, report) {
      const stack = new StackView(args.resources);
      const scope = outOfScope(rule, stack.rootUrn);
      if (scope !== undefined) args.notApplicable(scope);
      const reported = new Set<string>();
      const skipped = stack.ofType(...rule.types).map((resource) =>
        judge(facts, resource.urn, sender(report), reported, (verdict) => {
          rule.check(resource, stack, verdict);
        }),
      );
      const reasons = skipped.filter((reason) => reason !== undefined);
      if (reasons.length === skipped.length) {
        args.notApplicable(reasons[0] ?? `The stack has no resource of type ${rule.types.join(", ")}`);
      }
    },
  };
}

/**
 * Makes a policy from a rule about a stack as a whole.
 *
 * @param rule what it demands
 * @throws Error when no built control's record lists the rule
 */
export function defineWholeStackRule(rule: WholeStackRule): StackValidationPolicy {
  const { facts, policy } = describeRule(rule.name);
  return { ...policy, validateStack: wholeStack(rule, facts) };
}

function wholeStack(rule: WholeStackRule, facts: RuleFacts): StackValidation {
  return (args, report) => {
    const stack = new StackView(args.resources);
    const reason =
      outOfScope(rule, stack.rootUrn) ??
      judge(facts, stack.rootUrn, sender(report), new Set(), (verdict) => {
        rule.check(stack, verdict);
      });
    if (reason !== undefined) args.notApplicable(reason);
  };
}

/** A rule about the pack itself, which serves no control and says everything about itself. */
export interface PackRule extends Omit<WholeStackRule, "profile" | "stack"> {
  readonly title: string;
  readonly requirement: string;
  readonly remediation: string;
}

/**
 * Makes a policy from a rule about the pack's own state. It is mandatory in every profile.
 *
 * @param rule what it demands
 */
export function definePackRule(rule: PackRule): StackValidationPolicy {
  const facts: RuleFacts = { name: rule.name, controls: [], severity: "high" };
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.requirement,
    enforcementLevel: "mandatory",
    severity: facts.severity,
    remediationSteps: rule.remediation,
    validateStack: wholeStack(rule, facts),
  };
}

function outOfScope(rule: Pick<RuleScope, "profile" | "stack">, urn: string): string | undefined {
  const { profile, accountProject } = currentSettings();
  if (rule.profile !== undefined && rule.profile !== profile)
    return `Policy only applies to the profile ${rule.profile}`;
  if (rule.stack !== undefined && urnPlace(urn).project !== accountProject) {
    return `Policy only applies to the account stack, project ${accountProject}`;
  }
  return undefined;
}

/** Runs one check; returns the reason when it does not apply. */
function judge(
  facts: RuleFacts,
  urn: string,
  send: (diagnostic: Diagnostic) => void,
  reported: Set<string>,
  check: (verdict: Verdict) => void,
): string | undefined {
  const verdict = new Verdict(facts, urn, send, reported);
  try {
    check(verdict);
  } catch (error) {
    if (error instanceof NotApplicableSignal) return error.message;
    // The SDK would turn it into an advisory line and skip the rest of the rule.
    if (isUnknownValue(error)) verdict.undecided(`${error.props.map(String).join(".")} cannot be known yet`);
    else verdict.failed(error);
  }
  return undefined;
}

/** The declared type of the SDK's function takes text only; at run time it also takes an object. */
function sender(report: ReportViolation): (diagnostic: Diagnostic) => void {
  return report as unknown as (diagnostic: Diagnostic) => void;
}

function describeRule(name: string): { facts: RuleFacts; policy: Policy } {
  // A rule that is there for one control may also be listed by controls that are still to be built: those are not held.
  const controls = ruleControls(name).filter(({ built }) => built);
  const [first] = controls;
  if (first === undefined) throw new Error(`The rule "${name}" is listed by no built control of @secure-ml/controls.`);
  const severity = severities.find((level) => controls.some((control) => control.severity === level)) ?? first.severity;
  const ids = controls.map(({ id }) => id);
  const url = controls.flatMap(({ references }) => references).at(0)?.url;
  return {
    facts: { name, controls: ids, severity },
    policy: {
      name,
      displayName: controls.map(({ title }) => title).join("; "),
      description: controls.map(({ requirement }) => requirement).join(" "),
      enforcementLevel: "mandatory",
      severity,
      tags: [...ids, ...new Set(controls.flatMap(frameworkTags))],
      remediationSteps: controls.map(({ remediation }) => remediation).join(" "),
      ...(url === undefined ? {} : { url }),
    },
  };
}

function frameworkTags({ frameworks }: Control): string[] {
  return Object.entries(frameworks).flatMap(([framework, references]) =>
    (references as readonly string[]).map((reference) => `${framework}:${reference}`),
  );
}
