import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { factsVariable, journalVariable, remaining, type AwsFacts, type JournalEntry } from "@secure-ml/testing";
import { EngineEvents, type EngineResource } from "./engineEvents.js";
import { cli } from "./pulumiCli.js";

/** What a command of the CLI came to. */
export interface CommandResult {
  readonly exitCode: number;
  /** What it printed, errors included. */
  readonly output: string;
  /** What the engine logged; empty for commands that do not run it. */
  readonly events: EngineEvents;
}

/**
 * A command that must have succeeded.
 *
 * @throws Error with what it printed when it has not
 */
export function succeeded(result: CommandResult): CommandResult {
  if (result.exitCode !== 0) {
    throw new Error(`The command ended with exit code ${result.exitCode}:\n${result.output}`);
  }
  return result;
}

/** How to run a command. */
export interface CommandOptions {
  /** Folder of the Pulumi project. */
  readonly project: string;
  readonly stack: string;
  /** Account, Region, zones and caller of the simulated AWS. */
  readonly aws?: AwsFacts;
  /** Further environment variables, for the program. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** The real engine with a home, a backend and a simulated AWS of its own, in a temporary folder. */
export class Engine {
  /** For the projects of a test. */
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "engine-")));
  readonly #journal = join(this.folder, "journal");
  #commands = 0;

  constructor() {
    mkdirSync(join(this.folder, "state"));
  }

  /**
   * Runs a command of the CLI, whatever it comes to.
   *
   * @param args command and options, without the stack
   * @param options where and how
   */
  async run(args: readonly string[], { project, stack, aws, variables }: CommandOptions): Promise<CommandResult> {
    this.#commands += 1;
    const log = join(this.folder, `events-${String(this.#commands)}`);
    const runsEngine = ["preview", "up", "destroy", "refresh"].includes(args[0] ?? "");
    const { exitCode, output } = await new Promise<Pick<CommandResult, "exitCode" | "output">>((resolve) => {
      execFile(
        cli,
        [...args, "--stack", stack, "--non-interactive", ...(runsEngine ? ["--event-log", log] : [])],
        {
          cwd: project,
          encoding: "utf8",
          maxBuffer: Infinity,
          env: {
            ...process.env,
            // Programs, the policy pack and the plugin run on the Node that runs the tests.
            PATH: [dirname(process.execPath), dirname(cli), process.env["PATH"]].join(delimiter),
            PULUMI_HOME: join(this.folder, "home"),
            PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
            PULUMI_CONFIG_PASSPHRASE: "test",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            // Makes the log of events available.
            PULUMI_DEBUG_COMMANDS: "true",
            [journalVariable]: this.#journal,
            [factsVariable]: JSON.stringify(aws ?? {}),
            ...variables,
          },
        },
        (error, stdout, stderr) => {
          resolve({
            exitCode: error === null ? 0 : typeof error.code === "number" ? error.code : -1,
            output: stdout + stderr,
          });
        },
      );
    });
    return { exitCode, output, events: new EngineEvents(existsSync(log) ? readFileSync(log, "utf8") : "") };
  }

  /** The resources in a stack's state, secrets in the clear. */
  async state(options: CommandOptions): Promise<readonly EngineResource[]> {
    const { output } = succeeded(await this.run(["stack", "export", "--show-secrets"], options));
    const { deployment } = JSON.parse(output) as { deployment: { resources?: readonly EngineResource[] } };
    return deployment.resources ?? [];
  }

  /** What the simulated AWS was made to do, in order. */
  get journal(): readonly JournalEntry[] {
    return this.#journalText
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as JournalEntry);
  }

  /** What is left in the simulated AWS. */
  get remaining(): readonly JournalEntry[] {
    return remaining(this.#journalText);
  }

  /** Removes the folder with everything in it. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #journalText(): string {
    return existsSync(this.#journal) ? readFileSync(this.#journal, "utf8") : "";
  }
}
