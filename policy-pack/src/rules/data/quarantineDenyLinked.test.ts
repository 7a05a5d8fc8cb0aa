import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { changed, document, quarantineStatements } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket, companion } from "../../s3.fixture.js";
import { dataQuarantineDenyLinked as rule } from "./quarantineDenyLinked.js";

const raw = bucket("raw", "raw");
const policyOf = (of: typeof raw, policy: unknown, options = {}) =>
  companion(awsType.bucketPolicy, of, { policy }, { name: "policy", ...options });
const open = policyOf(raw, document([]));
const undecided =
  "advisory raw: undecided: policy of policy cannot be known yet and depends on no VPC, VPC endpoint or key";

describe("data-quarantine-deny-linked", { tags: ["DATA-26"] }, () => {
  it("passes a bucket whose policy keeps marked objects out of reach", async () => {
    expect(await reports(rule, [raw, policyOf(raw, document(quarantineStatements()))])).toEqual([]);
  });

  it.each(["raw", "curated", "quarantine", "features", "artifacts", "capture", "labels", "scratch"])(
    "violates when the policy of a bucket of zone %s says nothing of marked objects",
    async (zone) => {
      const lines = await reports(rule, [bucket("raw", zone), open]);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(
        /^mandatory raw: found the policy policy, which leaves objects within reach that a finding has marked; expected a Deny of s3:GetObject/,
      );
      expect(lines[0]).toContain(
        "fix: put the statements DenyQuarantined, DenyQuarantineRelease, DenyQuarantineForgery into policy",
      );
    },
  );

  it("names only what is missing", async () => {
    const policy = policyOf(raw, document(changed(quarantineStatements(), "DenyQuarantineRelease", undefined)));
    const [line] = await reports(rule, [raw, policy]);
    expect(line).toContain("fix: put the statements DenyQuarantineRelease into policy");
  });

  it("leaves an unknown policy to the resource rule when it depends on a network, a key or another stack", async () => {
    const sources = [awsType.vpcEndpoint, awsType.vpc, awsType.key, stackReferenceType];
    for (const type of sources) {
      const source = resource(type, "source");
      const policy = policyOf(raw, unknown, { propertyDependencies: { policy: [source] } });
      expect(await reports(rule, [raw, source, policy])).toEqual([]);
    }
  });

  it("cannot decide an unknown policy that depends on nothing", async () => {
    expect(await reports(rule, [raw, policyOf(raw, unknown)])).toEqual([undecided]);
  });

  it("leaves a bucket without policy to others", async () => {
    expect(await reports(rule, [raw])).toEqual([]);
  });

  it.each(["audit-logs", "evidence", "findings", "code"])("does not apply to the account's zone %s", async (zone) => {
    const records = bucket("raw", zone);
    expect(await reports(rule, [records, open])).toEqual([]);
    expect(await reasons(rule, [records, open])).toEqual(["The bucket holds records of the account, and no data"]);
  });

  it("does not apply to the bucket that takes access logs", async () => {
    expect(await reasons(rule, [bucket("logs", "access-logs")])).toEqual(["The bucket takes access logs"]);
  });

  it("cannot decide while the zone is unknown", async () => {
    expect(await reports(rule, [bucket("late", unknown)])).toEqual([
      "advisory late: undecided: tag data-zone cannot be known yet",
    ]);
  });

  itHonoursExemptions(rule, [raw, open]);
});
