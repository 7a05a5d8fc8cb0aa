import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { componentPackage, idRanges, shortType, shortUrn } from "./shortNames.js";

describe("shortType", () => {
  it.each([
    ["aws:s3/bucket:Bucket", "s3.Bucket"],
    ["aws:index/region:Region", "Region"],
    ["aws-native:s3:Bucket", "aws-native:s3.Bucket"],
    ["random:index/randomId:RandomId", "random:RandomId"],
    ["secure-ml:data:SecureBucket", "SecureBucket"],
    ["pulumi:pulumi:StackReference", "StackReference"],
    ["pulumi:providers:aws", "provider of aws"],
  ])("says %s as %s", (type, short) => {
    expect(shortType(type)).toBe(short);
  });
});

describe("shortUrn", () => {
  it.each([
    ["urn:pulumi:dev::p::secure-ml:data:SecureBucket$aws:s3/bucket:Bucket::raw-bucket", "s3.Bucket raw-bucket"],
    ["urn:pulumi:dev::p::aws:s3/bucket:Bucket::a::b", "s3.Bucket a::b"],
    ["urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev", "the stack as a whole"],
  ])("says %s as %s", (urn, short) => {
    expect(shortUrn(urn)).toBe(short);
  });
});

describe("componentPackage", () => {
  it("knows the blueprint's components only", () => {
    expect(["secure-ml:network:PrivateNetwork", "aws:s3/bucket:Bucket"].map(componentPackage)).toEqual([
      "network",
      undefined,
    ]);
  });
});

describe("idRanges", () => {
  it.each([
    [[], ""],
    [["DATA-01"], "DATA-01"],
    [["DATA-01", "DATA-02"], "DATA-01, 02"],
    [["DATA-01", "DATA-02", "DATA-03", "DATA-05", "NET-05", "NET-06", "NET-07"], "DATA-01 to 03, 05, NET-05 to 07"],
    [["GOV-09", "GOV-10", "GOV-11"], "GOV-09 to 11"],
  ])("writes %j as %s", (ids, text) => {
    expect(idRanges(ids)).toBe(text);
  });

  it("names every id and no other", () => {
    const id = fc.record({ tier: fc.constantFrom("DATA", "NET"), number: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(fc.uniqueArray(id, { selector: ({ tier, number }) => `${tier}${number}` }), (given) => {
        const ids = given.map(({ tier, number }) => `${tier}-${String(number).padStart(2, "0")}`).toSorted();
        let tier = "";
        const named = idRanges(ids)
          .split(", ")
          .filter((part) => part !== "")
          .flatMap((part) => {
            const match = /^(?:(?<tier>[A-Z]+)-)?(?<first>\d+)(?: to (?<last>\d+))?$/.exec(part)?.groups ?? {};
            tier = match["tier"] ?? tier;
            const first = Number(match["first"]);
            const length = Number(match["last"] ?? first) - first + 1;
            return Array.from({ length }, (_, index) => `${tier}-${String(first + index).padStart(2, "0")}`);
          });
        expect(named).toEqual(ids);
      }),
    );
  });
});
