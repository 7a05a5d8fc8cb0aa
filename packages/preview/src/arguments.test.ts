import { describe, expect, it } from "vitest";
import { readArguments, usage } from "./arguments.js";

const defaults = { unknowns: false, overrides: [], verbose: false, color: true, help: false };

function problems(...args: string[]): string {
  try {
    readArguments(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

describe("readArguments", () => {
  it("needs no more than an environment", () => {
    expect(readArguments(["dev"])).toEqual({ ...defaults, environment: "dev" });
  });

  it("reads every option, wherever it stands", () => {
    const args = ["--stack=platform", "--json", "out.json", "--unknowns", "dev", "--config", "owner=me"];

    expect(readArguments([...args, "--config=network.cidrBlock=10.0.0.0/16", "--verbose", "--no-color"])).toEqual({
      environment: "dev",
      stack: "platform",
      json: "out.json",
      unknowns: true,
      overrides: [
        { key: "owner", path: [], value: "me" },
        { key: "network", path: ["cidrBlock"], value: "10.0.0.0/16" },
      ],
      verbose: true,
      color: false,
      help: false,
    });
  });

  it.each([["--help"], ["-h"]])("helps without an environment: %s", (flag) => {
    expect(readArguments([flag, "--nonsense"])).toEqual({ ...defaults, help: true });
  });

  it("names everything that is wrong at once", () => {
    const args = ["dev", "prod", "--stack", "network", "--html", "--unknowns=yes", "--config", "a", "--json"];

    expect(problems(...args)).toBe(
      [
        `preview: --stack is "network": must be account or platform.`,
        `preview: --html is not an option; options are --stack, --json, --unknowns, --config, --verbose, --no-color, --help.`,
        `preview: --unknowns takes no value.`,
        `preview: --config "a" must be key=value, such as network.cidrBlock=10.66.0.0/16.`,
        `preview: --json needs a value.`,
        `preview: one environment at a time: dev, prod are too many.`,
        `To see how it is used: pnpm preview --help`,
      ].join("\n"),
    );
  });

  it("says that the environment is missing", () => {
    expect(problems("--unknowns")).toBe(
      "preview: the environment is missing, such as dev.\nTo see how it is used: pnpm preview --help",
    );
  });

  it.each(["--json", "--stack", "--config"])("does not take the next option for the value of %s", (option) => {
    expect(problems("dev", option, "--unknowns")).toContain(`preview: ${option} needs a value.`);
    expect(problems("dev", `${option}=`)).toContain(`preview: ${option} needs a value.`);
    expect(problems("dev", option)).toContain(`preview: ${option} needs a value.`);
  });
});

describe("usage", () => {
  it("fits 80 columns", () => {
    expect(usage.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
