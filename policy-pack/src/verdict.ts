import type { Severity } from "@secure-ml/controls";
import type { EnforcementLevel } from "@pulumi/policy";
import { isExpired } from "./config.js";
import { describe, type Read } from "./known.js";
import { currentSettings, noteExemptionUse, today } from "./settings.js";

/** What a rule objects to, in words that need no other page. */
export interface Violation {
  /** The argument or companion at fault; a rule reports each once per resource. */
  readonly property: string;
  /** What is there instead, as the rest of the sentence "found …". */
  readonly found: string;
  /** What must be there, as the rest of the sentence "expected …". */
  readonly expected: string;
  /** What to do, in terms of the provider's own arguments. */
  readonly fix: string;
}

/** What a rule demands of one value. */
export interface Requirement {
  /** The argument, as the provider spells it. */
  readonly property: string;
  readonly accepts: (value: unknown) => boolean;
  readonly expected: string;
  readonly fix: string;
  /**
   * What to make of an argument that was left out: `passes` only where AWS's own default is safe, with the source cited
   * beside it.
   * @defaultValue "violates"
   */
  readonly absent?: "violates" | "passes";
  /**
   * What to make of an unknown value: `passes` only where another rule decides it by its links.
   * @defaultValue "undecided"
   */
  readonly unknown?: "undecided" | "passes";
}

/** How the pack hands a diagnostic to the SDK: an object, so that the message is shown as it is. */
export interface Diagnostic {
  readonly message: string;
  readonly urn: string;
  /** Set where the diagnostic's level is not the rule's own. */
  readonly enforcementLevel?: EnforcementLevel;
}

/** What a verdict needs to know of its rule. */
export interface RuleFacts {
  readonly name: string;
  /** Ids of the controls that it serves; empty for rules about the pack itself. */
  readonly controls: readonly string[];
  readonly severity: Severity;
}

/** Thrown by {@link Verdict.notApplicable} to end a check. */
export class NotApplicableSignal extends Error {}

/** What a rule says about one resource. */
export class Verdict {
  readonly #rule: RuleFacts;
  readonly #urn: string;
  readonly #send: (diagnostic: Diagnostic) => void;
  readonly #reported: Set<string>;

  /**
   * @param rule the rule that speaks
   * @param urn the resource that it speaks of
   * @param send takes each diagnostic
   * @param reported what the rule has reported already in this run
   */
  constructor(rule: RuleFacts, urn: string, send: (diagnostic: Diagnostic) => void, reported = new Set<string>()) {
    this.#rule = rule;
    this.#urn = urn;
    this.#send = send;
    this.#reported = reported;
  }

  /**
   * Reports a violation, or what exempts it.
   *
   * @param urn the resource at fault, when it is another one than the one judged
   */
  violation({ property, found, expected, fix }: Violation, urn = this.#urn): void {
    if (!this.#first("violation", urn, property)) return;
    const { name, controls, severity } = this.#rule;
    const { exemptions, profile } = currentSettings();
    const source = controls.length === 0 ? "" : `[${controls.join(", ")}] `;
    const message = `${source}found ${found}; expected ${expected}; fix: ${fix}`;
    const exemption = exemptions.find((candidate) => candidate.rule === name && candidate.urn === urn);
    if (exemption !== undefined && !isExpired(exemption, today())) {
      noteExemptionUse(name, urn);
      const { owner, expires, origin, reason } = exemption;
      this.#send({
        message: `exempted: ${owner} until ${expires} (${origin}): ${reason}; ${message}`,
        urn,
        enforcementLevel: "advisory",
      });
      return;
    }
    const ended = exemption === undefined ? "" : `; its exemption ended on ${exemption.expires}`;
    // The level that the rule was registered with is the one of prod; a user's own level for it stays in force.
    const advisesOnly = profile === "dev" && (severity === "medium" || severity === "low");
    this.#send({ message: message + ended, urn, ...(advisesOnly ? { enforcementLevel: "advisory" } : {}) });
  }

  /**
   * Reports that the rule cannot decide yet.
   *
   * @param reason what is unknown
   * @param urn the resource, when it is another one than the one judged
   */
  undecided(reason: string, urn = this.#urn): void {
    if (!this.#first("undecided", urn, reason)) return;
    noteExemptionUse(this.#rule.name, urn);
    this.#send({ message: `undecided: ${reason}`, urn, enforcementLevel: "advisory" });
  }

  /**
   * Ends the check of this resource: the rule has nothing to say about it.
   *
   * @param reason why, as a sentence without a full stop
   */
  notApplicable(reason: string): never {
    throw new NotApplicableSignal(reason);
  }

  /**
   * Judges one value: absent, wrong, unknown or right.
   *
   * @param value what `known.ts` read
   */
  require(value: Read, requirement: Requirement): void {
    const { property, accepts, expected, fix, absent = "violates", unknown = "undecided" } = requirement;
    if (value.state === "unknown") {
      if (unknown === "undecided") this.undecided(`${property} cannot be known yet`);
    } else if (value.state === "absent") {
      if (absent === "violates") this.violation({ property, found: `no ${property}`, expected, fix });
    } else if (!accepts(value.value)) {
      this.violation({ property, found: `${property} ${describe(value.value)}`, expected, fix });
    }
  }

  /** Reports that the rule itself broke: always mandatory, since nothing was judged. */
  failed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#send({ message: `rule failed: ${reason}`, urn: this.#urn, enforcementLevel: "mandatory" });
  }

  #first(kind: string, urn: string, subject: string): boolean {
    const key = `${kind} ${urn} ${subject}`;
    if (this.#reported.has(key)) return false;
    this.#reported.add(key);
    return true;
  }
}
