import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { ruleControls } from "@secure-ml/controls";
import { evaluateRule, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { adoptSettings } from "./settings.js";

/** A rule of the pack. */
export type Rule = ResourceValidationPolicy | StackValidationPolicy;

/** The pack's settings, in the form of the config file. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * What a rule says, through the SDK's own machinery.
 *
 * @param settings as in the config file; by default there are none, which means prod
 * @returns one line for each diagnostic: its level, the name of the resource, its message without the control ids, which
 *   the controls' records decide and no rule: defineRule.test.ts shows that they are there
 */
export async function reports(
  rule: Rule,
  resources: readonly RecordedResource[],
  settings: Settings = {},
): Promise<string[]> {
  const { diagnostics } = await evaluate(rule, resources, settings);
  return diagnostics.map(({ enforcementLevel, urn = "", message }) => {
    return `${enforcementLevel} ${urn.slice(urn.lastIndexOf("::") + 2)}: ${message.replace(controlIds(rule), "")}`;
  });
}

/** How a message begins, or goes on after an exemption: with the controls that cite the rule. */
function controlIds(rule: Rule): string {
  const ids = ruleControls(rule.name).filter(({ built }) => built);
  return `[${ids.map(({ id }) => id).join(", ")}] `;
}

/** Why a rule says nothing, for each time that it does. */
export async function reasons(
  rule: Rule,
  resources: readonly RecordedResource[],
  settings: Settings = {},
): Promise<string[]> {
  const { notApplicable } = await evaluate(rule, resources, settings);
  return notApplicable.map(({ reason }) => reason);
}

function evaluate(rule: Rule, resources: readonly RecordedResource[], settings: Settings) {
  // First other settings, so that what the last test exempted is forgotten.
  adoptSettings({}, []);
  const problems = adoptSettings(settings, [rule.name]);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return evaluateRule(rule, resources);
}

/**
 * Tests what every rule owes: an exemption of the resource turns each of its violations into advice, until its day.
 *
 * @param violating a stack in which the rule finds a violation at its first resource
 */
export function itHonoursExemptions(rule: Rule, violating: readonly RecordedResource[], settings: Settings = {}): void {
  describe("exempted", () => {
    const urn = violating[0]?.urn ?? "";
    const exemption = { rule: rule.name, urn, owner: "ml-platform", reason: "Being replaced.", origin: "user" };
    const about = (line: string): boolean => line.split(" ")[1] === `${urn.slice(urn.lastIndexOf("::") + 2)}:`;

    it("advises, with owner, day, origin and reason", async () => {
      const plain = (await reports(rule, violating, settings)).filter(about);
      expect(plain).not.toEqual([]);
      const exempted = { ...settings, exemptions: [{ ...exemption, expires: "2999-01-01" }] };
      expect((await reports(rule, violating, exempted)).filter(about)).toEqual(
        plain.map((line) =>
          line.replace(
            /^(mandatory|advisory) (\S+): /,
            "advisory $2: exempted: ml-platform until 2999-01-01 (user): Being replaced.; ",
          ),
        ),
      );
    });

    it("violates again from the day on which the exemption ends", async () => {
      const plain = (await reports(rule, violating, settings)).filter(about);
      const day = new Date().toISOString().slice(0, 10);
      const ended = { ...settings, exemptions: [{ ...exemption, expires: day }] };
      expect((await reports(rule, violating, ended)).filter(about)).toEqual(
        plain.map((line) => `${line}; its exemption ended on ${day}`),
      );
    });

    it("exempts no other resource", async () => {
      const plain = await reports(rule, violating, settings);
      const other = { ...settings, exemptions: [{ ...exemption, urn: `${urn}-other`, expires: "2999-01-01" }] };
      expect(await reports(rule, violating, other)).toEqual(plain);
    });
  });
}
