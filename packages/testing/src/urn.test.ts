import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { buildUrn, parseUrn } from "./urn.js";

const root = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

describe("buildUrn", () => {
  it("leaves the root stack's type out", () => {
    expect(buildUrn("dev", "shop", root, "aws:kms/key:Key", "k")).toBe("urn:pulumi:dev::shop::aws:kms/key:Key::k");
    expect(buildUrn("dev", "shop", undefined, "aws:kms/key:Key", "k")).toBe("urn:pulumi:dev::shop::aws:kms/key:Key::k");
  });

  it("keeps the types of all ancestors", () => {
    const outer = buildUrn("dev", "shop", root, "a:b:Outer", "o");
    const inner = buildUrn("dev", "shop", outer, "a:b:Inner", "i");
    expect(buildUrn("dev", "shop", inner, "aws:kms/key:Key", "k")).toBe(
      "urn:pulumi:dev::shop::a:b:Outer$a:b:Inner$aws:kms/key:Key::k",
    );
  });
});

describe("parseUrn", () => {
  it("finds the parts again, whatever the name contains", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const parent = buildUrn("dev", "shop", root, "a:b:Outer", "o");
        expect(parseUrn(buildUrn("dev", "shop", parent, "a:b:Inner", name))).toEqual({
          stack: "dev",
          project: "shop",
          qualifiedType: "a:b:Outer$a:b:Inner",
          type: "a:b:Inner",
          name,
        });
      }),
    );
  });

  it("refuses what is not a URN", () => {
    expect(() => parseUrn("arn:aws:s3:::b")).toThrow(
      '"arn:aws:s3:::b" is not a Pulumi URN: expected urn:pulumi:<stack>::<project>::<type>::<name>',
    );
  });
});
