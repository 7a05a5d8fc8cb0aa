import { evaluateRule, resource, unknown } from "@secure-ml/testing";
import { ruleControls, type Severity } from "@secure-ml/controls";
import { describe, expect, it } from "vitest";
import { defineResourceRule, definePackRule, defineStackRule, defineWholeStackRule } from "./defineRule.js";
import { itHonoursExemptions, reasons, reports } from "./ruleCases.fixture.js";
import type { Verdict } from "./verdict.js";

const keyType = "aws:kms/key:Key";
const aliasType = "aws:kms/alias:Alias";
const key = (name: string, inputs = {}, options = {}) => resource(keyType, name, inputs, options);

/** A resource rule under a name that the catalogue has, with a check of the test's own. */
function ruleOf(
  check: (props: Record<string, unknown>, verdict: Verdict) => void,
  {
    name = "data-kms-rotation",
    types = [keyType],
    ...scope
  }: { name?: string; types?: string[]; profile?: "prod"; stack?: "account" } = {},
) {
  return defineResourceRule({
    name,
    types,
    ...scope,
    check: ({ props }, verdict) => {
      check(props, verdict);
    },
  });
}

const problem = { property: "policy", found: "a hole", expected: "none", fix: "mend it" };
const violates = (_props: unknown, verdict: Verdict): void => {
  verdict.violation(problem);
};

describe("what people read about a rule", () => {
  it("comes from the records of its built controls", () => {
    const controls = ruleControls("data-kms-rotation").filter(({ built }) => built);
    expect(controls.map(({ id }) => id)).toEqual(expect.arrayContaining(["DATA-01", "GOV-03"]));
    const { validateResource, ...policy } = ruleOf(violates);
    expect(policy).toEqual({
      name: "data-kms-rotation",
      displayName: controls.map(({ title }) => title).join("; "),
      description: controls.map(({ requirement }) => requirement).join(" "),
      enforcementLevel: "mandatory",
      severity: "high",
      tags: expect.arrayContaining(["DATA-01", "GOV-03", "cis:3.6", "securityHub:KMS.4"]) as unknown,
      remediationSteps: controls.map(({ remediation }) => remediation).join(" "),
      url: controls[0]?.references[0]?.url,
    });
    expect(policy.tags).toHaveLength(new Set(policy.tags).size);
    expect(validateResource).toBeDefined();
  });

  it("takes the highest severity of its controls", () => {
    const severityOf = (name: string): Severity | undefined => ruleOf(violates, { name }).severity;
    // High for its buckets, critical for the archive.
    expect(severityOf("data-s3-default-cmk")).toBe("critical");
    expect(severityOf("data-s3-access-logged")).toBe("medium");
  });

  it("needs a control", () => {
    expect(() => ruleOf(violates, { name: "data-nonsense" })).toThrow(
      new Error('The rule "data-nonsense" is listed by no built control of @secure-ml/controls.'),
    );
  });

  it("lets the SDK skip other types where it judges one", () => {
    expect(ruleOf(violates).validateResource).toHaveProperty("__pulumiType", keyType);
    expect(ruleOf(violates, { types: [keyType, aliasType] }).validateResource).not.toHaveProperty("__pulumiType");
  });
});

describe("defineResourceRule", () => {
  it("reports a violation with its controls, what was found and what mends it", async () => {
    const { diagnostics } = await evaluateRule(ruleOf(violates), [key("a")]);
    const ids = ruleControls("data-kms-rotation").flatMap(({ id, built }) => (built ? [id] : []));
    expect(diagnostics.map(({ message }) => message)).toEqual([
      `[${ids.join(", ")}] found a hole; expected none; fix: mend it`,
    ]);
  });

  it("reports each property once", async () => {
    const rule = ruleOf((_props, verdict) => {
      verdict.violation(problem);
      verdict.violation({ ...problem, found: "another" });
      verdict.violation({ ...problem, property: "tags", found: "a third" });
      verdict.undecided("x");
      verdict.undecided("x");
    });
    expect(await reports(rule, [key("a")])).toEqual([
      "mandatory a: found a hole; expected none; fix: mend it",
      "mandatory a: found a third; expected none; fix: mend it",
      "advisory a: undecided: x",
    ]);
  });

  it("judges every type that it names, and no other", async () => {
    const rule = ruleOf(violates, { types: [keyType, aliasType] });
    const stack = [key("a"), resource(aliasType, "b"), resource("aws:s3/bucket:Bucket", "c")];
    expect(await reports(rule, stack)).toHaveLength(2);
    expect(await reasons(rule, stack)).toEqual([
      "Policy only applies to resources of type 'aws:kms/key:Key', 'aws:kms/alias:Alias'",
    ]);
  });

  it.each([
    ["data-kms-rotation", "prod", "mandatory"],
    ["data-kms-rotation", "dev", "mandatory"],
    ["data-s3-access-logged", "prod", "mandatory"],
    ["data-s3-access-logged", "dev", "advisory"],
  ])("%s in %s is %s", async (name, profile, level) => {
    const [line] = await reports(ruleOf(violates, { name }), [key("a")], { profile });
    expect(line).toBe(`${level} a: found a hole; expected none; fix: mend it`);
  });

  it("leaves a rule for prod out of dev", async () => {
    const rule = ruleOf(violates, { profile: "prod" });
    expect(await reports(rule, [key("a")], { profile: "prod" })).toHaveLength(1);
    expect(await reports(rule, [key("a")], { profile: "dev" })).toEqual([]);
    expect(await reasons(rule, [key("a")], { profile: "dev" })).toEqual(["Policy only applies to the profile prod"]);
  });

  it("leaves a rule for the account stack out of others", async () => {
    const rule = ruleOf(violates, { stack: "account" });
    const inAccount = key("a", {}, { project: "core" });
    expect(await reports(rule, [inAccount, key("b")], { accountProject: "core" })).toHaveLength(1);
    expect(await reasons(rule, [inAccount, key("b")], { accountProject: "core" })).toEqual([
      "Policy only applies to the account stack, project core",
    ]);
  });

  it("reports what it cannot decide as advice, and goes on", async () => {
    const rule = ruleOf((props, verdict) => {
      verdict.undecided("policy cannot be known yet");
      violates(props, verdict);
    });
    expect(await reports(rule, [key("a")])).toEqual([
      "advisory a: undecided: policy cannot be known yet",
      "mandatory a: found a hole; expected none; fix: mend it",
    ]);
  });

  it("turns an unguarded read of an unknown value into an undecided verdict", async () => {
    const rule = ruleOf((props) => (props["a"] as { b: string }).b.length);
    expect(await reports(rule, [key("a", { a: { b: unknown } })])).toEqual([
      "advisory a: undecided: a.b cannot be known yet",
    ]);
  });

  it("is mandatory when it breaks, even where it only advises", async () => {
    const rule = ruleOf(
      () => {
        throw new TypeError("x is not a function");
      },
      { name: "data-s3-access-logged" },
    );
    expect(await reports(rule, [key("a")], { profile: "dev" })).toEqual([
      "mandatory a: rule failed: x is not a function",
    ]);
  });

  it("says why it does not apply", async () => {
    const rule = ruleOf((_props, verdict) => verdict.notApplicable("It is Tuesday"));
    expect(await reports(rule, [key("a")])).toEqual([]);
    expect(await reasons(rule, [key("a")])).toEqual(["It is Tuesday"]);
  });

  itHonoursExemptions(ruleOf(violates), [key("a")]);
});

describe("Verdict.require", () => {
  const requires = (options: object) =>
    ruleOf((props, verdict) => {
      const value = "days" in props ? { state: "known" as const, value: props["days"] } : { state: "absent" as const };
      const read = props["mode"] === "unknown" ? { state: "unknown" as const, path: "days" } : value;
      const rest = { accepts: (days: unknown) => days === 7, expected: "7", fix: "set days to 7" };
      verdict.require(read, { property: "days", ...rest, ...options });
    });
  const line = (found: string): string => `mandatory a: found ${found}; expected 7; fix: set days to 7`;

  it("passes, violates, misses or waits", async () => {
    const resources = [key("a", { days: 7 }), key("a", { days: 8 }), key("a"), key("a", { mode: "unknown" })];
    expect(await reports(requires({}), resources)).toEqual([
      line("days 8"),
      line("no days"),
      "advisory a: undecided: days cannot be known yet",
    ]);
  });

  it("lets absence or an unknown value pass only when told to", async () => {
    expect(await reports(requires({ absent: "passes" }), [key("a")])).toEqual([]);
    expect(await reports(requires({ absent: "passes" }), [key("a", { days: 8 })])).toEqual([line("days 8")]);
    expect(await reports(requires({ unknown: "passes" }), [key("a", { mode: "unknown" })])).toEqual([]);
  });
});

describe("defineStackRule", () => {
  const rule = defineStackRule({
    name: "data-kms-rotation",
    types: [keyType],
    check({ name }, stack, verdict) {
      if (name === "broken") throw new Error("oh");
      if (name === "skipped") verdict.notApplicable("It is skipped");
      if (stack.ofType(aliasType).length === 0) verdict.violation(problem);
    },
  });

  it("judges each resource by itself, whatever befalls another", async () => {
    expect(await reports(rule, [key("a"), key("broken"), key("skipped"), key("b")])).toEqual([
      "mandatory a: found a hole; expected none; fix: mend it",
      "mandatory broken: rule failed: oh",
      "mandatory b: found a hole; expected none; fix: mend it",
    ]);
  });

  it("sees the other resources", async () => {
    expect(await reports(rule, [key("a"), resource(aliasType, "alias")])).toEqual([]);
  });

  it("does not apply when there is nothing to judge, or nothing left", async () => {
    expect(await reasons(rule, [resource(aliasType, "alias")])).toEqual([
      "The stack has no resource of type aws:kms/key:Key",
    ]);
    expect(await reasons(rule, [key("skipped")])).toEqual(["It is skipped"]);
    expect(await reasons(rule, [key("skipped"), key("a")])).toEqual([]);
  });

  it("keeps to its profile and stack", async () => {
    const inProd = defineStackRule({
      name: "data-kms-rotation",
      types: [keyType],
      profile: "prod",
      check: (_key, _stack, verdict) => {
        verdict.violation(problem);
      },
    });
    expect(await reports(inProd, [key("a")])).toHaveLength(1);
    expect(await reasons(inProd, [key("a")], { profile: "dev" })).toEqual(["Policy only applies to the profile prod"]);
  });

  itHonoursExemptions(rule, [key("a"), key("b")]);
});

describe("defineWholeStackRule", () => {
  const rule = defineWholeStackRule({
    name: "data-kms-rotation",
    stack: "account",
    check(stack, verdict) {
      if (stack.ofType(keyType).length === 0) verdict.violation(problem);
    },
  });
  const alias = resource(aliasType, "alias", {}, { project: "secure-ml-account", stack: "dev" });

  it("blames the stack", async () => {
    expect(await reports(rule, [alias])).toEqual([
      "mandatory secure-ml-account-dev: found a hole; expected none; fix: mend it",
    ]);
    expect(await reports(rule, [alias, key("a", {}, { project: "secure-ml-account", stack: "dev" })])).toEqual([]);
  });

  it("does not apply to other stacks", async () => {
    expect(await reasons(rule, [resource(aliasType, "alias")])).toEqual([
      "Policy only applies to the account stack, project secure-ml-account",
    ]);
  });
});

describe("definePackRule", () => {
  it("is mandatory in every profile and speaks for no control", async () => {
    const rule = definePackRule({
      name: "gov-exemption-valid",
      title: "t",
      requirement: "r",
      remediation: "m",
      check: (_stack, verdict) => {
        verdict.violation(problem);
      },
    });
    expect(await reports(rule, [key("a")], { profile: "dev" })).toEqual([
      "mandatory project-stack: found a hole; expected none; fix: mend it",
    ]);
  });
});
