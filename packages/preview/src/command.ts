import { constants } from "node:os";
import type { LoggedMessage } from "@secure-ml/testing";
import { readArguments, usage } from "./arguments.js";
import { PreviewError } from "./previewError.js";
import { wrapMessage } from "./report/wrap.js";

/** Exit code when usage, config, a program or the policy pack is at fault. */
const faultExitCode = 2;

/**
 * The command `pnpm preview`: sets the exit code of this process, or ends it when something is at fault.
 *
 * @param args the arguments behind the program's name
 * @param root folder of the repository
 */
export async function command(args: readonly string[], root: string): Promise<void> {
  // A signal ends a process without its exit handlers, and these take care of what was started.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      process.exit(128 + constants.signals[signal]);
    });
  }
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever was reading has seen enough, as `head` has.
    if (error.code === "EPIPE") {
      process.exit();
    }
    fail(error);
  });
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.on(event, fail);
  }
  try {
    process.exitCode = await preview(args, root);
  } catch (error) {
    fail(error);
  }
}

/** Does what the command line asks for, and says with which code to exit. */
async function preview(args: readonly string[], root: string): Promise<number> {
  const { color, environment, help, json, overrides, stack, unknowns, verbose } = readArguments(args);
  if (help || environment === undefined) {
    process.stdout.write(usage);
    return 0;
  }
  const { checkReportFile, writeReportFile } = await import("./reportFile.js");
  if (json !== undefined) {
    await checkReportFile(json);
  }
  const [{ previewEnvironment }, { Progress }] = await Promise.all([
    import("./previewEnvironment.js"),
    import("./progress.js"),
  ]);
  const progress = new Progress(process.stderr);
  const log: LoggedMessage[] = [];
  const report = await previewEnvironment({
    environment,
    root,
    stack,
    unknowns,
    overrides,
    // The process began before this module did.
    startedAt: 0,
    onEvent(event) {
      progress.note(event);
      if (event.kind === "log") {
        log.push(event.entry);
      } else if (event.kind === "pack" && verbose) {
        progress.clear();
        process.stderr.write(`policy pack: ${event.line}\n`);
      }
    },
  }).finally(() => {
    progress.clear();
  });
  if (json !== undefined) {
    await writeReportFile(json, report);
  }
  const [{ hasMandatoryViolation, terminalReport }, { paint, paintOptions }, { catalogue }] = await Promise.all([
    import("./report/terminal.js"),
    import("./report/paint.js"),
    import("@secure-ml/controls"),
  ]);
  const lines = terminalReport({
    report,
    paint: paint(paintOptions(process.stdout, process.env, color)),
    catalogue,
    unknowns,
    verbose,
    log,
  });
  process.stdout.write(`${lines.join("\n")}\n`);
  return hasMandatoryViolation(report) ? 1 : 0;
}

/** Ends with a message; a mistake of the preview's own comes with its stack when that is asked for. */
function fail(error: unknown): never {
  const text = error instanceof PreviewError ? error.message : ownMistake(error);
  // Broken into lines for a terminal only: a log is searched for whole messages.
  const lines = process.stderr.isTTY ? wrapMessage(text, process.stderr.columns) : [text];
  process.stderr.write(`${lines.join("\n")}\n`);
  process.exit(faultExitCode);
}

function ownMistake(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const details = process.argv.includes("--verbose") ? (stack ?? message) : message;
  return `The preview itself has failed; please report this, with what --verbose says.\n${details}`;
}
