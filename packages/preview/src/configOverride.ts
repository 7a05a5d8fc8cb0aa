import { parseDocument } from "yaml";
import { PreviewError } from "./previewError.js";

/** A config value that the command line gives in place of the file's. */
export interface ConfigOverride {
  /** Key, with or without project prefix. */
  readonly key: string;
  /** Steps into a structured value; empty for the whole value. */
  readonly path: readonly string[];
  /** Text, or a structured value. */
  readonly value: unknown;
}

/**
 * Reads `key=value`, where the key may have a project prefix and a dotted path, and the value is what
 * `pulumi config set` would take, or YAML for what is not a plain text.
 *
 * @param text as given after `--config`
 * @returns the override, or what is wrong with it
 */
export function parseConfigOverride(text: string): ConfigOverride | string {
  const match = /^(?<name>[^=]+)=(?<value>.*)$/s.exec(text);
  const { name = "", value = "" } = match?.groups ?? {};
  if (match === null || !/^([^:.\s]+:)?[^:.\s]+(\.[^:.\s]+)*$/.test(name)) {
    return `--config "${text}" must be key=value, such as network.cidrBlock=10.66.0.0/16`;
  }
  const separator = name.indexOf(":");
  const [first = "", ...path] = name.slice(separator + 1).split(".");
  const key = `${name.slice(0, separator + 1)}${first}`;
  const structured = path.length > 0 || /^\s*[[{]/.test(value);
  if (!structured) {
    // Text as Pulumi keeps it: an account id may begin with a zero.
    return { key, path, value };
  }
  const document = parseDocument(value);
  const [problem] = document.errors;
  return problem === undefined
    ? { key, path, value: document.toJS() as unknown }
    : `--config "${text}" has a value that is neither text nor YAML: ${problem.message.split("\n")[0] ?? ""}`;
}

/**
 * Puts an override into a config.
 *
 * @param config config by full key
 * @param override what to put in
 * @param file the file that the config is from, for messages
 * @returns the config with the value replaced
 * @throws PreviewError when the path leads through a value that is not a map
 */
export function overrideValue(
  config: Readonly<Record<string, unknown>>,
  override: ConfigOverride,
  file: string,
): Record<string, unknown> {
  const { key, path, value } = override;
  return { ...config, [key]: replaced(config[key], path, value, key, file) };
}

function replaced(old: unknown, path: readonly string[], value: unknown, place: string, file: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    return value;
  }
  if (old !== undefined && (typeof old !== "object" || old === null || Array.isArray(old))) {
    throw new PreviewError(
      `--config ${[place, ...path].join(".")}: ${place} is ${JSON.stringify(old)} in ${file}, not a map with "${step}" in it.`,
    );
  }
  const map = (old ?? {}) as Readonly<Record<string, unknown>>;
  return { ...map, [step]: replaced(map[step], rest, value, `${place}.${step}`, file) };
}
