import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@secure-ml/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Scrubber } from "./scrub.js";

const { specialSigKey } = pulumi.runtime;

function secret(value: unknown) {
  return { [specialSigKey]: pulumi.runtime.specialSecretSig, value };
}

describe("Scrubber", () => {
  it("replaces what is tagged as a secret, at any depth", () => {
    const scrubber = new Scrubber();

    expect(
      scrubber.values({
        password: secret("hunter2hunter2"),
        list: [secret({ a: 1 }), "open"],
        map: { deep: secret(null), other: 5 },
      }),
    ).toEqual({ password: "[secret]", list: ["[secret]", "open"], map: { deep: "[secret]", other: 5 } });
  });

  it("finds a remembered secret in texts that nothing marks", () => {
    const scrubber = new Scrubber();
    scrubber.remember({ connection: { password: secret("hunter2hunter2") }, pin: secret('a "quoted" one') });

    expect(scrubber.text("login with hunter2hunter2, then hunter2hunter2")).toBe("login with [secret], then [secret]");
    expect(scrubber.value({ copy: "x-hunter2hunter2", document: JSON.stringify({ pin: 'a "quoted" one' }) })).toEqual({
      copy: "x-[secret]",
      document: '{"pin":"[secret]"}',
    });
  });

  it("remembers each text of a secret that is a map or a list", () => {
    const scrubber = new Scrubber();
    scrubber.remember([secret({ first: "alpha-secret", more: ["beta-secret", secret("gamma-secret")] })]);

    expect(scrubber.text("alpha-secret beta-secret gamma-secret")).toBe("[secret] [secret] [secret]");
  });

  it("replaces the longer of two secrets that begin alike", () => {
    const scrubber = new Scrubber();
    scrubber.rememberText("secret-one");
    scrubber.rememberText("secret-one-extended");

    expect(scrubber.text("secret-one-extended")).toBe("[secret]");
  });

  it("leaves texts alone that contain a secret too short to search for", () => {
    const scrubber = new Scrubber();
    scrubber.remember(secret("true"));

    expect(scrubber.text("this is true")).toBe("this is true");
  });

  it("shows unknown values in every form they come in", () => {
    const scrubber = new Scrubber();
    const output = { [specialSigKey]: pulumi.runtime.specialOutputValueSig, dependencies: [] };

    expect(scrubber.value([pulumi.runtime.unknownValue, unknown, output])).toEqual([
      "[unknown]",
      "[unknown]",
      "[unknown]",
    ]);
  });

  it("unwraps output values, unless they are secret", () => {
    const scrubber = new Scrubber();
    const output = { [specialSigKey]: pulumi.runtime.specialOutputValueSig, value: "open" };

    expect(scrubber.value([output, { ...output, secret: true }])).toEqual(["open", "[secret]"]);
  });

  it("never takes the mark of an unknown value for a secret text", () => {
    const scrubber = new Scrubber();
    scrubber.remember(secret(pulumi.runtime.unknownValue));

    expect(scrubber.text(`id ${pulumi.runtime.unknownValue}`)).toBe(`id ${pulumi.runtime.unknownValue}`);
  });

  it("summarises assets and archives without their content", () => {
    const scrubber = new Scrubber();
    const asset = { [specialSigKey]: pulumi.runtime.specialAssetSig, hash: "1" };
    const archive = { [specialSigKey]: pulumi.runtime.specialArchiveSig, hash: "2" };

    expect(
      scrubber.value([
        { ...asset, path: "./a.txt" },
        { ...asset, text: "12345" },
        { ...asset, uri: "https://example.com/a" },
        { ...archive, path: "dist/handler" },
        { ...archive, assets: { "b.js": asset, "a.js": asset } },
      ]),
    ).toEqual([
      "[asset: file ./a.txt]",
      "[asset: text of 5 characters]",
      "[asset: https://example.com/a]",
      "[archive: file dist/handler]",
      "[archive: a.js, b.js]",
    ]);
  });

  it("shows a reference to a resource as its URN, and what JSON cannot hold as null", () => {
    const scrubber = new Scrubber();
    const reference = { [specialSigKey]: pulumi.runtime.specialResourceSig, urn: "urn:pulumi:dev::p::t::n", id: "i" };

    expect(scrubber.value([reference, undefined, null, () => 1])).toEqual([
      "urn:pulumi:dev::p::t::n",
      null,
      null,
      null,
    ]);
  });

  it("lets no secret of any run through", () => {
    const secrets = fc.uniqueArray(fc.string({ minLength: 6 }).filter((text) => !"[secret][unknown]".includes(text)));
    fc.assert(
      fc.property(secrets, fc.array(fc.string()), (texts, open) => {
        const scrubber = new Scrubber();
        scrubber.remember(texts.map(secret));
        const report = scrubber.value({ tagged: texts.map(secret), copied: texts, open }) as Record<string, string[]>;
        expect(report["tagged"]).toEqual(texts.map(() => "[secret]"));
        for (const [index, text] of texts.entries()) {
          expect(report["copied"]?.[index]?.replaceAll("[secret]", "")).not.toContain(text);
        }
      }),
    );
  });
});
