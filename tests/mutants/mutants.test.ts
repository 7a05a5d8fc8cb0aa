import { catalogue, type Control } from "@secure-ml/controls";
import { describe, expect, it } from "vitest";
import { environmentRun } from "../environmentRun.js";
import { diagnosticsOf } from "./itNotices.js";
import { mutants, unknownMutants } from "./mutants.js";

describe.each(["dev", "prod"] as const)("the stacks of %s as they are", (environment) => {
  it.each(["account", "platform"] as const)("give no rule anything to say: %s", async (stack) => {
    const { resources } = (await environmentRun(environment))[stack];
    expect(await diagnosticsOf(environment, resources)).toEqual([]);
  });
});

it("loses every built control at least once, and makes every rule speak", () => {
  const built = (catalogue as readonly Control[]).filter((control) => control.built);
  const lost = new Set<string>(mutants.map(({ control }) => control));
  expect(built.map(({ id }) => id).filter((id) => !lost.has(id))).toEqual([]);
  const speaking = new Set([...mutants, ...unknownMutants].flatMap(({ rules }) => rules));
  expect([...new Set(built.flatMap(({ rules }) => rules))].filter((rule) => !speaking.has(rule))).toEqual([]);
});
