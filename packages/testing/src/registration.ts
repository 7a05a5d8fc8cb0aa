import type { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

import type { RecordedOptions, RecordedResource } from "./programRun.js";
import { isSecretValue, plainObject, secretValue } from "./wire.js";
import type { WireObject } from "./wire.js";

/** A resource as the simulated engine keeps it while the program runs. */
export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string | undefined;
  readonly custom: boolean;
  readonly external: boolean;
  readonly id: string | undefined;
  readonly provider: string | undefined;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: RecordedOptions;
  readonly wireInputs: WireObject;
  wireOutputs: WireObject;
  /** What children inherit: the settings as given here or above, where `undefined` is not the same as `false`. */
  readonly inherited: InheritedOptions;
}

/** Options that a resource takes from its parent when it has none of its own. */
export interface InheritedOptions {
  readonly protect: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
}

/** Options of something that is only read. */
export const readOptions: RecordedOptions = {
  protect: false,
  retainOnDelete: false,
  ignoreChanges: [],
  replaceOnChanges: [],
  aliases: [],
  additionalSecretOutputs: [],
};

/** The options that are handed down, with the parent's where the request has none. */
export function inheritedOptions(
  request: RegisterResourceRequest,
  parent: InheritedOptions | undefined,
): InheritedOptions {
  return {
    protect: request.hasProtect() ? request.getProtect() : parent?.protect,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : parent?.retainOnDelete,
  };
}

/** The options of a request, as the engine records them. */
export function recordedOptions(
  request: RegisterResourceRequest,
  inherited: InheritedOptions,
  aliasUrn: (alias: Alias) => string,
): RecordedOptions {
  const timeouts = request.getCustomtimeouts();
  const customTimeouts = Object.fromEntries(
    Object.entries({
      create: timeouts?.getCreate(),
      update: timeouts?.getUpdate(),
      delete: timeouts?.getDelete(),
    }).filter(([, limit]) => limit !== undefined && limit !== ""),
  );
  return {
    protect: inherited.protect ?? false,
    retainOnDelete: inherited.retainOnDelete ?? false,
    ...(request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()
      ? { deleteBeforeReplace: request.getDeletebeforereplace() }
      : {}),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    aliases: [...new Set([...request.getAliasurnsList(), ...request.getAliasesList().map(aliasUrn)])],
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    ...(Object.keys(customTimeouts).length > 0 ? { customTimeouts } : {}),
  };
}

/** The URN that an alias stands for: what it leaves out is as in the resource itself. */
export function aliasUrn(
  alias: Alias,
  own: { readonly type: string; readonly name: string; readonly stack: string; readonly project: string },
): string {
  const spec = alias.getSpec();
  if (spec === undefined) {
    return alias.getUrn();
  }
  const type = spec.getType() || own.type;
  const name = spec.getName() || own.name;
  const parent = spec.getParenturn();
  const parentType = parent === "" ? "" : (parent.split("::")[2] ?? "");
  const qualifiedType = parentType === "" || parentType === "pulumi:pulumi:Stack" ? type : `${parentType}$${type}`;
  return `urn:pulumi:${spec.getStack() || own.stack}::${spec.getProject() || own.project}::${qualifiedType}::${name}`;
}

/** The URNs that each property depends on. */
export function propertyDependencies(request: RegisterResourceRequest): Record<string, string[]> {
  const dependencies: Record<string, string[]> = {};
  for (const [property, urns] of request.getPropertydependenciesMap().entries()) {
    dependencies[property] = [...new Set(urns.getUrnsList())];
  }
  return dependencies;
}

/** Tags the outputs that the program wants to be secret. */
export function withSecrets(outputs: WireObject, secretOutputs: readonly string[]): WireObject {
  const tagged = secretOutputs
    .filter((property) => property in outputs && !isSecretValue(outputs[property]))
    .map((property): [string, unknown] => [property, secretValue(outputs[property])]);
  return { ...outputs, ...Object.fromEntries(tagged) };
}

/** What the rest of the package sees of a resource. */
export function recorded(state: ResourceState): RecordedResource {
  const { urn, type, name, parent, custom, external, id, provider } = state;
  return {
    urn,
    type,
    name,
    ...(parent === undefined ? {} : { parent }),
    custom,
    external,
    ...(id === undefined ? {} : { id }),
    ...(provider === undefined ? {} : { provider }),
    dependencies: state.dependencies,
    propertyDependencies: state.propertyDependencies,
    options: state.options,
    wireInputs: state.wireInputs,
    wireOutputs: state.wireOutputs,
    inputs: plainObject(state.wireInputs),
    outputs: plainObject(state.wireOutputs),
  };
}
