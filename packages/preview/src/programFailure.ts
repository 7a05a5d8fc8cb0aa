import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import type { StackInput } from "./environmentFiles.js";
import { PreviewError, ProgramRefusal } from "./previewError.js";

/** Whether an error is meant for the reader as it is, so that its place in the code is of no interest. */
export function isForReader(error: unknown): boolean {
  return pulumi.RunError.isInstance(error) || pulumi.ResourceError.isInstance(error);
}

/**
 * What to tell the reader of a program that failed. An error that is meant for the reader is told as it is; any other
 * comes with the place in the repository's own code that it arose at, and never with a stack.
 *
 * @param error what the program threw
 * @param input the program's stack
 * @param root folder of the repository
 */
export function programFailure(error: unknown, input: StackInput, root: string): PreviewError {
  const overridden =
    input.overridden.length === 0
      ? ""
      : `\nThe command line gives ${input.overridden.join(", ")} in place of the file.`;
  if (pulumi.RunError.isInstance(error)) {
    return new ProgramRefusal(`${error.message}${overridden}`);
  }
  if (pulumi.ResourceError.isInstance(error)) {
    return new PreviewError(`${error.message}${overridden}`);
  }
  const place = error instanceof Error ? ownPlace(error.stack ?? "", root) : undefined;
  const at = place === undefined ? "" : `\n  at ${place}`;
  return new PreviewError(`The program of the ${input.stack} stack failed: ${messageOf(error)}${at}${overridden}`);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const properties = pulumi.InputPropertiesError.isInstance(error)
    ? error.errors.map(({ propertyPath, reason }) => `\n  - ${propertyPath}: ${reason}`).join("")
    : "";
  const name = /^(Error|AggregateError|InputPropertiesError)$/.test(error.name) ? "" : `${error.name}: `;
  return `${name}${error.message}${properties}`;
}

/** The first frame of a stack that lies in the repository's own sources, but not in what runs programs. */
function ownPlace(stack: string, root: string): string | undefined {
  for (const line of stack.split("\n")) {
    const frame =
      /^\s+at (?:.* )?\(?(?<file>(?:file:\/\/)?\/[^()?]*?)(?:\?[^()]*?)?:(?<line>\d+):(?<column>\d+)\)?$/.exec(
        line,
      )?.groups;
    if (frame?.["file"] === undefined) {
      continue;
    }
    const file = frame["file"].startsWith("file:") ? fileURLToPath(frame["file"]) : frame["file"];
    const relative = path.relative(root, file);
    if (!/^\.\.|(^|\/)node_modules\/|^packages\/(testing|preview)\//.test(relative)) {
      return sourcePlace(file, Number(frame["line"]), Number(frame["column"]), root);
    }
  }
  return undefined;
}

/** The place in the source that a place in a compiled file comes from. */
function sourcePlace(file: string, line: number, column: number, root: string): string {
  const compiled = `${path.relative(root, file)}:${line}:${column}`;
  if (!existsSync(`${file}.map`)) {
    return compiled;
  }
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")) as SourceMapPayload);
  const origin = map.findOrigin(line, column);
  if (!("fileName" in origin)) {
    return compiled;
  }
  const source = path.resolve(path.dirname(file), origin.fileName);
  return `${path.relative(root, source)}:${origin.lineNumber}:${origin.columnNumber}`;
}
