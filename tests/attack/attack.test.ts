import { catalogue, type Control } from "@secure-ml/controls";
import { describe, expect, it } from "vitest";
import { attackTable, expectedIn } from "./attackTable.js";
import { attempts, judge, type Call } from "./judge.js";

// Not proven here: that AWS sends the condition keys that the table says it sends. See README.md.

const tables = { dev: await attackTable("dev"), prod: await attackTable("prod") };
const controls = catalogue as readonly Control[];

describe.each(["dev", "prod"] as const)("attacks on %s", (environment) => {
  const { estate, cases } = tables[environment];

  for (const attack of cases) {
    const expected = expectedIn(attack, environment);
    it(`${expected}: ${attack.name}`, { tags: [...attack.controls], timeout: 30_000 }, async () => {
      const wrong: string[] = [];
      for (const calls of attempts(attack, estate)) {
        if ((await judge(calls, estate.policies)).verdict !== expected) wrong.push(describeAttempt(calls));
      }
      expect(wrong, `not ${expected}`).toEqual([]);
    });
  }

  it("has more refusals than grants, and no row twice", () => {
    const verdicts = cases.map((attack) => expectedIn(attack, environment));
    const grants = verdicts.filter((verdict) => verdict === "allowed").length;
    expect(cases.length - grants).toBeGreaterThan(grants);
    expect(cases.length).toBeGreaterThanOrEqual(80);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it("cites built controls, and techniques that the catalogue knows", () => {
    const built = new Set(controls.filter((control) => control.built).map(({ id }) => id));
    const techniques = new Set(controls.flatMap(({ frameworks }) => frameworks.mitreAtlas ?? []));
    expect(cases.flatMap((attack) => attack.controls).filter((id) => !built.has(id))).toEqual([]);
    expect(cases.flatMap(({ atlas }) => (atlas === undefined || techniques.has(atlas) ? [] : [atlas]))).toEqual([]);
  });

  it("concedes only what a control closes that is not built yet, or AWS leaves no choice about", () => {
    const built = new Set<string>(controls.filter((control) => control.built).map(({ id }) => id));
    for (const { name, conceded, expected } of cases) {
      if (conceded === undefined) continue;
      expect(expected, name).toBe("allowed");
      expect(built.has(conceded.until ?? ""), `${name}: refuse it now that ${conceded.until} is built`).toBe(false);
    }
    expect(cases.filter(({ conceded }) => conceded !== undefined)).toHaveLength(3);
  });
});

function describeAttempt(calls: readonly Call[]): string {
  const [first] = calls;
  return `${first?.principal.label}: ${calls.map(({ request }) => `${request.action} on ${request.resource}`).join(", then ")}`;
}
