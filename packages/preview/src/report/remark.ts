import type { Diagnostic } from "../policyAnswers.js";

/** What a diagnostic of the policy pack turns out to say. */
export type Remark =
  | { readonly kind: "violated"; readonly message: string }
  | { readonly kind: "undecided"; readonly reason: string }
  | { readonly kind: "exempted"; readonly exemption: StatedExemption };

/** An exemption as a rule states it. */
export interface StatedExemption {
  readonly owner: string;
  readonly reason: string;
  /** `YYYY-MM-DD`. */
  readonly expires: string;
  readonly origin: "blueprint" | "user";
}

/** What the violation would have said follows the reason. */
const exemptedPattern =
  /^exempted: (?<owner>.+?) until (?<expires>\d{4}-\d{2}-\d{2}) \((?<origin>blueprint|user)\): (?<reason>.+?)(; (\[[A-Z0-9, -]+\] )?found .*)?$/s;

/**
 * Reads a diagnostic. An analyzer's answer has no place for verdicts other than a violation, so the pack marks them in
 * the message: `undecided:` and `exempted:`.
 *
 * A rule that read an unknown value unguarded was stopped by the policy SDK, whose diagnostic counts as undecided too.
 * A message with a mark that cannot be read stays a violation: nothing passes by a slip of the pen.
 *
 * @param diagnostic a diagnostic of the pack
 */
export function remark(diagnostic: Diagnostic): Remark {
  const { description, message } = diagnostic;
  const bare = message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
  if (bare.startsWith("undecided:")) {
    return { kind: "undecided", reason: bare.slice("undecided:".length).trim() };
  }
  const stopped = /^can't run policy .* during preview: (?<reason>.*)$/s.exec(bare);
  if (stopped?.groups?.["reason"] !== undefined) {
    return { kind: "undecided", reason: `the rule read an unknown value unguarded: ${stopped.groups["reason"]}` };
  }
  const exempted = exemptedPattern.exec(bare)?.groups;
  if (exempted !== undefined) {
    const { reason = "", owner = "", expires = "", origin } = exempted;
    return {
      kind: "exempted",
      exemption: { owner, reason, expires, origin: origin === "blueprint" ? "blueprint" : "user" },
    };
  }
  return { kind: "violated", message: bare };
}
