/** Part of the platform that a control belongs to; each tier is one package. */
export type Tier = "data" | "network" | "training" | "inference" | "governance";

/** Stack in which a control takes effect. */
export type StackName = "account" | "platform";

/** How bad a violation is; with the environment's profile it decides the level of the control's rules. */
export type Severity = "critical" | "high" | "medium" | "low";

/**
 * Which of the two requirement documents asks for a control, or that it was derived because a demanded one fails without it.
 *
 * - `A`: "Securing Machine Learning Pipelines on AWS"
 * - `B`: AWS Security Blog, "7 ways to improve security of your machine learning workflows"
 * - `derived`: in neither, needed by the rest
 */
export type Demand = "A" | "B" | "derived";

/** A public page that was read for a control. */
export interface Reference {
  /** The page's own title. */
  readonly title: string;
  readonly url: string;
  /** Day on which it was read, `YYYY-MM-DD`. */
  readonly read: string;
}

/** Identifiers in other frameworks, each only where the framework's owner (AWS for its mappings, MITRE for ATLAS) supports it. */
export interface Frameworks {
  /** CIS AWS Foundations Benchmark v5.0.0 recommendations. */
  readonly cis?: readonly string[];
  /** AWS Security Hub controls of the Foundational Security Best Practices standard. */
  readonly fsbp?: readonly string[];
  /** Other AWS Security Hub controls. */
  readonly securityHub?: readonly string[];
  /** NIST SP 800-53 revision 5 control families. */
  readonly nist80053?: readonly string[];
  /** HIPAA: paragraphs of 45 CFR 164.312. */
  readonly hipaa?: readonly string[];
  /** GDPR articles. */
  readonly gdpr?: readonly string[];
  /** MITRE ATLAS techniques that the control resists. */
  readonly mitreAtlas?: readonly string[];
}

/** One security control: the only copy of what it demands, what serves it and what judges it. */
export interface Control {
  /** Stable id such as `DATA-04`: never reused, never renumbered. */
  readonly id: string;
  /** A few words, as a noun phrase. */
  readonly title: string;
  /** What must hold, as a complete sentence or two. */
  readonly requirement: string;
  readonly tier: Tier;
  /** Stacks whose resources serve it. */
  readonly stacks: readonly StackName[];
  readonly severity: Severity;
  readonly demandedBy: readonly Demand[];
  /** Controls that must be in place first. */
  readonly needs: readonly string[];
  /** Names of the policy rules that judge it. */
  readonly rules: readonly string[];
  /** Why no rule can judge it; set exactly when `rules` is empty. */
  readonly noRule?: string;
  /** Why no resource can serve it, for controls that only ban something. */
  readonly noResource?: string;
  /** What must be refused and what must work once it is in place. */
  readonly acceptance: { readonly refused: readonly string[]; readonly works: readonly string[] };
  /** How to mend a violation, in terms of AWS's own properties. */
  readonly remediation: string;
  readonly frameworks: Frameworks;
  /** Pages read for it; a built control has at least one. */
  readonly references: readonly Reference[];
  /** Whether the blueprint builds it yet. A report shows the others as not built, never as met. */
  readonly built: boolean;
}

/**
 * Keeps a record's literal id, so that `ControlId` is the union of all ids.
 *
 * @param control the record
 * @returns the same record
 */
export function defineControl<const Id extends string>(
  control: Control & { readonly id: Id },
): Control & { readonly id: Id } {
  return control;
}
