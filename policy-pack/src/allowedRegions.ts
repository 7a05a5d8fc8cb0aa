import { currentSettings } from "./settings.js";

/** Whether the pack's config lets something live in a Region; without a list, it lets everything. */
export function isAllowedRegion(region: unknown): boolean {
  const { allowedRegions } = currentSettings();
  return allowedRegions.length === 0 || (allowedRegions as readonly unknown[]).includes(region);
}

/** The list, for messages. */
export function allowedRegionList(): string {
  return currentSettings().allowedRegions.join(", ");
}
