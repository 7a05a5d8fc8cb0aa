import { evaluateRule, resource } from "@secure-ml/testing";
import { afterEach, describe, expect, it } from "vitest";
import { adoptSettings, noteExemptionUse } from "../../settings.js";
import { govExemptionValid as rule } from "./exemptionValid.js";

const name = "data-s3-versioned";
const bucket = resource("aws:s3/bucket:Bucket", "raw");
const other = resource("aws:s3/bucket:Bucket", "other");
const exemption = {
  rule: name,
  urn: bucket.urn,
  owner: "ml-platform",
  reason: "Being replaced.",
  expires: "2999-01-01",
  origin: "user",
};

/** What the rule says once others have found something at the given URNs. */
async function verdicts(exemptions: readonly object[], used: readonly string[], profile = "prod") {
  adoptSettings({ profile, exemptions }, [name]);
  for (const urn of used) noteExemptionUse(name, urn);
  const { diagnostics, notApplicable } = await evaluateRule(rule, [bucket, other]);
  return {
    lines: diagnostics.map(({ enforcementLevel, message }) => `${enforcementLevel} ${message}`),
    reasons: notApplicable.map(({ reason }) => reason),
  };
}

const line = (urn: string, problem: string): string =>
  `mandatory found an exemption of ${urn} from ${name} (ml-platform) that ${problem}; ` +
  "expected an exemption of a resource that exists and would violate the rule, with a date to come; " +
  "fix: remove it from the pack's config, or correct its urn or date";

describe("gov-exemption-valid", () => {
  afterEach(() => adoptSettings({}, []));

  it("passes an exemption that stands in for a violation", async () => {
    expect(await verdicts([exemption], [bucket.urn])).toEqual({ lines: [], reasons: [] });
  });

  it("violates with one that has ended, in every profile", async () => {
    const ended = { ...exemption, expires: "2020-01-01" };
    expect((await verdicts([ended], [bucket.urn], "dev")).lines).toEqual([line(bucket.urn, "ended on 2020-01-01")]);
  });

  it("violates with one of a resource that does not exist in this project", async () => {
    const missing = { ...exemption, urn: "urn:pulumi:stack::project::aws:s3/bucket:Bucket::gone" };
    const elsewhere = { ...exemption, urn: "urn:pulumi:prod::project::aws:s3/bucket:Bucket::raw" };
    expect((await verdicts([missing, elsewhere], [missing.urn, elsewhere.urn])).lines).toEqual([
      line(missing.urn, "names no resource of this stack"),
      line(elsewhere.urn, "names no resource of this stack"),
    ]);
  });

  it("violates with one that nothing needs", async () => {
    expect((await verdicts([exemption], [])).lines).toEqual([
      line(bucket.urn, "is not needed: the rule finds nothing there"),
    ]);
  });

  it("accepts one of the stack itself", async () => {
    const urn = "urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack";
    expect((await verdicts([{ ...exemption, urn }], [urn])).lines).toEqual([]);
  });

  it("leaves exemptions of other projects to their own runs", async () => {
    const foreign = { ...exemption, urn: "urn:pulumi:stack::elsewhere::aws:s3/bucket:Bucket::gone" };
    expect(await verdicts([foreign], [])).toEqual({ lines: [], reasons: ["No exemption names this project"] });
    expect((await verdicts([foreign, exemption], [])).lines).toHaveLength(1);
  });

  it("does not apply without exemptions", async () => {
    expect(await verdicts([], [])).toEqual({ lines: [], reasons: ["No exemption names this project"] });
  });
});
