import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { PreviewError } from "./previewError.js";

/** How to start a policy pack. */
export interface PolicyPackProcessOptions {
  /** Folder with the pack's `PulumiPolicy.yaml`. */
  readonly directory: string;
  /**
   * Time that the pack has until it answers, in milliseconds.
   * @defaultValue 60000
   */
  readonly startTimeoutMs?: number;
  /** Takes each line that the pack prints once it is running, such as the `console.log` of a rule being written. */
  readonly onOutput?: ((line: string) => void) | undefined;
}

/** Time that the pack has to end by itself, in milliseconds, before it is killed. */
const stopTimeoutMs = 2000;

/** Lines of the pack's standard error that are kept, for the message when it fails. */
const keptErrorLines = 200;

/**
 * Runs in the pack's process ahead of the pack and ends it when this process is gone, however it went: the pipe to its
 * standard input then closes. By itself a pack serves for ever.
 */
const endWithParent = `process.stdin.on("end", () => process.exit()).on("error", () => process.exit()).resume().unref();`;

/**
 * A policy pack running in a process of its own, started as the Pulumi CLI starts it: the pack's own
 * `@pulumi/pulumi/cmd/run-policy-pack` in the pack's folder, which prints the port that it listens on.
 */
export class PolicyPackProcess {
  /** Resolves to the port; rejects with a {@link PreviewError} when the pack does not get that far. */
  readonly port: Promise<number>;
  readonly #directory: string;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #exited: Promise<unknown>;
  readonly #errorLines: string[] = [];
  #started = false;
  #stopping = false;

  /**
   * Starts the pack. Everything that can go wrong is reported by {@link PolicyPackProcess.port}.
   *
   * @throws PreviewError when there is no pack in the folder, or its dependencies are not installed
   */
  constructor(options: PolicyPackProcessOptions) {
    this.#directory = options.directory;
    const runner = locateRunner(options.directory);
    // The address of an engine that the pack could log to; Node packs never use it.
    const engineAddress = "127.0.0.1:0";
    this.#child = spawn(
      process.execPath,
      [
        "--import",
        `data:text/javascript,${encodeURIComponent(endWithParent)}`,
        runner,
        engineAddress,
        options.directory,
      ],
      { cwd: options.directory, stdio: ["pipe", "pipe", "pipe"] },
    );
    this.#exited = once(this.#child, "close").catch(() => undefined);
    // The pack may be gone before its input is closed.
    this.#child.stdin.on("error", () => undefined);
    process.on("exit", this.#kill);
    void this.#exited.then(() => process.off("exit", this.#kill));
    this.port = this.#readPort(options);
    // Whoever starts the pack asks for the port later, and until then a failure is not an unhandled one.
    this.port.catch(() => undefined);
  }

  /** Process id; undefined when the process could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends the pack. Resolves when its process is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return;
    }
    if (this.#started) {
      // Not a signal: what Node caches of the compiled pack is only written when the pack ends by itself.
      this.#child.stdin.end();
    } else {
      this.#kill();
    }
    const timeout = setTimeout(this.#kill, stopTimeoutMs);
    await this.#exited;
    clearTimeout(timeout);
  }

  /**
   * The message for a call that has failed.
   *
   * @param doing what the pack was asked to do, such as `judging the stack`
   * @param cause what the call failed with
   */
  async failure(doing: string, cause: string): Promise<PreviewError> {
    // A pack that crashes takes the connection down a moment before its exit is seen.
    await Promise.race([this.#exited, new Promise((resolve) => setTimeout(resolve, 500))]);
    const ended = this.#child.exitCode !== null || this.#child.signalCode !== null;
    return new PreviewError(
      ended && !this.#stopping
        ? `The policy pack in ${this.#directory} ended while ${doing}: ${this.#lastError()}`
        : `The policy pack in ${this.#directory} failed while ${doing}: ${cause}`,
    );
  }

  readonly #kill = (): void => {
    this.#child.kill("SIGKILL");
  };

  async #readPort({ directory, onOutput, startTimeoutMs = 60_000 }: PolicyPackProcessOptions): Promise<number> {
    createInterface({ input: this.#child.stderr }).on("line", (line) => {
      this.#errorLines.push(line);
      if (this.#errorLines.length > keptErrorLines) {
        this.#errorLines.shift();
      }
      onOutput?.(line);
    });
    return new Promise<number>((resolve, reject) => {
      const timeout = setTimeout(() => {
        reject(new PreviewError(`The policy pack in ${directory} has not started within ${startTimeoutMs / 1000} s.`));
        this.#kill();
      }, startTimeoutMs);
      let port: number | undefined;
      createInterface({ input: this.#child.stdout }).on("line", (line) => {
        if (port === undefined && /^\d+$/.test(line)) {
          port = Number(line);
          this.#started = true;
          clearTimeout(timeout);
          resolve(port);
        } else {
          onOutput?.(line);
        }
      });
      this.#child.on("error", (error) => {
        clearTimeout(timeout);
        reject(new PreviewError(`The policy pack in ${directory} could not be started: ${error.message}`));
      });
      void this.#exited.then(() => {
        clearTimeout(timeout);
        reject(new PreviewError(`The policy pack in ${directory} did not start: ${this.#lastError()}`));
      });
    });
  }

  #lastError(): string {
    return (
      lastErrorLine(this.#errorLines) ?? `it ended without a message (exit code ${this.#child.exitCode ?? "none"}).`
    );
  }
}

/**
 * The line of a crashed program's standard error that tells its reader most: the last one that names an error, or else
 * the last one that is neither a stack frame nor Node's own decoration.
 *
 * @param lines the last lines of standard error
 */
export function lastErrorLine(lines: readonly string[]): string | undefined {
  const telling = lines
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(at |\^+$|Node\.js v|[{}\]]|\w+: .*,$|file:\/\/.*:\d+$|\/.*:\d+$)/.test(line));
  return telling.findLast((line) => /^([A-Z]\w*)?Error\b/.test(line)) ?? telling.at(-1);
}

/** The program that serves a pack, from the copy of the Pulumi SDK that the pack itself uses. */
function locateRunner(directory: string): string {
  if (!existsSync(path.join(directory, "PulumiPolicy.yaml"))) {
    throw new PreviewError(`There is no policy pack in ${directory}: PulumiPolicy.yaml is missing.`);
  }
  try {
    return createRequire(path.join(directory, "package.json")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
  } catch {
    throw new PreviewError(
      `The dependencies of the policy pack in ${directory} are not installed; run "pnpm install" first.`,
    );
  }
}
