import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue, type Control } from "@secure-ml/controls";
import { controlsOff } from "@secure-ml/core";
import { ruleNames } from "@secure-ml/policy-pack/rules";
import { describe, expect, it } from "vitest";
import { environmentRun, shippedConfig, type SampleEnvironment } from "./environmentRun.js";

const root = join(import.meta.dirname, "..");
const controls: readonly Control[] = catalogue;
const built = controls.filter((control) => control.built);

/** Ids that the tests carry as tags, with the files that carry them. */
function taggedTests(): ReadonlyMap<string, readonly string[]> {
  const files = globSync(
    ["packages/*/src/**/*.test.ts", "policy-pack/src/**/*.test.ts", "tests/**/*.ts", "examples/**/*.test.ts"],
    {
      cwd: root,
    },
  );
  const tags = new Map<string, string[]>();
  for (const file of files) {
    const text = readFileSync(join(root, file), "utf8");
    for (const [list] of text.matchAll(
      /tags: \[[^\]]*\]|control: "[A-Z]+-\d+"|controls: \[[^\]]*\]|\brow\(\s*\[[^\]]*\]/g,
    )) {
      for (const [id] of list.matchAll(/[A-Z]{3,4}-\d{2}/g)) {
        tags.set(id, [...(tags.get(id) ?? []), file]);
      }
    }
  }
  return tags;
}

/** Controls that the config of an environment leaves off, each with its reason there. */
function controlsLeftOff(environment: SampleEnvironment): readonly string[] {
  return (["account", "platform"] as const).flatMap((stack) => {
    const values = Object.entries(shippedConfig(stack, environment)).map(
      ([key, value]) => [key.slice(key.indexOf(":") + 1), value] as const,
    );
    return controlsOff(stack, Object.fromEntries(values)).map(({ id }) => id);
  });
}

describe("every built control", () => {
  it.each(["dev", "prod"] as const)("is served by a resource of %s, and no other control is", async (environment) => {
    const { account, platform } = await environmentRun(environment);
    const served = new Set([...account.controls.values(), ...platform.controls.values()].flat());
    const off = controlsLeftOff(environment);
    expect(
      built
        .filter(({ id, noResource }) => noResource === undefined && !served.has(id as never) && !off.includes(id))
        .map(({ id }) => id),
    ).toEqual([]);
    expect([...served].filter((id) => !built.some((control) => control.id === id))).toEqual([]);
  });

  it("is judged by rules that the pack has, or says why none can", () => {
    const missing = built.flatMap(({ id, rules }) =>
      rules.filter((rule) => !ruleNames.includes(rule)).map((rule) => `${id}: ${rule}`),
    );
    expect(missing).toEqual([]);
    expect(built.filter(({ rules, noRule }) => rules.length === 0 && noRule === undefined).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it("has a component test, a mutant and, where policies enforce it, an attack case that carry its id", () => {
    const tags = taggedTests();
    const proofs = { component: /^packages\//, mutant: /^tests\/mutants\//, attack: /^tests\/attack\// };
    const missing = built.flatMap(({ id, noResource }) =>
      Object.entries(proofs)
        // What only bans something has no component to test.
        .filter(([kind]) => kind !== "component" || noResource === undefined)
        .filter(([kind]) => kind !== "attack" || attackable.includes(id))
        .filter(([, pattern]) => !(tags.get(id) ?? []).some((file) => pattern.test(file)))
        .map(([kind]) => `${id}: no ${kind} test`),
    );
    expect(missing).toEqual([]);
  });

  it("names the pages that were read for it", () => {
    expect(built.filter(({ references }) => references.length === 0).map(({ id }) => id)).toEqual([]);
  });
});

it("builds no rule for a control that is not built", () => {
  const known = new Set(["gov-exemption-valid", ...built.flatMap(({ rules }) => rules)]);
  expect(ruleNames.filter((rule) => !known.has(rule))).toEqual([]);
});

/** Built controls that policies enforce, so that calls can be tried against them. */
const attackable: readonly string[] = [
  "TRN-02",
  "TRN-07",
  "TRN-09",
  "TRN-10",
  "TRN-11",
  "DATA-02",
  "DATA-05",
  "DATA-06",
  "DATA-10",
  "GOV-01",
  "GOV-04",
  "GOV-05",
  "GOV-25",
  "GOV-40",
  "GOV-46",
  "INF-01",
  "INF-02",
  "INF-08",
  "INF-09",
  "INF-26",
  "NET-08",
  "NET-09",
  "TRN-15",
  "TRN-20",
  "TRN-21",
  "TRN-22",
  "TRN-31",
];
