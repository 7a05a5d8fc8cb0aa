import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { unknown } from "./programRun.js";
import {
  outputTag,
  referenceTag,
  secretTag,
  tagKey,
  containsSecret,
  containsUnknown,
  isSecretValue,
  plain,
  secretValue,
  unknownValue,
  withoutReferences,
} from "./wire.js";

const reference = (id: string) => ({
  [pulumi.runtime.specialSigKey]: pulumi.runtime.specialResourceSig,
  urn: "urn:pulumi:dev::shop::aws:kms/key:Key::k",
  id,
});

it("spells the constants of the protocol as the SDK does", () => {
  const { specialSigKey, specialSecretSig, specialResourceSig, specialOutputValueSig } = pulumi.runtime;
  expect([tagKey, secretTag, referenceTag, outputTag, unknownValue]).toEqual([
    specialSigKey,
    specialSecretSig,
    specialResourceSig,
    specialOutputValueSig,
    pulumi.runtime.unknownValue,
  ]);
});

describe("plain", () => {
  it("unwraps secrets and marks unknown values at any depth", () => {
    expect(plain({ a: [secretValue({ b: secretValue(1) }), unknownValue], c: null })).toEqual({
      a: [{ b: 1 }, unknown],
      c: null,
    });
  });

  it("reads references as ids, and as unknown while there is none", () => {
    expect(plain([reference("key-1"), reference("")])).toEqual(["key-1", unknown]);
  });

  it("changes nothing in plain JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(plain(value)).toEqual(value);
        expect(plain(secretValue(value))).toEqual(value);
        expect(isSecretValue(value)).toBe(false);
      }),
    );
  });
});

describe("withoutReferences", () => {
  it("keeps secrets and unknown values as they are", () => {
    expect(withoutReferences({ key: secretValue(reference("key-1")), other: [unknownValue, reference("")] })).toEqual({
      key: secretValue("key-1"),
      other: [unknownValue, unknownValue],
    });
  });
});

describe("containsUnknown and containsSecret", () => {
  it.each([
    [{ a: [1, { b: unknownValue }] }, true, false],
    [{ a: secretValue("x") }, false, true],
    [[secretValue(unknownValue)], true, true],
    [{ a: "x" }, false, false],
    [unknown, true, false],
  ])("%j", (value, hasUnknown, hasSecret) => {
    expect(containsUnknown(value)).toBe(hasUnknown);
    expect(containsSecret(value)).toBe(hasSecret);
  });
});
