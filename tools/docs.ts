/**
 * Writes every page of docs/ that is made from code, or with --check fails on those that are out of date.
 *
 *   node tools/docs.ts [--check]
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { componentPages } from "./docs/componentPages.ts";
import { configPages } from "./docs/configPages.ts";
import { controlPages } from "./docs/controlPages.ts";
import { personaPages } from "./docs/personaPages.ts";
import { platformPicture } from "./docs/platformPicture.ts";
import { reachabilityPage } from "./docs/reachabilityPage.ts";
import { readmePage } from "./docs/readmePage.ts";
import { reportPages } from "./docs/reportPages.ts";

const root = join(import.meta.dirname, "..");
const check = process.argv.includes("--check");

const pages = new Map([
  ...configPages(),
  ...controlPages(),
  ...componentPages(),
  ...reportPages(),
  readmePage(),
  ...(await platformPicture()),
  ...(await personaPages()),
  ...(await reachabilityPage()),
]);
const stale: string[] = [];
for (const [path, text] of pages) {
  if (read(path) !== text) {
    stale.push(path);
    if (!check) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
}
const generatedFolders = ["docs/components", "docs/controls"];
for (const path of generatedFolders.flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
)) {
  if (!pages.has(path)) {
    stale.push(path);
    if (!check) {
      rmSync(join(root, path));
    }
  }
}
if (check && stale.length > 0) {
  console.error(`Out of date: ${stale.join(", ")}.\nRun \`pnpm docs\` and commit the result.`);
  process.exitCode = 1;
} else {
  console.log(`${pages.size} generated pages, ${stale.length} ${check ? "out of date" : "rewritten"}`);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}
