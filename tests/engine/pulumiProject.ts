import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { journalVariable, remaining } from "@secure-ml/testing";
import type { JournalEntry } from "@secure-ml/testing";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const pluginFolder = join(repository, "packages", "testing", "plugin");
const pluginProgram = join(repository, "packages", "testing", "dist", "providerPlugin", "main.js");
const cli = join(process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "versions", "3.259.0", "bin", "pulumi");
const absent = [cli, pluginProgram].find((file) => !existsSync(file));

/** Why tests with the real engine cannot run here; absent when they can. */
export const missing = absent === undefined ? undefined : `there is no ${absent}`;

/** A resource as the engine shows it, in its events and in its state. */
export interface EngineResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly external?: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A Pulumi project in a folder of its own, with a stack `dev` in that folder and the simulated AWS as its provider. */
export class PulumiProject {
  readonly #folder = mkdtempSync(join(tmpdir(), "engine-"));
  readonly #journal = join(this.#folder, "journal");

  /**
   * @param name name of the project
   * @param program path of the compiled program, from the root of the repository
   */
  constructor(name: string, program: string) {
    mkdirSync(join(this.#folder, "state"));
    symlinkSync(join(repository, "node_modules"), join(this.#folder, "node_modules"));
    const file = JSON.stringify(join(repository, program));
    writeFileSync(join(this.#folder, "index.js"), `export { default } from ${file};\n`);
    writeFileSync(join(this.#folder, "package.json"), JSON.stringify({ name, type: "module" }));
    const settings = [
      `name: ${name}`,
      "runtime: { name: nodejs, options: { typescript: false } }",
      "main: index.js",
      `plugins: { providers: [{ name: aws, path: ${JSON.stringify(pluginFolder)} }] }`,
    ];
    writeFileSync(join(this.#folder, "Pulumi.yaml"), settings.join("\n"));
    this.pulumi(["stack", "init"]);
  }

  /**
   * Runs the CLI.
   *
   * @param args command and options
   * @param variables further environment variables, for the program
   * @returns what it printed
   * @throws Error with what it printed when it fails
   */
  pulumi(args: readonly string[], variables: Readonly<Record<string, string>> = {}): string {
    return execFileSync(cli, [...args, "--stack", "dev", "--non-interactive"], {
      cwd: this.#folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PATH: [dirname(process.execPath), dirname(cli), process.env["PATH"]].join(delimiter),
        PULUMI_HOME: join(this.#folder, "home"),
        PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "test",
        PULUMI_SKIP_UPDATE_CHECK: "1",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        [journalVariable]: this.#journal,
        ...variables,
      },
    });
  }

  /** The resources in the stack's state, secrets in the clear. */
  state(): readonly EngineResource[] {
    const state = JSON.parse(this.pulumi(["stack", "export", "--show-secrets"])) as {
      readonly deployment: { readonly resources?: readonly EngineResource[] };
    };
    return state.deployment.resources ?? [];
  }

  /** What the simulated AWS was made to do, in order. */
  operations(): readonly JournalEntry["operation"][] {
    const lines = readFileSync(this.#journal, "utf8").trim().split("\n");
    return lines.map((line) => (JSON.parse(line) as JournalEntry).operation);
  }

  /** What is left in the simulated AWS. */
  remaining(): readonly JournalEntry[] {
    return remaining(readFileSync(this.#journal, "utf8"));
  }

  /** Removes the folder with everything in it. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
