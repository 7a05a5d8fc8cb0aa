import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govNoCrossRegionCopy as rule } from "./noCrossRegionCopy.js";

const settings = { allowedRegions: ["eu-central-1", "eu-west-1"] };
const vault = (region: string) => `arn:aws:backup:${region}:111111111111:backup-vault:second`;
const plan = (destinationVaultArn: unknown) => ({ rules: [{ copyActions: [{ destinationVaultArn }] }] });
const images = (region: unknown) => ({
  replicationConfiguration: { rules: [{ destinations: [{ region, registryId: "111111111111" }] }] },
});
const copies: readonly (readonly [string, string, (region: string) => object, object])[] = [
  [awsType.table, "replicas[].regionName", (regionName) => ({ replicas: [{ regionName }] }), { replicas: unknown }],
  [awsType.secret, "replicas[].region", (region) => ({ replicas: [{ region }] }), { replicas: [{ region: unknown }] }],
  [
    awsType.imageReplication,
    "replicationConfiguration.rules[].destinations[].region",
    images,
    { replicationConfiguration: unknown },
  ],
  [
    awsType.findingAggregator,
    "specifiedRegions[]",
    (region) => ({ linkingMode: "SPECIFIED_REGIONS", specifiedRegions: [region] }),
    { linkingMode: "SPECIFIED_REGIONS", specifiedRegions: [unknown] },
  ],
  [
    awsType.configurationAggregator,
    "accountAggregationSource.regions[]",
    (region) => ({ accountAggregationSource: { regions: [region] } }),
    { accountAggregationSource: { regions: [unknown] } },
  ],
  [
    awsType.configurationAggregator,
    "organizationAggregationSource.regions[]",
    (region) => ({ organizationAggregationSource: { regions: [region] } }),
    { organizationAggregationSource: { regions: unknown } },
  ],
];
const byArn: readonly (readonly [string, string, (arn: unknown) => object])[] = [
  [awsType.backupPlan, "rules[].copyActions[].destinationVaultArn", plan],
  [awsType.databaseBackupReplication, "sourceDbInstanceArn", (sourceDbInstanceArn) => ({ sourceDbInstanceArn })],
  [awsType.tableReplica, "globalTableArn", (globalTableArn) => ({ globalTableArn })],
];
const everywhere: readonly (readonly [string, string, unknown, object, object])[] = [
  [awsType.key, "multiRegion", true, { multiRegion: true }, { multiRegion: unknown }],
  [
    awsType.configurationAggregator,
    "accountAggregationSource.allRegions",
    true,
    { accountAggregationSource: { allRegions: true } },
    { accountAggregationSource: { allRegions: unknown } },
  ],
  [
    awsType.configurationAggregator,
    "organizationAggregationSource.allRegions",
    true,
    { organizationAggregationSource: { allRegions: true } },
    { organizationAggregationSource: { allRegions: unknown } },
  ],
  [awsType.findingAggregator, "linkingMode", "ALL_REGIONS", { linkingMode: "ALL_REGIONS" }, { linkingMode: unknown }],
  [
    awsType.findingAggregator,
    "linkingMode",
    "ALL_REGIONS_EXCEPT_SPECIFIED",
    { linkingMode: "ALL_REGIONS_EXCEPT_SPECIFIED", specifiedRegions: ["us-east-1"] },
    { linkingMode: unknown },
  ],
];
const thing = (type: string, inputs: object) => resource(type, "thing", { ...inputs });
const copy = (path: string, found: string): string =>
  `mandatory thing: found ${path} ${found}; expected copies in eu-central-1, eu-west-1 only; ` +
  `fix: let ${path} name one of these Regions, or leave the copy out`;

describe("gov-no-cross-region-copy", { tags: ["DATA-33"] }, () => {
  it("passes what makes no copies, or makes them in listed Regions", async () => {
    const fine = [
      ...[...new Set([...copies, ...byArn, ...everywhere].map(([type]) => type))].map((type) => thing(type, {})),
      ...copies.map(([type, , to]) => thing(type, to("eu-west-1"))),
      ...byArn.map(([type, , to]) => thing(type, to(vault("eu-west-1")))),
      thing(awsType.key, { multiRegion: false }),
    ];
    expect(await reports(rule, fine, settings)).toEqual([]);
  });

  it.each(copies)("violates when %s copies elsewhere: %s", async (type, path, to, late) => {
    expect(await reports(rule, [thing(type, to("us-east-1"))], settings)).toEqual([copy(path, '"us-east-1"')]);
    expect(await reports(rule, [thing(type, late)], settings)).toContain(
      `advisory thing: undecided: ${path} cannot be known yet`,
    );
  });

  it.each(byArn)("violates when %s copies elsewhere by %s", async (type, path, to) => {
    expect(await reports(rule, [thing(type, to(vault("us-east-1")))], settings)).toEqual([
      copy(path, JSON.stringify(vault("us-east-1"))),
    ]);
    expect(await reports(rule, [thing(type, to(unknown))], settings)).toEqual([
      `advisory thing: undecided: ${path} cannot be known yet`,
    ]);
  });

  it.each(everywhere)("violates when %s reaches everywhere: %s", async (type, path, wrong, inputs, late) => {
    expect(await reports(rule, [thing(type, inputs)], settings)).toEqual([
      `mandatory thing: found ${path} ${JSON.stringify(wrong)}; expected ${path} that reaches no further than ` +
        `eu-central-1, eu-west-1; fix: leave ${path} out, or name Regions`,
    ]);
    expect(await reports(rule, [thing(type, late)], settings)).toEqual([
      `advisory thing: undecided: ${path} cannot be known yet`,
    ]);
  });

  it("does not apply while no Regions are listed, and to other types", async () => {
    expect(await reasons(rule, [thing(awsType.key, { multiRegion: true })])).toEqual([
      "No Regions are listed in the pack's config",
    ]);
    expect(await reasons(rule, [thing(awsType.vpc, {})], settings)).toHaveLength(1);
  });

  itHonoursExemptions(rule, [thing(awsType.key, { multiRegion: true })], settings);
});
