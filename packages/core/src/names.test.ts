import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { keyAlias, logGroupName, metricNamespace, NameError, physicalName, rolePath, type NameKind } from "./names.js";

describe("physicalName", () => {
  it.each([
    ["bucket", "audit-logs", "acme-dev-audit-logs-111111111111-eu-central-1"],
    ["role", "flow-logs", "acme-dev-flow-logs"],
    ["policy", "boundary", "acme-dev-boundary"],
    ["function", "evidence-export", "acme-dev-evidence-export"],
    ["eventRule", "evidence-export", "acme-dev-evidence-export"],
    ["trail", "trail", "acme-dev-trail"],
    ["topic", "alerts", "acme-dev-alerts"],
    ["repository", "training", "acme-dev-training"],
    ["table", "feature-index", "acme-dev-feature-index"],
    ["database", "sources", "acme-dev-sources"],
    ["secret", "intake-token", "acme-dev-intake-token"],
    ["modelPackageGroup", "churn", "acme-dev-churn"],
  ] as const)("names a %s for %s %s", (kind, purpose, name) => {
    expect(physicalName(environment, kind, purpose)).toBe(name);
  });

  it.each([
    ["bucket", 63, "acme-dev-".length + "-111111111111-eu-central-1".length],
    ["role", 64, "acme-dev-".length],
    ["policy", 128, "acme-dev-".length],
    ["function", 64, "acme-dev-".length],
    ["eventRule", 64, "acme-dev-".length],
    ["trail", 128, "acme-dev-".length],
    ["topic", 256, "acme-dev-".length],
    ["repository", 256, "acme-dev-".length],
    ["table", 255, "acme-dev-".length],
    ["database", 63, "acme-dev-".length],
    ["secret", 505, "acme-dev-".length],
    ["modelPackageGroup", 63, "acme-dev-".length],
  ] as const)("takes a %s name of %i characters and no more", (kind, maximum, fixed) => {
    const longest = "x".repeat(maximum - fixed);
    expect(physicalName(environment, kind, longest)).toHaveLength(maximum);
    expect(() => physicalName(environment, kind, `${longest}x`)).toThrow(NameError);
  });

  it.each([
    ["bucket", "Audit"],
    ["bucket", "audit_logs"],
    ["role", "flow logs"],
    ["policy", "a/b"],
    ["function", "a.b"],
    ["repository", "A"],
    ["table", "a/b"],
    ["database", "a--b"],
    ["secret", "a b"],
    ["modelPackageGroup", "a_b"],
    ["repository", "a__-b"],
    ["repository", "a//b"],
    ["eventRule", "a:b"],
    ["trail", "ends-"],
    ["topic", "a.fifo"],
  ] as const)("refuses a %s for %s", (kind, purpose) => {
    expect(() => physicalName(environment, kind, purpose)).toThrow(NameError);
  });

  it("says what is wrong, what is allowed and what to change", () => {
    const purpose = "a-purpose-that-says-far-too-much";
    let error: unknown;
    try {
      physicalName({ ...environment, project: "acmeml", name: "staging" }, "bucket", purpose);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(NameError);
    expect(error).toMatchObject({
      name: "NameError",
      kind: "bucket",
      value: "acmeml-staging-a-purpose-that-says-far-too-much-111111111111-eu-central-1",
      message:
        'The bucket name "acmeml-staging-a-purpose-that-says-far-too-much-111111111111-eu-central-1" (73 characters) ' +
        "is not allowed: AWS takes 3 to 63 lower-case letters, digits and hyphens. " +
        `Shorten "project" or the environment's name in the stack's config.`,
    });
  });

  it("takes the longest project and environment that the config allows for every kind", () => {
    const kinds: NameKind[] = ["role", "policy", "function", "eventRule", "trail", "topic"];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.stringMatching(/^[a-z][a-z0-9-]{0,28}[a-z0-9]$/), (kind, purpose) => {
        const longest = { ...environment, project: "abcdefghijkl", name: "abcdefgh" };
        expect(physicalName(longest, kind, purpose)).toBe(`abcdefghijkl-abcdefgh-${purpose}`);
      }),
    );
  });
});

describe("the other names", () => {
  it("start with project and environment", () => {
    expect(rolePath(environment)).toBe("/acme/dev/");
    expect(keyAlias(environment, "lake")).toBe("alias/acme-dev-lake");
    expect(logGroupName(environment, "network", "training-flow-logs")).toBe("/acme/dev/network/training-flow-logs");
    expect(metricNamespace(environment)).toBe("acme/dev");
  });
});
