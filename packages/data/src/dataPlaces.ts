import type { BucketKeyDomain } from "./dataKeys.js";
import type { PlatformZone } from "./dataZone.js";

/** Where data enters the zone `raw`. */
export const intakePrefix = "intake/";

/** Where what labels are made from enters the zone `raw`. */
export const labelSourcePrefix = "label-sources/";

/** Where treated data goes in the zone `curated`. */
export const treatedPrefix = "datasets/";

/** Where held-out data goes in the zone `labels`. */
export const heldOutPrefix = "held-out/";

/** Domain of the key that encrypts each zone's bucket. */
export const keyOfZone: Readonly<Record<PlatformZone, BucketKeyDomain>> = {
  raw: "lake",
  curated: "lake",
  quarantine: "lake",
  features: "features",
  artifacts: "artifacts",
  capture: "capture",
  labels: "labels",
  scratch: "lake",
};
