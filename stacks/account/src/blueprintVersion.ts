import { readFileSync } from "node:fs";

/** Version of the blueprint that the stack is made with, for what records where evidence came from. */
export function blueprintVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  return manifest.version;
}
