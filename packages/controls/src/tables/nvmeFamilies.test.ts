import { describe, expect, it } from "vitest";
import { hasLocalNvme, nvmeFamilies } from "./nvmeFamilies.js";

describe("hasLocalNvme", () => {
  it.each(["ml.g5.xlarge", "g5.xlarge", "ml.p4d.24xlarge", "ml.p6-b200.48xlarge", "ml.trn1n.32xlarge", "ml.m5d.large"])(
    "holds for %s",
    (instanceType) => {
      expect(hasLocalNvme(instanceType)).toBe(true);
    },
  );

  it.each([
    "ml.m5.large",
    "ml.m5dn.large",
    "ml.g5g.xlarge",
    "ml.p6.48xlarge",
    "ml.p3.2xlarge",
    "ml.inf2.xlarge",
    "g5",
    "ml.g5",
    "",
  ])("does not hold for %j", (instanceType) => {
    expect(hasLocalNvme(instanceType)).toBe(false);
  });

  it("knows thirty families, none twice", () => {
    expect(new Set(nvmeFamilies).size).toBe(30);
    expect(nvmeFamilies).toHaveLength(30);
  });
});
