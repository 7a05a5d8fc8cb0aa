import type { ControlId } from "@secure-ml/controls";

declare module "vitest" {
  /** A test may only be tagged with ids of the catalogue. */
  interface TestTags {
    control: ControlId;
  }
}
