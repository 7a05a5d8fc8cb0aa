import type { ControlId } from "@secure-ml/controls";

/** Options of a resource that decide how the engine treats it. */
export interface RecordedOptions {
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly aliases: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
}

/** One registered resource, as the engine would see it. */
export interface RecordedResource {
  /** As the engine builds it, with the full chain of parent types. */
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; absent for the root stack resource. */
  readonly parent?: string;
  readonly custom: boolean;
  /** Provider-assigned id; absent for components and while it is unknown. */
  readonly id?: string;
  /** URN of the provider resource, for custom resources with an explicit provider. */
  readonly provider?: string;
  /** URNs of everything it depends on, explicit and by property, without duplicates. */
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: RecordedOptions;
  /**
   * Inputs after the provider's check (physical names filled in), as JSON in Pulumi's wire form: secrets are tagged
   * objects, unknown values are the SDK's sentinel strings, assets are tagged objects.
   */
  readonly wireInputs: Readonly<Record<string, unknown>>;
  /** Outputs in the same wire form. */
  readonly wireOutputs: Readonly<Record<string, unknown>>;
  /** Inputs with secrets unwrapped and unknown values replaced by `unknown`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Outputs, likewise. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a value looks like that cannot be known before the resource exists. */
export const unknown: unique symbol = Symbol.for("secure-ml:unknown");

/** The result of running a Pulumi program without an engine. */
export interface ProgramRun {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** In order of registration, the root stack resource first. */
  readonly resources: readonly RecordedResource[];
  /** Outputs of the stack, secrets unwrapped. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Names of the outputs that are secret. */
  readonly secretOutputs: readonly string[];
  /** Control ids that each resource serves, by URN. */
  readonly controls: ReadonlyMap<string, readonly ControlId[]>;
}
