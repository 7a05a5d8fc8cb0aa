import type { PolicyResource } from "@pulumi/policy";
import { read, readList, type Read } from "./known.js";
import type { StackView } from "./stackView.js";

/** Whether one resource refers to another; `unknown` while neither values nor dependencies tell. */
export type Link = "linked" | "apart" | "unknown";

/**
 * Whether a property of one resource names another resource: by value where both sides are known, by the property's
 * dependencies while they are not. Unknown ids are never compared.
 *
 * @param resource the one that refers
 * @param path its property, such as `bucket` or `vpcId`
 * @param target the one that may be meant
 * @param identities properties of the target whose value the other may hold, such as `bucket` or `arn`
 */
export function linkTo(
  resource: PolicyResource,
  path: string,
  target: PolicyResource,
  identities: readonly string[],
): Link {
  // Two things that one resource of Cloud Control stands for.
  if (resource.urn === target.urn && resource.type !== target.type) return "linked";
  const value = read(resource.props, path);
  if (value.state === "absent") return "apart";
  if (value.state === "known") {
    const names = identities.map((identity) => read(target.props, identity));
    if (names.some((name) => name.state === "known" && name.value === value.value)) return "linked";
    if (names.every(({ state }) => state === "known")) return "apart";
  }
  const dependencies = dependenciesOf(resource, path);
  if (dependencies.some(({ urn }) => urn === target.urn)) return "linked";
  if (resource.parent?.urn === target.urn) return "linked";
  if (dependencies.some(({ type }) => type === target.type)) return "apart";
  return value.state === "known" ? "apart" : "unknown";
}

/** What a property was computed from. */
export function dependenciesOf(resource: PolicyResource, path: string): readonly PolicyResource[] {
  const [property = path] = path.split(".");
  return resource.propertyDependencies[property] ?? [];
}

/** Resources that refer to another one. */
export interface Companions {
  readonly linked: readonly PolicyResource[];
  /** Those that may refer to it, which nobody can know yet. */
  readonly floating: readonly PolicyResource[];
}

/**
 * Finds the resources of one type that refer to a target.
 *
 * @param type type token of the companions
 * @param path their property that refers
 * @param identities properties of the target whose value that property may hold
 */
export function companionsOf(
  stack: StackView,
  target: PolicyResource,
  type: string,
  path: string,
  identities: readonly string[],
): Companions {
  const linked: PolicyResource[] = [];
  const floating: PolicyResource[] = [];
  for (const candidate of stack.ofType(type)) {
    const link = linkTo(candidate, path, target, identities);
    if (link === "linked") linked.push(candidate);
    if (link === "unknown") floating.push(candidate);
  }
  return { linked, floating };
}

/** Whether a list holds a value; `unknown` while an element that could be it is unknown. */
export function listHolds(container: unknown, path: string, accepts: (value: unknown) => boolean): Read<boolean> {
  const list = readList(container, path);
  if (list.state !== "known") return list.state === "absent" ? { state: "known", value: false } : list;
  if (list.value.some((element) => element.state === "known" && accepts(element.value))) {
    return { state: "known", value: true };
  }
  return list.value.find((element) => element.state === "unknown") ?? { state: "known", value: false };
}
