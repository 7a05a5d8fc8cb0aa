import type { PolicyResource } from "@pulumi/policy";
import { providerPolicyResources } from "./cloudControl/providerResources.js";

/** The parts of a URN that say where a resource belongs. */
export interface UrnPlace {
  readonly stack: string;
  readonly project: string;
}

/** Reads stack and project from a URN. */
export function urnPlace(urn: string): UrnPlace {
  const [, , stack = "", , project = ""] = urn.split(":");
  return { stack, project };
}

/** All resources of a stack, as a stack rule sees them; what Cloud Control makes also as the provider's own resources. */
export class StackView {
  readonly resources: readonly PolicyResource[];
  readonly #byType: ReadonlyMap<string, readonly PolicyResource[]>;

  constructor(resources: readonly PolicyResource[]) {
    this.resources = resources.flatMap((resource) => [resource, ...providerPolicyResources(resource)]);
    this.#byType = Map.groupBy(this.resources, ({ type }) => type);
  }

  /**
   * Resources of some types, in the order in which they were registered.
   *
   * @param types type tokens, such as `aws:s3/bucket:Bucket`
   */
  ofType(...types: readonly string[]): readonly PolicyResource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** Stack and project; the same for all resources. */
  get place(): UrnPlace {
    return urnPlace(this.resources[0]?.urn ?? "");
  }

  /** URN of the stack itself, for what no single resource can be blamed for. */
  get rootUrn(): string {
    const { stack, project } = this.place;
    return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
  }
}
