import { parseSettings, strictSettings, type Exemption, type PackSettings } from "./config.js";

/**
 * The pack's settings, as this process was last told. The SDK gives every policy its own part of the config only, so
 * the policy that owns the settings (`settingsPolicy.ts`) is the first of the pack and puts them here for the others.
 */
let current: PackSettings = strictSettings;
let adopted: { readonly text: string; readonly problems: readonly string[] } | undefined;
const usedExemptions = new Set<string>();

/** The settings in force: those of the config file, or the strictest while there are none or they cannot be read. */
export function currentSettings(): PackSettings {
  return current;
}

/**
 * Puts settings in force.
 *
 * @param raw what stands under `secure-ml-settings` in the config file
 * @param ruleNames rules that an exemption may name
 * @returns everything that is wrong with them; the strictest settings are then in force
 */
export function adoptSettings(raw: unknown, ruleNames: readonly string[]): readonly string[] {
  const text = JSON.stringify(raw);
  // Called once per resource; the config does not change in between.
  if (adopted?.text !== text) {
    const { settings, problems } = parseSettings(raw, ruleNames);
    current = settings ?? strictSettings;
    adopted = { text, problems };
    usedExemptions.clear();
  }
  return adopted.problems;
}

/** Records that an exemption stood in for a violation, or for one that nobody can decide yet. */
export function noteExemptionUse(rule: string, urn: string): void {
  usedExemptions.add(`${rule} ${urn}`);
}

/** Whether an exemption has stood in for anything since the settings were put in force. */
export function isExemptionUsed(exemption: Exemption): boolean {
  return usedExemptions.has(`${exemption.rule} ${exemption.urn}`);
}

/** Today in UTC, YYYY-MM-DD. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
