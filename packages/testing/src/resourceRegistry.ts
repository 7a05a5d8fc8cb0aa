import type { RecordedResource } from "./programRun.js";
import { defaultProvider, providedPackage, urnOfReference } from "./providers.js";
import { recorded } from "./registration.js";
import type { ResourceState } from "./registration.js";
import { buildUrn } from "./urn.js";

/** What a registry needs to know about the stack. */
export interface RegistryOptions {
  /** Name of the Pulumi project. */
  readonly project: string;
  /** Name of the stack, without organization. */
  readonly stack: string;
  /** Config of the stack, from which default providers are set up. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys of the config that are secret. */
  readonly secretConfigKeys: readonly string[];
  /** Called with each resource as soon as it is registered. */
  readonly onResource: ((resource: RecordedResource) => void) | undefined;
}

/** The resources of one run, in order of registration, with the engine's rules for names, parents and providers. */
export class ResourceRegistry {
  readonly #options: RegistryOptions;
  readonly #resources = new Map<string, ResourceState>();

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** Everything registered so far, by URN. */
  get all(): ReadonlyMap<string, ResourceState> {
    return this.#resources;
  }

  /** The resource of a URN, if there is one. */
  get(urn: string): ResourceState | undefined {
    return this.#resources.get(urn);
  }

  /**
   * The parent that a request names; none when it is empty.
   *
   * @throws Error when it was not registered before
   */
  parent(urn: string): ResourceState | undefined {
    if (urn === "") {
      return undefined;
    }
    const parent = this.#resources.get(urn);
    if (parent === undefined) {
      throw new Error(`could not find parent resource ${urn}`);
    }
    return parent;
  }

  /**
   * The URN of a new resource.
   *
   * @throws Error when another resource has it
   */
  newUrn(parent: string | undefined, type: string, name: string): string {
    const urn = buildUrn(this.#options.stack, this.#options.project, parent, type, name);
    if (this.#resources.has(urn)) {
      throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    }
    return urn;
  }

  /** The provider of a resource or function: the one given, else its custom parent's, else the package's default. */
  provider(packageName: string, reference: string, version: string, parent: ResourceState | undefined): ResourceState {
    const named = reference === "" ? parent?.provider : urnOfReference(reference);
    const explicit = named === undefined ? undefined : this.#resources.get(named);
    if (explicit !== undefined && (reference !== "" || providedPackage(explicit.type) === packageName)) {
      return explicit;
    }
    const { stack, project, config, secretConfigKeys } = this.#options;
    const provider = defaultProvider(packageName, version, { stack, project }, config, secretConfigKeys);
    return this.#resources.get(provider.urn) ?? this.add(provider);
  }

  /** Keeps a resource, and shows it. */
  add(state: ResourceState): ResourceState {
    this.#resources.set(state.urn, state);
    this.#options.onResource?.(recorded(state));
    return state;
  }
}
