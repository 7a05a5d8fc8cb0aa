import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { remark } from "./remark.js";

function diagnostic(message: string) {
  return { rule: "data-x", enforcement: "mandatory", description: "What is demanded.", message } as const;
}

describe("remark", () => {
  it("takes an unmarked message for a violation, without the description in front", () => {
    expect(remark(diagnostic("What is demanded.\nfound nothing"))).toEqual({
      kind: "violated",
      message: "found nothing",
    });
    expect(remark(diagnostic("found nothing"))).toEqual({ kind: "violated", message: "found nothing" });
  });

  it("keeps the description when there is nothing else", () => {
    expect(remark(diagnostic("What is demanded."))).toEqual({ kind: "violated", message: "What is demanded." });
  });

  it("reads an undecided verdict", () => {
    const undecided = { kind: "undecided", reason: "kmsKeyId cannot be known yet" };

    expect(remark(diagnostic("undecided: kmsKeyId cannot be known yet"))).toEqual(undecided);
    expect(remark(diagnostic("What is demanded.\nundecided: kmsKeyId cannot be known yet"))).toEqual(undecided);
  });

  it("takes a rule that the SDK has stopped for undecided", () => {
    const message =
      "can't run policy 'data-x' from policy pack 'secure-ml@v0.1.0' during preview: string value at .a.b can't be known during preview";

    expect(remark(diagnostic(message))).toEqual({
      kind: "undecided",
      reason: "the rule read an unknown value unguarded: string value at .a.b can't be known during preview",
    });
  });

  it("reads an exemption, with and without the violation that it stands in for", () => {
    const exemption = { owner: "ml-platform", reason: "logs; itself: no", expires: "2027-01-31", origin: "blueprint" };
    const start = "exempted: ml-platform until 2027-01-31 (blueprint): logs; itself: no";

    expect(remark(diagnostic(start))).toEqual({ kind: "exempted", exemption });
    for (const rest of [
      "[DATA-04, DATA-05] found no key; expected a key; fix: add one",
      "found no key; expected a key",
    ]) {
      expect(remark(diagnostic(`${start}; ${rest}`))).toEqual({ kind: "exempted", exemption });
    }
  });

  it.each([
    "exempted: ml-platform (blueprint): reason",
    "exempted: ml-platform until 2027-1-31 (blueprint): reason",
    "exempted: ml-platform until 2027-01-31 (nobody): reason",
    "exempted:",
    "Exempted: ml-platform until 2027-01-31 (user): reason",
  ])("lets nothing pass by a mark that cannot be read: %s", (message) => {
    expect(remark(diagnostic(message))).toEqual({ kind: "violated", message });
  });

  it("reads back whatever an exemption says", () => {
    const word = fc.string({ minLength: 1 }).filter((text) => !/[\n();]|until/.test(text) && text.trim() === text);
    fc.assert(
      fc.property(word, word, fc.constantFrom("blueprint", "user"), (owner, reason, origin) => {
        const message = `exempted: ${owner} until 2027-01-31 (${origin}): ${reason}; [GOV-01] found x; expected y; fix: z`;
        expect(remark(diagnostic(message))).toEqual({
          kind: "exempted",
          exemption: { owner, reason, expires: "2027-01-31", origin },
        });
      }),
    );
  });
});
