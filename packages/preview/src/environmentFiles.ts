import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { StackName } from "@secure-ml/controls";
import { isMap, parseDocument } from "yaml";
import { overrideValue, type ConfigOverride } from "./configOverride.js";
import { PreviewError } from "./previewError.js";
import { stackNames } from "./report/schema.js";

/** One stack of an environment, ready to run. */
export interface StackInput {
  readonly stack: StackName;
  /** Name of the Pulumi project. */
  readonly project: string;
  /** Name of the stack as Pulumi knows it. */
  readonly stackName: string;
  /** Folder of the project, which a program has as its working directory. */
  readonly directory: string;
  /** The compiled program. */
  readonly main: string;
  /** The config file, relative to the repository. */
  readonly configFile: string;
  /** Config by key with project prefix; what is not text is a structured value. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Keys whose values are secret. */
  readonly secretConfigKeys: readonly string[];
  /** Keys that the command line gives, with their paths. */
  readonly overridden: readonly string[];
}

/** An environment: its platform stack, and the account stack that carries it. */
export type EnvironmentInput = Readonly<Record<StackName, StackInput>>;

/** How to find an environment. */
export interface EnvironmentOptions {
  /** Folder of the repository. */
  readonly root: string;
  readonly environment: string;
  /** Values that replace those of the files. */
  readonly overrides: readonly ConfigOverride[];
  /** The stack that an override without project prefix is for; both if it is not given. */
  readonly stack?: StackName | undefined;
  /** The settings of each stack, to tell which one an override without project prefix is for. */
  readonly settings: () => Promise<Readonly<Record<StackName, readonly string[]>>>;
}

interface Project {
  readonly name: string;
  readonly main: string;
}

/**
 * Reads the files that make up an environment.
 *
 * @throws PreviewError when the environment does not exist, no account stack carries it, or a file cannot be read
 */
export async function readEnvironment(options: EnvironmentOptions): Promise<EnvironmentInput> {
  const { root, environment } = options;
  const existing = await environmentNames(root);
  if (!existing.includes(environment)) {
    const names = existing.length === 0 ? "none" : existing.join(", ");
    throw new PreviewError(
      `There is no environment "${environment}". Existing environments: ${names}. ` +
        `To add one, see docs/adding-an-environment.md.`,
    );
  }
  const [accountProject, platformProject] = await Promise.all(stackNames.map((stack) => readProject(root, stack)));
  if (accountProject === undefined || platformProject === undefined) {
    throw new TypeError("every stack has a project");
  }
  const projects = { account: accountProject, platform: platformProject };
  const overrides = await assignOverrides(options, projects);

  const platform = await readStack(root, "platform", platformProject, environment, overrides.platform);
  const accountStack = platform.config[`${platformProject.name}:accountStack`] ?? environment;
  const accountStacks = await stackFileNames(root, "account");
  const accountName = typeof accountStack === "string" ? accountStack : JSON.stringify(accountStack);
  if (typeof accountStack !== "string" || !accountStacks.includes(accountStack)) {
    throw new PreviewError(
      `No account stack carries the environment "${environment}": ` +
        `there is no stacks/account/Pulumi.${accountName}.yaml. Existing account stacks: ${accountStacks.join(", ")}. ` +
        `Name one of them as ${platformProject.name}:accountStack in ${platform.configFile}, or add one; ` +
        `see docs/adding-an-environment.md.`,
    );
  }
  const account = await readStack(root, "account", accountProject, accountStack, overrides.account);
  const key = `${accountProject.name}:environments`;
  const carried = account.config[key];
  if (Array.isArray(carried) && !carried.includes(environment)) {
    throw new PreviewError(
      `The account stack "${accountStack}" does not carry the environment "${environment}": ` +
        `${key} in ${account.configFile} lists ${carried.join(", ")}. ` +
        `Add "${environment}" there, or name another account stack as ${platformProject.name}:accountStack in ${platform.configFile}.`,
    );
  }
  return { account, platform };
}

/**
 * Names of the environments that have a config file.
 *
 * @param root folder of the repository
 */
export function environmentNames(root: string): Promise<readonly string[]> {
  return stackFileNames(root, "platform");
}

async function stackFileNames(root: string, stack: StackName): Promise<readonly string[]> {
  const files = await readdir(path.join(root, "stacks", stack)).catch(() => []);
  return files.flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []).toSorted();
}

async function readProject(root: string, stack: StackName): Promise<Project> {
  const file = `stacks/${stack}/Pulumi.yaml`;
  const project = await readYaml(root, file);
  const { name, main = "." } = project;
  if (typeof name !== "string" || typeof main !== "string") {
    throw new PreviewError(`${file} must have a name and a main, both text.`);
  }
  return { name, main };
}

async function readStack(
  root: string,
  stack: StackName,
  project: Project,
  stackName: string,
  overrides: readonly ConfigOverride[],
): Promise<StackInput> {
  const configFile = `stacks/${stack}/Pulumi.${stackName}.yaml`;
  const { config: given = {} } = await readYaml(root, configFile);
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new PreviewError(`"config" in ${configFile} must be a map of keys such as ${project.name}:project.`);
  }
  const fromFile: Record<string, unknown> = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key.includes(":") ? key : `${project.name}:${key}`, value]),
  );
  const encrypted = new Set(Object.keys(fromFile).filter((key) => hasEncrypted(fromFile[key])));
  const config = overrides.reduce((values, override) => overrideValue(values, override, configFile), fromFile);
  const unreadable = Object.keys(config).filter((key) => hasEncrypted(config[key]));
  if (unreadable.length > 0) {
    throw new PreviewError(
      `The preview cannot read encrypted config, and ${configFile} has ${unreadable.join(", ")}. ` +
        `Give a stand-in: ${unreadable.map((key) => `--config ${key}=...`).join(" ")}. It is treated as the secret that it stands for.`,
    );
  }
  const directory = path.join(root, "stacks", stack);
  return {
    stack,
    project: project.name,
    stackName,
    directory,
    main: path.resolve(directory, project.main),
    configFile,
    config,
    secretConfigKeys: [...encrypted],
    overridden: overrides.map(({ key, path: steps }) => [key, ...steps].join(".")),
  };
}

/** Whether a value is or holds one that Pulumi has encrypted. */
function hasEncrypted(value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const entries = Object.entries(value);
  const [key, text] = entries[0] ?? [];
  return (
    (entries.length === 1 && key === "secure" && typeof text === "string") ||
    entries.some(([, entry]) => hasEncrypted(entry))
  );
}

/** Finds out which stack each override is for, and gives it that project's prefix. */
async function assignOverrides(
  { overrides, stack, settings }: EnvironmentOptions,
  projects: Readonly<Record<StackName, Project>>,
): Promise<Record<StackName, readonly ConfigOverride[]>> {
  const assigned: Record<StackName, ConfigOverride[]> = { account: [], platform: [] };
  const problems: string[] = [];
  for (const override of overrides) {
    const { key } = override;
    const [prefix] = key.split(":");
    const owner = stackNames.find((name) => projects[name].name === prefix);
    let targets: readonly StackName[];
    if (key.includes(":")) {
      targets = owner === undefined ? (stack === undefined ? stackNames : [stack]) : [owner];
    } else if (stack !== undefined) {
      targets = [stack];
    } else {
      const known = await settings();
      targets = stackNames.filter((name) => known[name].includes(key));
      if (targets.length === 0) {
        const all = [...new Set(stackNames.flatMap((name) => known[name]))].toSorted();
        problems.push(`--config ${key}: not a setting of either stack. Settings: ${all.join(", ")}.`);
      }
    }
    for (const target of targets) {
      const fullKey = key.includes(":") ? key : `${projects[target].name}:${key}`;
      assigned[target].push({ ...override, key: fullKey });
    }
  }
  if (problems.length > 0) {
    throw new PreviewError(problems.join("\n"));
  }
  return assigned;
}

async function readYaml(root: string, file: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(path.join(root, file), "utf8");
  } catch (error) {
    throw new PreviewError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw new PreviewError(`${file} is not YAML: ${firstLine(problem.message)}`);
  }
  if (document.contents !== null && !isMap(document.contents)) {
    throw new PreviewError(`${file} must be a map.`);
  }
  return (document.toJS() ?? {}) as Record<string, unknown>;
}

/** The parser's message without its picture of the place. */
function firstLine(message: string): string {
  return message.split("\n")[0]?.replace(/:$/, ".") ?? message;
}
