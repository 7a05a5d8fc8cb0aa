import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { read, type Read } from "./known.js";

/** What every rule gets, whether it judges a resource or a link. */
export type AnyResource = Pick<PolicyResource | ResourceValidationArgs, "props" | "provider">;

/**
 * Reads a tag of a resource: its own, or the one that its provider puts on everything.
 *
 * @param key such as `data-zone`
 */
export function readTag(resource: AnyResource, key: string): Read {
  const own = read(resource.props, ["tags", key]);
  return own.state === "absent" ? readDefaultTag(resource, key) : own;
}

/** A provider's nested settings travel as JSON text. */
function readDefaultTag({ provider }: AnyResource, key: string): Read {
  const tags = read(provider?.props, "defaultTags");
  if (tags.state !== "known") return tags;
  return read(typeof tags.value === "string" ? parse(tags.value) : tags.value, ["tags", key]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
