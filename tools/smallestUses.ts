/**
 * Writes the smallest uses that the components' pages show as one file, which the compiler then reads with the rest:
 *
 *   node tools/smallestUses.ts
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { smallestUses } from "./docs/componentPages.ts";

const path = join(import.meta.dirname, "../examples/generated/smallestUses.ts");
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, smallestUses());
