import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "./testFolders.fixture.js";
import { report } from "./report/handMadeReport.fixture.js";
import { checkReportFile, writeReportFile } from "./reportFile.js";

describe("checkReportFile", () => {
  it("leaves nothing behind, and an old report as it is", async () => {
    const made = temporaryFolder();
    const file = path.join(made, "report.json");
    await checkReportFile(file);
    expect(readdirSync(made)).toEqual([]);

    writeFileSync(file, "old");
    await checkReportFile(file);

    expect(readdirSync(made)).toEqual(["report.json"]);
    expect(readFileSync(file, "utf8")).toBe("old");
  });

  it("refuses a file in a folder that is not there, or not a folder", async () => {
    const made = temporaryFolder();
    writeFileSync(path.join(made, "file"), "");

    await expect(checkReportFile(path.join(made, "no/report.json"))).rejects.toThrow(
      `--json ${made}/no/report.json cannot be written: there is no folder ${made}/no.`,
    );
    await expect(checkReportFile(path.join(made, "file/report.json"))).rejects.toThrow(
      `--json ${made}/file/report.json cannot be written: ${made}/file is not a folder.`,
    );
  });

  it("refuses a folder", async () => {
    const made = temporaryFolder();
    mkdirSync(path.join(made, "reports"));

    await expect(checkReportFile(path.join(made, "reports"))).rejects.toThrow(
      `--json ${made}/reports cannot be written: it is a folder; name a file in it.`,
    );
  });

  it("finds out by a try where no permission says so", async () => {
    // Nobody, root included, can make a file there.
    await expect(checkReportFile("/proc/report.json")).rejects.toThrow(
      /^--json \/proc\/report\.json cannot be written: /,
    );
  });

  it.skipIf(process.getuid?.() === 0)("refuses a file without permission (needs a user other than root)", async () => {
    const made = temporaryFolder();
    mkdirSync(path.join(made, "locked"), { mode: 0o500 });

    await expect(checkReportFile(path.join(made, "locked/report.json"))).rejects.toThrow(
      `--json ${made}/locked/report.json cannot be written: permission denied.`,
    );
  });
});

describe("writeReportFile", () => {
  it("puts the report in the place of an old one, and nothing beside it", async () => {
    const made = temporaryFolder();
    const file = path.join(made, "report.json");
    writeFileSync(file, "old");

    await writeReportFile(file, report({}));

    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(report({}));
    expect(readdirSync(made)).toEqual(["report.json"]);
  });

  it("writes to a pipe without putting a file in its place", async () => {
    const pipe = path.join(temporaryFolder(), "pipe");
    execFileSync("mkfifo", [pipe]);
    await checkReportFile(pipe);
    const { open } = await import("node:fs/promises");

    const [text] = await Promise.all([
      open(pipe, "r").then(async (reader) => {
        const read = await reader.readFile("utf8");
        await reader.close();
        return read;
      }),
      writeReportFile(pipe, report({})),
    ]);

    expect(JSON.parse(text)).toEqual(report({}));
    expect(existsSync(pipe)).toBe(true);
  });

  it("says why it could not", async () => {
    const made = temporaryFolder();
    mkdirSync(path.join(made, "report.json"));

    await expect(writeReportFile("/proc/report.json", report({}))).rejects.toThrow(
      /^--json \/proc\/report\.json cannot be written: /,
    );
  });
});
