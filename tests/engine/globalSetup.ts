import { spawnSync } from "node:child_process";
import { cliFetcher, missing } from "./pulumiCli.js";

/** Longest time that fetching the CLI may take, in milliseconds. */
const fetchTimeoutMs = 300_000;

/** Has the npm package fetch the CLI where it is not there yet; without internet access, says that tests are skipped. */
export default function setup(): void {
  if (missing === undefined) {
    return;
  }
  const { status, stderr, error } = spawnSync(process.execPath, [cliFetcher, "version"], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
    timeout: fetchTimeoutMs,
  });
  if (status === 0) {
    return;
  }
  const reason = error?.message ?? stderr.trim().split("\n").at(-1) ?? "";
  console.log(
    `Every test against the real engine is skipped: ${missing}, and it could not be fetched (${reason}). ` +
      "They run once it is there.",
  );
}
