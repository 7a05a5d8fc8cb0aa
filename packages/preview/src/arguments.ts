import { parseArgs } from "node:util";
import type { StackName } from "@secure-ml/controls";
import { parseConfigOverride, type ConfigOverride } from "./configOverride.js";
import { PreviewError } from "./previewError.js";

/** What the command line asks for. */
export interface Arguments {
  /** Absent only when help is asked for. */
  readonly environment?: string;
  readonly stack?: StackName;
  /** Path of the file for the report. */
  readonly json?: string;
  readonly unknowns: boolean;
  readonly overrides: readonly ConfigOverride[];
  readonly verbose: boolean;
  readonly color: boolean;
  readonly help: boolean;
}

/** The text of `--help`. */
export const usage = `Usage: pnpm preview <environment> [options]

Shows what an environment would consist of and judges it by the policy pack,
without an AWS account and without a login.

  --stack account|platform  report one of the two stacks
  --json <file>             write the report as JSON too; its schema is
                            packages/preview/schema/report.schema.json
  --unknowns                leave unknown what only AWS can tell, as the first
                            preview of the Pulumi CLI does
  --config <key>=<value>    use another config value, for this run only; may be
                            given many times, and reach into structured values:
                            --config network.cidrBlock=10.66.0.0/16
  --verbose                 show every resource, and what the pack prints
  --no-color                no colours; so does NO_COLOR=1
  --help                    show this text

Exit code: 0 when nothing mandatory is violated, 1 when something is, 2 when
usage, config, a program or the policy pack is at fault.
`;

const options = {
  stack: { type: "string" },
  json: { type: "string" },
  unknowns: { type: "boolean" },
  config: { type: "string", multiple: true },
  verbose: { type: "boolean" },
  "no-color": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Reads the command line.
 *
 * @param args the arguments behind the program's name
 * @throws PreviewError naming everything that is wrong with them
 */
export function readArguments(args: readonly string[]): Arguments {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const problems: string[] = [];
  const environments: string[] = [];
  const overrides: ConfigOverride[] = [];
  const flags = new Set<string>();
  let stack: StackName | undefined;
  let json: string | undefined;
  for (const token of tokens) {
    if (token.kind === "positional") {
      environments.push(token.value);
    } else if (token.kind === "option") {
      const { name, rawName, value, inlineValue } = token;
      if (!isOption(name)) {
        problems.push(
          `${rawName} is not an option; options are ${Object.keys(options)
            .map((key) => `--${key}`)
            .join(", ")}`,
        );
      } else if (options[name].type === "boolean") {
        if (value !== undefined) {
          problems.push(`${rawName} takes no value`);
        }
        flags.add(name);
      } else if (value === undefined || value === "" || (!inlineValue && value.startsWith("-"))) {
        problems.push(`${rawName} needs a value`);
      } else if (name === "json") {
        json = value;
      } else if (name === "stack") {
        stack = value === "account" || value === "platform" ? value : undefined;
        if (stack === undefined) {
          problems.push(`--stack is "${value}": must be account or platform`);
        }
      } else {
        const override = parseConfigOverride(value);
        if (typeof override === "string") {
          problems.push(override);
        } else {
          overrides.push(override);
        }
      }
    }
  }
  const [environment, ...more] = environments;
  if (!flags.has("help")) {
    if (environment === undefined) {
      problems.push("the environment is missing, such as dev");
    }
    if (more.length > 0) {
      problems.push(`one environment at a time: ${environments.join(", ")} are too many`);
    }
    if (problems.length > 0) {
      throw new PreviewError(
        `${problems.map((problem) => `preview: ${problem}.`).join("\n")}\nTo see how it is used: pnpm preview --help`,
      );
    }
  }
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(stack === undefined ? {} : { stack }),
    ...(json === undefined ? {} : { json }),
    unknowns: flags.has("unknowns"),
    overrides,
    verbose: flags.has("verbose"),
    color: !flags.has("no-color"),
    help: flags.has("help"),
  };
}

function isOption(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name);
}
