import type { ControlId } from "@secure-ml/controls";

/** Options of a resource that decide how the engine treats it. */
export interface RecordedOptions {
  /** Its own setting, or the nearest ancestor's that has one. */
  readonly protect: boolean;
  /** Its own setting, or the nearest ancestor's that has one. */
  readonly retainOnDelete: boolean;
  /** Absent where the program leaves the choice to the provider. */
  readonly deleteBeforeReplace?: boolean;
  /** Property paths whose changes are not acted upon. */
  readonly ignoreChanges: readonly string[];
  /** Property paths whose changes replace the resource. */
  readonly replaceOnChanges: readonly string[];
  /** URNs under which the resource may be found in older state. */
  readonly aliases: readonly string[];
  /** Outputs that are secret although the provider does not say so. */
  readonly additionalSecretOutputs: readonly string[];
  /** Time limits of operations as the program wrote them (`"30m"`); absent where it set none. */
  readonly customTimeouts?: Readonly<Partial<Record<"create" | "update" | "delete", string>>>;
}

/** One registered resource, as the engine would see it. */
export interface RecordedResource {
  /** As the engine builds it, with the full chain of parent types. */
  readonly urn: string;
  /** Type token, for example `aws:s3/bucket:Bucket`. */
  readonly type: string;
  /** Logical name, the last part of the URN. */
  readonly name: string;
  /** URN of the parent; absent for the root stack resource and for default providers. */
  readonly parent?: string;
  /** Whether a provider manages it; components and the root stack resource have none. */
  readonly custom: boolean;
  /** Whether it was only read (`Bucket.get`, a stack reference); such resources are never created and never analyzed. */
  readonly external: boolean;
  /** Provider-assigned id; absent for components and while it is unknown. */
  readonly id?: string;
  /** URN of the provider resource, explicit or default; absent for components and providers. */
  readonly provider?: string;
  /** URNs of everything it depends on, explicit and by property, without duplicates. */
  readonly dependencies: readonly string[];
  /** URNs that each input property depends on; a property that depends on nothing has an empty list. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Options of a resource that decide how the engine treats it. */
  readonly options: RecordedOptions;
  /**
   * Inputs after the provider's check (physical names filled in), as JSON in Pulumi's wire form: secrets are tagged
   * objects, unknown values are the SDK's sentinel strings, assets are tagged objects.
   */
  readonly wireInputs: Readonly<Record<string, unknown>>;
  /** Outputs in the same wire form; of a component, what it registered. */
  readonly wireOutputs: Readonly<Record<string, unknown>>;
  /** Inputs with secrets unwrapped and unknown values replaced by {@link unknown}. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Outputs, likewise. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a value looks like that cannot be known before the resource exists. */
export const unknown: unique symbol = Symbol.for("secure-ml:unknown");

/** One message that the program logged. */
export interface LoggedMessage {
  /** As the Pulumi CLI grades it. */
  readonly severity: "debug" | "info" | "warning" | "error";
  /** The text. */
  readonly message: string;
  /** The resource that the program attached; absent where it attached none. */
  readonly urn?: string;
}

/** The result of running a Pulumi program without an engine. */
export interface ProgramRun {
  /** Name of the Pulumi project. */
  readonly project: string;
  /** Name of the stack, without organization. */
  readonly stack: string;
  /** Name of the organization. */
  readonly organization: string;
  /** In order of registration, the root stack resource first. */
  readonly resources: readonly RecordedResource[];
  /** Outputs of the stack, secrets unwrapped. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Outputs of the stack in Pulumi's wire form, to answer another stack's reference. */
  readonly wireOutputs: Readonly<Record<string, unknown>>;
  /** Names of the outputs that are secret. */
  readonly secretOutputs: readonly string[];
  /** Control ids that each resource serves, by URN. */
  readonly controls: ReadonlyMap<string, readonly ControlId[]>;
  /** What the program logged, without debug messages. */
  readonly log: readonly LoggedMessage[];
}
