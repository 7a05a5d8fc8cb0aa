import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partitionOfRegion, partitions } from "./partitions.js";
import { regionByName, regions } from "./regions.js";

describe("partitionOfRegion", () => {
  it.each([
    ["us-east-1", "aws"],
    ["eu-central-1", "aws"],
    ["ap-southeast-7", "aws"],
    ["mx-central-1", "aws"],
    ["eu-southwest-12", "aws"],
    ["cn-north-1", "aws-cn"],
    ["cn-northwest-1", "aws-cn"],
    ["us-gov-east-1", "aws-us-gov"],
    ["us-gov-west-1", "aws-us-gov"],
    ["eusc-de-east-1", "aws-eusc"],
  ])("puts %s into %s", (region, partition) => {
    expect(partitionOfRegion(region)).toBe(partition);
  });

  it.each([
    "",
    "eu-central-1a",
    "EU-CENTRAL-1",
    "eu-central",
    " eu-central-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "eu-isoe-west-1",
    "global",
  ])("refuses %j", (region) => {
    expect(() => partitionOfRegion(region)).toThrow(
      `Region "${region}" belongs to none of the partitions aws, aws-cn, aws-us-gov, aws-eusc. ` +
        'Use a Region name such as "eu-central-1", without a zone letter, in the configuration key aws:region.',
    );
  });

  it("accepts a name only if it starts like its partition and ends in a number", () => {
    const names = fc.oneof(
      fc.string(),
      fc.stringMatching(
        /^(us|eu|ap|cn|us-gov|us-iso|eusc-de|xx)-(north|south|east|west|central|[a-z]{1,6})-\d{1,2}[a-z]?$/,
      ),
    );
    const starts = { aws: /^[a-z]{2}-/, "aws-cn": /^cn-/, "aws-us-gov": /^us-gov-/, "aws-eusc": /^eusc-/ };
    let accepted = 0;
    fc.assert(
      fc.property(names, (name) => {
        let partition: keyof typeof starts;
        try {
          partition = partitionOfRegion(name);
        } catch {
          return;
        }
        accepted += 1;
        expect(name).toMatch(starts[partition]);
        expect(name).toMatch(/-\d+$/);
      }),
    );
    expect(accepted).toBeGreaterThan(0);
  });
});

describe("partitions", () => {
  it("have the domain that their endpoints end in", () => {
    expect(Object.entries(partitions).map(([name, partition]) => [name, partition.dnsSuffix])).toEqual([
      ["aws", "amazonaws.com"],
      ["aws-cn", "amazonaws.com.cn"],
      ["aws-us-gov", "amazonaws.com"],
      ["aws-eusc", "amazonaws.eu"],
    ]);
  });
});

describe("regions", () => {
  it("agree with partitionOfRegion", () => {
    const entries = Object.entries(regions);
    expect(entries.map(([name]) => partitionOfRegion(name))).toEqual(entries.map(([, region]) => region.partition));
    expect(entries).toHaveLength(39);
  });

  it("have zone ids of their own, built from the Region's name", () => {
    const prefixes = Object.keys(regions).flatMap((name) => {
      const prefix = regionByName(name)?.zoneIdPrefix;
      return prefix === undefined ? [] : [[name, prefix] as const];
    });
    // Country, then the first letter of each part of the place, then the number.
    const expected = prefixes.map(([name]) =>
      name
        .replace("northeast", "north-east")
        .replace("northwest", "north-west")
        .replace("southeast", "south-east")
        .replace("-gov-", "-g-")
        .split("-")
        .map((part, index) => (index === 0 || /\d/.test(part) ? part : part.charAt(0)))
        .join(""),
    );
    expect(prefixes.map(([, prefix]) => prefix)).toEqual(expected);
    expect(new Set(expected).size).toBe(38);
  });

  it("leave out the zone ids that no public page states", () => {
    expect(regionByName("eusc-de-east-1")).toEqual({ partition: "aws-eusc" });
    expect(regionByName("eu-central-1")).toEqual({ partition: "aws", zoneIdPrefix: "euc1" });
  });

  it("answer undefined for what is not in the table", () => {
    expect(regionByName("eu-central-9")).toBeUndefined();
    expect(regionByName("toString")).toBeUndefined();
  });
});
