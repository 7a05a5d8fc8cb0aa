import { catalogue, type Control } from "@secure-ml/controls";
import { withPart } from "./handWritten.ts";

/** The README, with how many controls are built. */
export function readmePage(): [string, string] {
  const controls = catalogue as readonly Control[];
  const built = controls.filter((control) => control.built).length;
  return withPart("README.md", "controls", [
    `Of ${controls.length} recorded controls ${built} are built. A preview counts every other one as not built, never as met.`,
  ]);
}
