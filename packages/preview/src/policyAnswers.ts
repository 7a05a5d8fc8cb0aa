import type { StackName } from "@secure-ml/controls";

/** Whether a violation of a rule stops a deployment. */
export type Enforcement = "advisory" | "mandatory";

/** A rule of the policy pack, as the pack describes it after it was configured. */
export interface Rule {
  readonly name: string;
  readonly enforcement: Enforcement | "disabled";
  /** Whether the rule is asked about each resource by itself, or once about all resources of a stack. */
  readonly judges: "resource" | "stack";
}

/** One remark of a rule. */
export interface Diagnostic {
  readonly rule: string;
  readonly enforcement: Enforcement;
  /** What the rule is about; many packs repeat it in front of the message. */
  readonly description: string;
  readonly message: string;
  /** URN of the resource that the rule blames; absent when it names none. */
  readonly urn?: string;
}

/** A rule that has nothing to judge. */
export interface NotApplicable {
  readonly rule: string;
  /** Why, if the rule says so. */
  readonly reason: string;
}

/** What the pack answers to one question. A rule that is not mentioned has passed. */
export interface Answer {
  readonly diagnostics: readonly Diagnostic[];
  /** Rules that have nothing to judge here. */
  readonly notApplicable: readonly NotApplicable[];
}

/** Everything that the pack has answered about one stack. */
export interface StackAnswers {
  readonly stack: StackName;
  /** URN of the root of the stack, which stands for the stack as a whole. */
  readonly rootUrn: string;
  readonly rules: readonly Rule[];
  /** The answer about each resource. */
  readonly resources: readonly { readonly urn: string; readonly answer: Answer }[];
  /** The answer about the stack as a whole. */
  readonly whole: Answer;
}
