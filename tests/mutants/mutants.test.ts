import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue, type Control } from "@secure-ml/controls";
import { packArgs } from "@secure-ml/policy-pack/pack";
import { evaluatePack, type RecordedResource, type RuleDiagnostic } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun, type SampleEnvironment } from "../environmentRun.js";
import { mutants, unknownMutants } from "./mutants.js";

function packConfig(environment: SampleEnvironment): Record<string, Record<string, unknown>> {
  const file = join(import.meta.dirname, `../../policy-pack/config/${environment}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, unknown>>;
}

async function diagnosticsOf(
  environment: SampleEnvironment,
  resources: readonly RecordedResource[],
  settings: Readonly<Record<string, unknown>> = {},
): Promise<readonly RuleDiagnostic[]> {
  const config = packConfig(environment);
  config["secure-ml-settings"] = { ...config["secure-ml-settings"], ...settings };
  const { diagnostics } = await evaluatePack(packArgs.policies, resources, { config });
  // What the config accepts, with owner and date, is in every report and is no news here.
  return diagnostics.filter(({ message }) => !message.startsWith("exempted:"));
}

describe.each(["dev", "prod"] as const)("the stacks of %s as they are", (environment) => {
  it.each(["account", "platform"] as const)("give no rule anything to say: %s", async (stack) => {
    const { resources } = (await environmentRun(environment))[stack];
    expect(await diagnosticsOf(environment, resources)).toEqual([]);
  });
});

describe("with one control lost", () => {
  for (const { control, change, stack, mutation, rules, settings } of mutants) {
    it(`${control}: ${change}`, { tags: [control] }, async () => {
      const { resources } = (await environmentRun("prod"))[stack];
      const spoke = (await diagnosticsOf("prod", mutation(resources), settings)).map(({ policyName }) => policyName);
      expect([...new Set(spoke)].sort()).toEqual([...rules].sort());
    });
  }
});

describe("with one control lost before anything exists", () => {
  for (const { control, change, stack, mutation, rules } of unknownMutants) {
    it(`${control}: ${change}`, { tags: [control] }, async () => {
      const { resources } = (await environmentRun("prod", { unknowns: true }))[stack];
      const spokeBefore = new Set(
        (await diagnosticsOf("prod", resources)).map(({ message, urn }) => `${message} ${urn ?? ""}`),
      );
      const news = (await diagnosticsOf("prod", mutation(resources))).filter(
        ({ message, urn }) => !spokeBefore.has(`${message} ${urn ?? ""}`),
      );
      expect([...new Set(news.map(({ policyName }) => policyName))].sort()).toEqual([...rules].sort());
      expect(news.filter(({ message }) => !message.startsWith("undecided:"))).toEqual([]);
    });
  }
});

it("loses every built control at least once, and makes every rule speak", () => {
  const built = (catalogue as readonly Control[]).filter((control) => control.built);
  const lost = new Set<string>(mutants.map(({ control }) => control));
  expect(built.map(({ id }) => id).filter((id) => !lost.has(id))).toEqual([]);
  const speaking = new Set([...mutants, ...unknownMutants].flatMap(({ rules }) => rules));
  expect([...new Set(built.flatMap(({ rules }) => rules))].filter((rule) => !speaking.has(rule))).toEqual([]);
});
