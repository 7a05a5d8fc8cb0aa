import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, it } from "vitest";

import { remaining, writeJournal } from "./journal.js";
import type { JournalEntry } from "./journal.js";

const entry = (operation: JournalEntry["operation"], id: string): JournalEntry => ({
  operation,
  type: "aws:kms/key:Key",
  urn: "urn:pulumi:dev::shop::aws:kms/key:Key::key",
  id,
});

it("tells what is left after everything has happened", () => {
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  try {
    const path = join(folder, "journal");
    for (const one of [entry("create", "a"), entry("create", "b"), entry("update", "a"), entry("delete", "a")]) {
      writeJournal(path, one);
    }
    writeJournal(undefined, entry("create", "c"));
    expect(remaining(readFileSync(path, "utf8"))).toEqual([entry("create", "b")]);
    expect(remaining("")).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
