import type { ResourceState } from "./registration.js";

/**
 * Whether something that a function call depends on does not exist yet, so that the call must wait for a real update: a
 * custom resource without an id, or a component with one somewhere below it. The engine's own rule, which stops at the
 * first custom resource of each branch.
 *
 * @param roots URNs that the call depends on
 * @param resources everything registered so far
 */
export function hasPendingResource(roots: readonly string[], resources: ReadonlyMap<string, ResourceState>): boolean {
  if (roots.length === 0) {
    return false;
  }
  const children = new Map<string, string[]>();
  for (const { urn, parent } of resources.values()) {
    if (parent !== undefined) {
      children.set(parent, [...(children.get(parent) ?? []), urn]);
    }
  }
  const frontier = [...roots];
  const seen = new Set<string>();
  for (let urn = frontier.pop(); urn !== undefined; urn = frontier.pop()) {
    const resource = resources.get(urn);
    if (resource === undefined || seen.has(urn)) {
      continue;
    }
    seen.add(urn);
    if (!resource.custom) {
      frontier.push(...(children.get(urn) ?? []));
    } else if (resource.id === undefined) {
      return true;
    }
  }
  return false;
}
