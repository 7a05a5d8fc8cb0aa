import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";

/** Folder of the repository. */
export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Folder with the plugin that serves the simulated AWS. */
export const pluginFolder = join(repository, "packages/testing/plugin");

/** Folder of the npm package that brings the CLI. */
const cliPackage = dirname(createRequire(import.meta.url).resolve("pulumi/package.json"));

/** The npm package's own program: runs the CLI, and fetches it first where that has not been done. */
export const cliFetcher = join(cliPackage, "run.js");

/** Version of the CLI: that of the npm package. */
export const cliVersion = (JSON.parse(readFileSync(join(cliPackage, "package.json"), "utf8")) as { version: string })
  .version;

/** The CLI, where the npm package keeps it. */
export const cli = join(
  process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"),
  `versions/${cliVersion}/bin`,
  process.platform === "win32" ? "pulumi.exe" : "pulumi",
);

/** Why tests against the real engine cannot run here; absent when they can. */
export const missing = existsSync(cli) ? undefined : `there is no Pulumi CLI ${cliVersion} at ${cli}`;

/**
 * A suite that needs the real engine: skipped, with the reason in its name, where there is none.
 *
 * @param name name of the suite
 * @param body its tests
 */
export function describeEngine(name: string, body: () => void): void {
  describe.skipIf(missing !== undefined)(missing === undefined ? name : `${name} (skipped: ${missing})`, body);
}
