import { describe, expect, it } from "vitest";
import { zoneIdProblems } from "./zoneIds.js";

describe("zoneIdProblems", { tags: ["NET-02"] }, () => {
  it.each([
    [["euc1-az1", "euc1-az2"], "eu-central-1"],
    [["use1-az1", "use1-az2", "use1-az4", "use1-az6"], "us-east-1"],
    // No public page states the zone ids of this Region, so they are taken as given.
    [["eusce1-az1", "eusce1-az2"], "eusc-de-east-1"],
  ])("takes %j in %s", (zoneIds, region) => {
    expect(zoneIdProblems(zoneIds, region)).toEqual([]);
  });

  it.each([
    [[], ["must name at least 2 zones, or the failure of one takes everything down"]],
    [["euc1-az1"], ["must name at least 2 zones, or the failure of one takes everything down"]],
    [
      ["euc1-az1", "euc1-az2", "euc1-az3", "euc1-az4", "euc1-az5"],
      ["must name at most 4 zones: a tier's range is cut into that many subnets"],
    ],
    [["euc1-az1", "euc1-az1", "euc1-az2"], ["must name each zone once (twice: euc1-az1)"]],
    [
      ["euc1-az1", "eu-central-1a"],
      ['must hold zone ids such as "euc1-az1", not names, which differ between accounts (here: eu-central-1a)'],
    ],
    [["euc1-az1", "use1-az1"], ['must lie in eu-central-1, whose zone ids start with "euc1-" (elsewhere: use1-az1)']],
    // A local zone's id has a place in it: no subnet tier belongs there.
    [
      ["euc1-az1", "euc1-ham1-az1"],
      ['must hold zone ids such as "euc1-az1", not names, which differ between accounts (here: euc1-ham1-az1)'],
    ],
  ])("refuses %j in eu-central-1", (zoneIds, problems) => {
    expect(zoneIdProblems(zoneIds, "eu-central-1")).toEqual(problems);
  });

  it("reports several problems at once", () => {
    expect(zoneIdProblems(["usw2-az1", "usw2-az1", "b", "c", "d"], "eu-west-1")).toEqual([
      "must name at most 4 zones: a tier's range is cut into that many subnets",
      "must name each zone once (twice: usw2-az1)",
      'must hold zone ids such as "euw1-az1", not names, which differ between accounts (here: b, c, d)',
      'must lie in eu-west-1, whose zone ids start with "euw1-" (elsewhere: usw2-az1, usw2-az1)',
    ]);
  });
});
