import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { awsFacts } from "@secure-ml/preview";
import { faultVariable, type AwsFacts, type Fault } from "@secure-ml/testing";
import { parse, parseDocument, stringify } from "yaml";
import { Engine, succeeded, type CommandOptions, type CommandResult } from "./engine.js";
import type { EngineResource } from "./engineEvents.js";
import { pluginFolder, repository } from "./pulumiCli.js";

/** The stacks of an environment. */
export type StackName = "account" | "platform";

/**
 * A copy of the repository's stacks and policy pack in a temporary folder, for one environment. The programs are the
 * repository's own builds; the only difference is a line in `Pulumi.yaml` by which the engine takes the simulated AWS as
 * the provider. The account-free preview runs on the same folder.
 */
export class EnvironmentCopy {
  readonly engine = new Engine();
  readonly account: StackCopy;
  readonly platform: StackCopy;

  constructor(environment: "dev" | "prod") {
    symlinkSync(join(repository, "policy-pack"), join(this.root, "policy-pack"));
    this.account = new StackCopy(this.engine, "account", environment);
    this.platform = new StackCopy(this.engine, "platform", environment);
  }

  /** Folder that stands for the repository's. */
  get root(): string {
    return this.engine.folder;
  }
}

/** A copy of one stack project. */
export class StackCopy {
  readonly #engine: Engine;
  readonly #stack: StackName;
  readonly #environment: string;
  readonly #folder: string;
  readonly #packOptions: readonly string[];

  constructor(engine: Engine, stack: StackName, environment: string) {
    this.#engine = engine;
    this.#stack = stack;
    this.#environment = environment;
    this.#folder = join(engine.folder, "stacks", stack);
    const pack = join(engine.folder, "policy-pack");
    this.#packOptions = ["--policy-pack", pack, "--policy-pack-config", join(pack, `config/${environment}.json`)];
    const original = join(repository, "stacks", stack);
    mkdirSync(this.#folder, { recursive: true });
    for (const name of ["dist", "package.json"]) {
      symlinkSync(join(original, name), join(this.#folder, name));
    }
    // The repository's own: an edit may use what the stack does not.
    symlinkSync(join(repository, "node_modules"), join(this.#folder, "node_modules"));
    for (const name of readdirSync(original).filter((file) => /^Pulumi\..*yaml$/.test(file))) {
      writeFileSync(join(this.#folder, name), readFileSync(join(original, name)));
    }
    this.#editFile("Pulumi.yaml", { plugins: { providers: [{ name: "aws", path: pluginFolder }] } });
  }

  /** Makes the stack, as whoever deploys for the first time does. */
  async init(): Promise<void> {
    succeeded(await this.#engine.run(["stack", "init"], this.#options()));
  }

  /**
   * Runs a preview with the policy pack on.
   *
   * @param args further options
   */
  preview(...args: readonly string[]): Promise<CommandResult> {
    return this.#engine.run(["preview", ...this.#packOptions, ...args], this.#options());
  }

  /**
   * Deploys with the policy pack on.
   *
   * @param args further options
   */
  up(...args: readonly string[]): Promise<CommandResult> {
    return this.#engine.run(["up", "--yes", ...this.#packOptions, ...args], this.#options());
  }

  /**
   * Deploys without a preview, and something goes wrong.
   *
   * @param fault what, and where
   */
  upWithFault(fault: Fault): Promise<CommandResult> {
    const variables = { [faultVariable]: JSON.stringify(fault) };
    return this.#engine.run(["up", "--yes", "--skip-preview", ...this.#packOptions], { ...this.#options(), variables });
  }

  /** Takes the lock back that a dead engine left. */
  cancel(): Promise<CommandResult> {
    return this.#engine.run(["cancel", "--yes"], this.#options());
  }

  /**
   * Compares the state with what exists.
   *
   * @param args further options
   */
  refresh(...args: readonly string[]): Promise<CommandResult> {
    return this.#engine.run(["refresh", "--yes", ...args], this.#options());
  }

  /**
   * Destroys everything.
   *
   * @param args further options
   */
  destroy(...args: readonly string[]): Promise<CommandResult> {
    return this.#engine.run(["destroy", "--yes", ...args], this.#options());
  }

  /** The resources in the state. */
  state(): Promise<readonly EngineResource[]> {
    return this.#engine.state(this.#options());
  }

  /**
   * Changes settings, as an edit of the config file does.
   *
   * @param settings new values by setting; a dot leads into a structured one
   */
  configure(settings: Readonly<Record<string, unknown>>): void {
    const file = join(this.#folder, `Pulumi.${this.#environment}.yaml`);
    const document = parseDocument(readFileSync(file, "utf8"));
    for (const [setting, value] of Object.entries(settings)) {
      const [key, ...path] = setting.split(".");
      document.setIn(["config", `secure-ml-${this.#stack}:${String(key)}`, ...path], value);
    }
    writeFileSync(file, document.toString());
  }

  /**
   * Replaces the program, as an edit of it does.
   *
   * @param source an ES module that may import the original from `./dist/index.js`
   */
  edit(source: string): void {
    writeFileSync(join(this.#folder, "edited.js"), source);
    this.#editFile("Pulumi.yaml", { main: "edited.js" });
  }

  /** Takes the edit of the program back. */
  restore(): void {
    this.#editFile("Pulumi.yaml", { main: "dist/index.js" });
  }

  #editFile(name: string, values: Readonly<Record<string, unknown>>): void {
    const file = join(this.#folder, name);
    const content = parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>;
    writeFileSync(file, stringify({ ...content, ...values }));
  }

  #options(): CommandOptions {
    return { project: this.#folder, stack: this.#environment, aws: this.#facts() };
  }

  /** The AWS account that the config means, with the caller that it expects. */
  #facts(): AwsFacts {
    const { config } = parse(readFileSync(join(this.#folder, `Pulumi.${this.#environment}.yaml`), "utf8")) as {
      readonly config: Readonly<Record<string, unknown>>;
    };
    return awsFacts({ stack: this.#stack, project: `secure-ml-${this.#stack}`, stackName: this.#environment, config });
  }
}
