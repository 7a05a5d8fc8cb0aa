import { access, constants, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { PreviewError } from "./previewError.js";
import type { Report } from "./report/schema.js";

/**
 * Makes sure that a report can be written, before the work that it reports is done.
 *
 * @param file as given after `--json`
 * @throws PreviewError when it cannot
 */
export async function checkReportFile(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  const place = await stat(folder).catch(() => undefined);
  if (place?.isDirectory() !== true) {
    throw problem(file, place === undefined ? `there is no folder ${folder}` : `${folder} is not a folder`);
  }
  try {
    const existing = await stat(file).catch(() => undefined);
    if (existing?.isDirectory() === true) {
      throw problem(file, "it is a folder; name a file in it");
    }
    if (existing !== undefined) {
      await access(file, constants.W_OK);
    }
    if (existing?.isFile() !== false) {
      // Only a try tells: a file system can be read-only, or refuse for reasons of its own.
      await rm(await temporaryFolder(folder), { recursive: true });
    }
  } catch (error) {
    throw error instanceof PreviewError ? error : problem(file, reason(error));
  }
}

/**
 * Writes a report as JSON. A reader finds the old document or the new one, never half of one.
 *
 * @param file as given after `--json`
 * @param report the report
 * @throws PreviewError when it cannot be written
 */
export async function writeReportFile(file: string, report: Report): Promise<void> {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  const folder = path.dirname(path.resolve(file));
  try {
    const existing = await stat(file).catch(() => undefined);
    if (existing !== undefined && !existing.isFile()) {
      // A pipe or a device has no old document to keep.
      await writeFile(file, text);
      return;
    }
    const temporary = await temporaryFolder(folder);
    try {
      await writeFile(path.join(temporary, "report.json"), text);
      await rename(path.join(temporary, "report.json"), file);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  } catch (error) {
    throw problem(file, reason(error));
  }
}

/** A folder beside the file, so that moving the report into place is one step. */
function temporaryFolder(folder: string): Promise<string> {
  return mkdtemp(path.join(folder, ".preview-report-"));
}

function problem(file: string, reason: string): PreviewError {
  return new PreviewError(`--json ${file} cannot be written: ${reason}.`);
}

function reason(error: unknown): string {
  const { code = "" } = error as NodeJS.ErrnoException;
  switch (code) {
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "EROFS":
      return "the file system is read-only";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
