import type { ProgramRun, RecordedResource } from "./programRun.js";
import { isObject, isSecretValue } from "./wire.js";

/** Every resource of a type, in order of registration. */
export function all(run: ProgramRun, type: string): readonly RecordedResource[] {
  return run.resources.filter((resource) => resource.type === type);
}

/**
 * The one resource of a type, or the one of that type and name.
 *
 * @param run a finished run
 * @param type type token
 * @param name logical name; needed where the type occurs more than once
 * @throws Error that lists what there is when none or several match
 */
export function one(run: ProgramRun, type: string, name?: string): RecordedResource {
  const ofType = all(run, type);
  const found = name === undefined ? ofType : ofType.filter((resource) => resource.name === name);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) {
    return first;
  }
  const wanted = name === undefined ? type : `${type} "${name}"`;
  const names = ofType.map((resource) => `"${resource.name}"`);
  const types = [...new Set(run.resources.map((resource) => resource.type))].sort();
  throw new Error(
    ofType.length === 0
      ? `No ${wanted} was registered. There are: ${types.join(", ")}`
      : `Expected one ${wanted}, found ${found.length}. Of this type there are: ${names.join(", ")}`,
  );
}

/** The direct children of a resource, in order of registration. */
export function childrenOf(run: ProgramRun, parent: RecordedResource): readonly RecordedResource[] {
  return run.resources.filter((resource) => resource.parent === parent.urn);
}

/**
 * The resources that depend on a resource directly, whether by a property, by `dependsOn`, or both.
 *
 * @param property only those that depend on it by this input property
 */
export function dependents(
  run: ProgramRun,
  resource: RecordedResource,
  property?: string,
): readonly RecordedResource[] {
  return run.resources.filter((other) =>
    (property === undefined ? other.dependencies : (other.propertyDependencies[property] ?? [])).includes(resource.urn),
  );
}

/**
 * What the state of a stack is keyed by: a line `type :: name :: parent's name` for each resource, sorted. A change in
 * these lines replaces or orphans something, unless an alias says otherwise. Default providers are left out: the engine
 * names them after the provider's version.
 */
export function identities(run: ProgramRun): readonly string[] {
  const names = new Map(run.resources.map(({ urn, name }) => [urn, name]));
  return run.resources
    .filter(
      ({ type, name, parent }) =>
        !(type.startsWith("pulumi:providers:") && parent === undefined && name.startsWith("default")),
    )
    .map(({ type, name, parent }) =>
      [type, name, parent === undefined ? "" : (names.get(parent) ?? parent)].join(" :: "),
    )
    .sort();
}

/**
 * Whether an input is secret, by itself or because something around it is.
 *
 * @param resource a recorded resource
 * @param path property names and indexes, for example `environment.variables.TOKEN` or `rules[0].id`
 * @throws Error when there is nothing at the path
 */
export function isSecret(resource: RecordedResource, path: string): boolean {
  let value: unknown = resource.wireInputs;
  for (const step of path.split(/\.|\[|\]\.?/).filter((part) => part !== "")) {
    if (isSecretValue(value)) {
      return true;
    }
    const next: unknown = Array.isArray(value) ? value[Number(step)] : isObject(value) ? value[step] : undefined;
    if (next === undefined) {
      throw new Error(`${resource.urn} has no input ${path}`);
    }
    value = next;
  }
  return isSecretValue(value);
}
