import { read, type Read } from "./known.js";
import type { AnyResource } from "./tags.js";

/** The Region that a resource is made in: its own argument, or its provider's. */
export function readRegion({ props, provider }: AnyResource): Read {
  const own = read(props, "region");
  return own.state === "absent" ? read(provider?.props, "region") : own;
}
