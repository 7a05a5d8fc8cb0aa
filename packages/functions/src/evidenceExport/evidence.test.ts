import { describe, expect, it } from "vitest";
import { buildEvidence, isGenuineEvidence, maxListedFindings, type EvidenceInput } from "./evidence.js";

const input: EvidenceInput = {
  sourceVersion: "0123abc",
  time: Date.parse("2026-11-24T06:00:00Z"),
  from: Date.parse("2026-11-23T01:00:00Z"),
  to: Date.parse("2026-11-24T03:00:00Z"),
  accountId: "111122223333",
  trailName: "acme-account-trail",
  trailHomeRegion: "eu-central-1",
  archiveBucket: "acme-account-audit-logs",
  complete: true,
  regions: [],
  findings: [],
};
const finding = { kind: "missingLogFile", region: "eu-central-1", key: "b", reason: "gone" } as const;

describe("buildEvidence", () => {
  it("gives an incomplete run a key of its own, whatever it found", () => {
    expect(buildEvidence(input)).toMatchObject({
      status: "valid",
      key: "trail-integrity/acme-account-trail/2026/11/24/20261124T060000Z.json",
    });
    expect(buildEvidence({ ...input, findings: [finding] })).toMatchObject({
      status: "failed",
      key: "trail-integrity/acme-account-trail/2026/11/24/20261124T060000Z.json",
    });
    expect(buildEvidence({ ...input, findings: [finding], complete: false })).toMatchObject({
      status: "incomplete",
      key: "trail-integrity/acme-account-trail/2026/11/24/20261124T060000Z.incomplete.json",
    });
  });

  it("does not depend on the order in which findings came in", () => {
    const findings = [finding, { ...finding, key: "a" }, { ...finding, region: "af-south-1" }];
    const { text } = buildEvidence({ ...input, findings });
    expect(buildEvidence({ ...input, findings: findings.toReversed() }).text).toBe(text);
    expect((JSON.parse(text) as { findings: unknown }).findings).toEqual([findings[2], findings[1], findings[0]]);
  });

  it("lists a bounded number of findings and counts all", () => {
    const findings = Array.from({ length: maxListedFindings + 5 }, (_, number) => ({
      ...finding,
      key: String(number),
    }));
    const document = JSON.parse(buildEvidence({ ...input, findings }).text) as Record<string, unknown>;
    expect(document["findings"]).toHaveLength(1000);
    expect(document).toMatchObject({ findingsNotListed: 5, counts: { findings: 1005 } });
  });
});

describe("isGenuineEvidence", () => {
  const { text } = buildEvidence({ ...input, findings: [finding] });

  it("accepts what was written and nothing that was changed", () => {
    expect(isGenuineEvidence(text)).toBe(true);
    expect(isGenuineEvidence(text.replace('"failed"', '"valid"'))).toBe(false);
    expect(isGenuineEvidence(text.replace(/.{3}"\}$/, '000"}'))).toBe(false);
    expect(isGenuineEvidence(`${text}\n`)).toBe(false);
    expect(isGenuineEvidence("{}")).toBe(false);
  });
});
