/** A resource as the engine shows it, in its events and in its state. */
export interface EngineResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly id?: string;
  readonly external?: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What the engine does, or in a preview would do, with a resource. */
export interface Step {
  /** For example `create`, `update`, `same`, `replace`. */
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** The resource as it will be; absent where it goes. */
  readonly new: EngineResource | null;
}

/** What a rule of the policy pack said, as the CLI shows it. */
export interface PolicyRemark {
  readonly rule: string;
  readonly enforcement: string;
  readonly urn: string;
  readonly message: string;
}

/** The events of the engine's log that tests look at. */
interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: Step };
  readonly policyEvent?: {
    readonly resourceUrn: string;
    readonly message: string;
    readonly policyName: string;
    readonly enforcementLevel: string;
  };
  readonly policyAnalyzeSummaryEvent?: PolicySummary;
  readonly policyAnalyzeStackSummaryEvent?: PolicySummary;
  readonly diagnosticEvent?: { readonly message: string; readonly severity: string };
  readonly summaryEvent?: { readonly resourceChanges?: Readonly<Record<string, number>> };
}

/** How the rules judged one resource, or the stack. */
interface PolicySummary {
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}

/** Reads the log of one command's events. */
export class EngineEvents {
  readonly #events: readonly EngineEvent[];

  /** @param text content of the file that `--event-log` named */
  constructor(text: string) {
    this.#events = text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as EngineEvent);
  }

  /** What was done with each resource, in the order in which it began. */
  get steps(): readonly Step[] {
    return this.#events.flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [resourcePreEvent.metadata] : []));
  }

  /** How many resources had each thing done to them; empty when the command failed before that. */
  get changes(): Readonly<Record<string, number>> {
    return this.#events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges ?? {};
  }

  /** Everything that the policy pack said. */
  get remarks(): readonly PolicyRemark[] {
    return this.#events.flatMap(({ policyEvent }) =>
      policyEvent === undefined
        ? []
        : [
            {
              rule: policyEvent.policyName,
              enforcement: policyEvent.enforcementLevel,
              urn: policyEvent.resourceUrn,
              message: policyEvent.message.trimEnd(),
            },
          ],
    );
  }

  /** How often a rule of the policy pack found a resource, or the stack, to be as it should. */
  get passedRules(): number {
    return this.#events
      .flatMap((event) => [event.policyAnalyzeSummaryEvent, event.policyAnalyzeStackSummaryEvent])
      .reduce((sum, summary) => sum + (summary?.passed?.length ?? 0), 0);
  }

  /** The errors that the engine and the program reported. */
  get errors(): readonly string[] {
    return this.#events.flatMap(({ diagnosticEvent }) =>
      diagnosticEvent?.severity === "error" ? [diagnosticEvent.message.trim()] : [],
    );
  }
}
