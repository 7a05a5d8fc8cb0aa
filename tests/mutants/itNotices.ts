import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packArgs } from "@secure-ml/policy-pack/pack";
import { evaluatePack, type RecordedResource, type RuleDiagnostic } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun, type SampleEnvironment } from "../environmentRun.js";
import type { Mutant } from "./mutant.js";

function packConfig(environment: SampleEnvironment): Record<string, Record<string, unknown>> {
  const file = join(import.meta.dirname, `../../policy-pack/config/${environment}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, unknown>>;
}

/**
 * What the pack says about a stack.
 *
 * @param before resources about which the rules that judge one resource have been asked already. They are asked only
 *   about what a change made or touched, and about what the config exempts, since an exemption that nothing needs is
 *   a violation
 */
export async function diagnosticsOf(
  environment: SampleEnvironment,
  resources: readonly RecordedResource[],
  before: readonly RecordedResource[] = [],
  settings: Mutant["settings"] = {},
): Promise<readonly RuleDiagnostic[]> {
  const config = packConfig(environment);
  const all = { ...config["secure-ml-settings"], ...settings };
  config["secure-ml-settings"] = all;
  const exempted = new Set((all["exemptions"] as { urn: string }[]).map(({ urn }) => urn));
  const known = new Set(before);
  const { diagnostics } = await evaluatePack(packArgs.policies, resources, {
    config,
    asked: (resource) => !known.has(resource) || exempted.has(resource.urn),
  });
  // What the config accepts, with owner and date, is in every report and is no news here.
  return diagnostics.filter(({ message }) => !message.startsWith("exempted:"));
}

/** Tests that of the pack's rules exactly those speak that a mutant of the prod stacks names. */
export function itNotices(mutants: readonly Mutant[]): void {
  describe("with one control lost", () => {
    for (const { control, change, stack, mutation, rules, settings } of mutants) {
      it(`${control}: ${change}`, { tags: [control] }, async () => {
        const { resources } = (await environmentRun("prod"))[stack];
        // Under other settings the rules have to look at everything again.
        const before = settings === undefined ? resources : [];
        const diagnostics = await diagnosticsOf("prod", mutation(resources), before, settings);
        const spoke = diagnostics.map(({ policyName }) => policyName);
        expect([...new Set(spoke)].sort()).toEqual([...rules].sort());
      });
    }
  });
}

/** Tests the same of a stack of which nothing exists yet: the rules cannot decide, and say so. */
export function itNoticesBeforeCreation(mutants: readonly Mutant[]): void {
  describe("with one control lost before anything exists", () => {
    for (const { control, change, stack, mutation, rules } of mutants) {
      it(`${control}: ${change}`, { tags: [control] }, async () => {
        const { resources } = (await environmentRun("prod", { unknowns: true }))[stack];
        const spokeBefore = new Set(
          (await diagnosticsOf("prod", resources)).map(({ message, urn }) => `${message} ${urn ?? ""}`),
        );
        const news = (await diagnosticsOf("prod", mutation(resources), resources)).filter(
          ({ message, urn }) => !spokeBefore.has(`${message} ${urn ?? ""}`),
        );
        expect([...new Set(news.map(({ policyName }) => policyName))].sort()).toEqual([...rules].sort());
        expect(news.filter(({ message }) => !message.startsWith("undecided:"))).toEqual([]);
      });
    }
  });
}
