import { appendFileSync } from "node:fs";

/** One thing that the simulated AWS was made to do. */
export interface JournalEntry {
  /** What was done. */
  readonly operation: "create" | "update" | "delete";
  /** Type token. */
  readonly type: string;
  /** URN of the resource. */
  readonly urn: string;
  /** Id of the resource. */
  readonly id: string;
}

/** Name of the environment variable with the path of the journal file. */
export const journalVariable = "SECURE_ML_SIMULATED_AWS_JOURNAL";

/** Appends a line of JSON to the journal, so that a test can tell what is left; does nothing when none is wanted. */
export function writeJournal(path: string | undefined, entry: JournalEntry): void {
  if (path !== undefined && path !== "") {
    appendFileSync(path, `${JSON.stringify(entry)}\n`);
  }
}

/**
 * What is left after everything in a journal has happened.
 *
 * @param text content of a journal file
 * @returns the entries that created what still exists
 */
export function remaining(text: string): readonly JournalEntry[] {
  const left = new Map<string, JournalEntry>();
  for (const line of text.split("\n").filter((entry) => entry !== "")) {
    const entry = JSON.parse(line) as JournalEntry;
    const key = `${entry.urn} ${entry.id}`;
    if (entry.operation === "create") {
      left.set(key, entry);
    } else if (entry.operation === "delete") {
      left.delete(key);
    }
  }
  return [...left.values()];
}
