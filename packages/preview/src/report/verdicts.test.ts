import { describe, expect, it } from "vitest";
import type { Answer, Diagnostic, Rule, StackAnswers } from "../policyAnswers.js";
import { verdicts, type RuleTally } from "./verdicts.js";

const rootUrn = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";
const bucket = "urn:pulumi:dev::p::aws:s3/bucket:Bucket::bucket";
const key = "urn:pulumi:dev::p::aws:kms/key:Key::key";

const onBuckets: Rule = { name: "on-buckets", enforcement: "mandatory", judges: "resource" };
const onStack: Rule = { name: "on-stack", enforcement: "advisory", judges: "stack" };
const disabled: Rule = { name: "disabled", enforcement: "disabled", judges: "resource" };

const passes: Answer = { diagnostics: [], notApplicable: [] };

function says(rule: Rule, message: string, urn?: string): Diagnostic {
  return {
    rule: rule.name,
    enforcement: message.startsWith("found") ? "mandatory" : "advisory",
    description: "",
    message,
    ...(urn === undefined ? {} : { urn }),
  };
}

function answer(...diagnostics: Diagnostic[]): Answer {
  return { diagnostics, notApplicable: [] };
}

function skips(rule: Rule, reason: string): Answer {
  return { diagnostics: [], notApplicable: [{ rule: rule.name, reason }] };
}

function stack(facts: Partial<StackAnswers>): StackAnswers {
  return { stack: "platform", rootUrn, rules: [onBuckets, onStack, disabled], resources: [], whole: passes, ...facts };
}

function counts({ passed, violated, undecided, exempted, notApplicable }: RuleTally): number[] {
  return [passed, violated, undecided, exempted, notApplicable];
}

function tally(found: ReturnType<typeof verdicts>, rule: Rule): number[] {
  const known = found.tallies.get(rule.name);
  if (known === undefined) {
    throw new Error(`no tally of ${rule.name}`);
  }
  return counts(known);
}

const exempted = "exempted: team until 2030-01-01 (user): because; found x";

describe("verdicts", () => {
  it("counts a rule that is not mentioned as passed, for each resource and once for the stack", () => {
    const found = verdicts([
      stack({
        resources: [
          { urn: bucket, answer: passes },
          { urn: key, answer: skips(onBuckets, "Policy only applies to resources of type 'aws:s3/bucket:Bucket'") },
        ],
      }),
    ]);

    expect(tally(found, onBuckets)).toEqual([1, 0, 0, 0, 1]);
    expect(tally(found, onStack)).toEqual([1, 0, 0, 0, 0]);
    expect(found.tallies.has("disabled")).toBe(false);
    expect([found.violations, found.undecided, found.exemptions]).toEqual([[], [], []]);
  });

  it("keeps reasons of a rule's own for not applying, and not the SDK's", () => {
    const found = verdicts([
      stack({
        resources: [
          { urn: bucket, answer: skips(onBuckets, "Policy only applies to the profile prod") },
          { urn: key, answer: skips(onBuckets, "Policy only applies to resources of type 'x'") },
        ],
        whole: skips(onStack, ""),
      }),
    ]);

    expect([...(found.tallies.get("on-buckets")?.notApplicableReasons ?? [])]).toEqual([
      "Policy only applies to the profile prod",
    ]);
    expect([...(found.tallies.get("on-stack")?.notApplicableReasons ?? [])]).toEqual([]);
  });

  it("counts one verdict a resource, however many remarks it comes with", () => {
    const found = verdicts([
      stack({
        resources: [
          { urn: bucket, answer: answer(says(onBuckets, "found a"), says(onBuckets, "found b")) },
          { urn: key, answer: answer(says(onBuckets, "undecided: a"), says(onBuckets, "undecided: b")) },
        ],
      }),
    ]);

    expect(tally(found, onBuckets)).toEqual([0, 1, 1, 0, 0]);
    expect(found.violations).toEqual([
      { rule: "on-buckets", enforcement: "mandatory", urn: bucket, message: "found a" },
      { rule: "on-buckets", enforcement: "mandatory", urn: bucket, message: "found b" },
    ]);
    expect(found.undecided).toEqual([
      { rule: "on-buckets", urn: key, reason: "a" },
      { rule: "on-buckets", urn: key, reason: "b" },
    ]);
  });

  it("lets an unknown value hide no violation, and an exemption no unknown value", () => {
    const found = verdicts([
      stack({
        resources: [
          { urn: bucket, answer: answer(says(onBuckets, "undecided: a"), says(onBuckets, "found b")) },
          { urn: key, answer: answer(says(onBuckets, exempted), says(onBuckets, "undecided: b")) },
        ],
      }),
    ]);

    expect(tally(found, onBuckets)).toEqual([0, 1, 1, 0, 0]);
    expect(found.undecided).toHaveLength(2);
    expect(found.exemptions).toEqual([
      { rule: "on-buckets", urn: key, owner: "team", reason: "because", expires: "2030-01-01", origin: "user" },
    ]);
  });

  it("counts an exempted resource by itself, but passes a stack rule that exempts one of many", () => {
    const found = verdicts([
      stack({
        resources: [{ urn: bucket, answer: answer(says(onBuckets, exempted)) }],
        whole: answer(says(onStack, exempted, key)),
      }),
    ]);

    expect(tally(found, onBuckets)).toEqual([0, 0, 0, 1, 0]);
    expect(tally(found, onStack)).toEqual([1, 0, 0, 0, 0]);
    expect(found.exemptions.map(({ urn }) => urn)).toEqual([bucket, key]);
    expect([...(found.tallies.get("on-stack")?.exemptionReasons ?? [])]).toEqual(["because"]);
  });

  it("blames the resource that a stack rule names, and the stack as a whole without a URN", () => {
    const found = verdicts([
      stack({
        whole: answer(says(onStack, "found a", bucket), says(onStack, "found b"), says(onStack, "undecided: c")),
      }),
    ]);

    expect(found.violations).toEqual([
      { rule: "on-stack", enforcement: "mandatory", urn: bucket, message: "found a" },
      { rule: "on-stack", enforcement: "mandatory", message: "found b" },
    ]);
    expect(found.undecided).toEqual([{ rule: "on-stack", urn: rootUrn, reason: "c" }]);
  });

  it("adds up two stacks, and keeps a rule that only one of them disables", () => {
    const off: Rule = { ...onBuckets, enforcement: "disabled" };
    const found = verdicts([
      stack({ stack: "account", rules: [off, onStack], resources: [{ urn: key, answer: passes }] }),
      stack({ resources: [{ urn: bucket, answer: passes }] }),
    ]);

    expect(found.rules).toEqual([onBuckets, onStack, disabled]);
    expect(tally(found, onBuckets)).toEqual([1, 0, 0, 0, 0]);
    expect(tally(found, onStack)).toEqual([2, 0, 0, 0, 0]);
  });
});
