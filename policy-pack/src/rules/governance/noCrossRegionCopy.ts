import type { ResourceValidationArgs } from "@pulumi/policy";
import { allowedRegionList, isAllowedRegion } from "../../allowedRegions.js";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readEach, readElements, type Read } from "../../known.js";
import { currentSettings } from "../../settings.js";
import type { Verdict } from "../../verdict.js";

/** Regions whose findings are gathered, or those whose findings are not, as the mode says. */
const namedRegions = "specifiedRegions[]";

/** Arguments that send copies to a Region, by type; `[]` stands for each element of a list. */
const destinations: Readonly<Record<string, readonly string[]>> = {
  [awsType.configurationAggregator]: ["accountAggregationSource.regions[]", "organizationAggregationSource.regions[]"],
  [awsType.findingAggregator]: [namedRegions],
  [awsType.imageReplication]: ["replicationConfiguration.rules[].destinations[].region"],
  [awsType.secret]: ["replicas[].region"],
  [awsType.table]: ["replicas[].regionName"],
};

/** Arguments that say where copies come from, or go to, by an ARN. */
const arns: Readonly<Record<string, readonly string[]>> = {
  [awsType.backupPlan]: ["rules[].copyActions[].destinationVaultArn"],
  [awsType.databaseBackupReplication]: ["sourceDbInstanceArn"],
  [awsType.tableReplica]: ["globalTableArn"],
};

/** Switches that mean every Region, or any. */
const everywhere: Readonly<Record<string, readonly (readonly [path: string, wrong: unknown])[]>> = {
  [awsType.configurationAggregator]: [
    ["accountAggregationSource.allRegions", true],
    ["organizationAggregationSource.allRegions", true],
  ],
  [awsType.findingAggregator]: [
    ["linkingMode", "ALL_REGIONS"],
    ["linkingMode", "ALL_REGIONS_EXCEPT_SPECIFIED"],
  ],
  [awsType.key]: [["multiRegion", true]],
};

/**
 * Nothing copies data, backups or findings into a Region that the environment may not use. Where a bucket's replicas go,
 * gov-no-cross-region-copy-linked finds: a bucket's ARN names no Region.
 */
export const govNoCrossRegionCopy = defineResourceRule({
  name: "gov-no-cross-region-copy",
  types: [...new Set([destinations, arns, everywhere].flatMap(Object.keys))],
  check(resource, verdict) {
    if (currentSettings().allowedRegions.length === 0)
      verdict.notApplicable("No Regions are listed in the pack's config");
    judgeDestinations(resource, verdict);
    for (const [path, wrong] of everywhere[resource.type] ?? []) {
      verdict.require(read(resource.props, path), {
        property: path,
        accepts: (value) => value !== wrong,
        expected: `${path} that reaches no further than ${allowedRegionList()}`,
        fix: `leave ${path} out, or name Regions`,
        // AWS's own default is one Region: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
        absent: "passes",
      });
    }
  },
});

function judgeDestinations({ type, props }: ResourceValidationArgs, verdict: Verdict): void {
  const mode = read(props, "linkingMode");
  const namesOthers = mode.state === "known" && mode.value !== "SPECIFIED_REGIONS";
  const all = [
    ...(destinations[type] ?? []).map((path) => [path, isAllowedRegion] as const),
    ...(arns[type] ?? []).map((path) => [path, (arn: unknown) => isAllowedRegion(String(arn).split(":")[3])] as const),
  ];
  for (const [path, accepts] of all) {
    if (path === namedRegions && namesOthers) continue;
    for (const destination of eachOf(props, path)) {
      verdict.require(destination, {
        property: path,
        accepts,
        expected: `copies in ${allowedRegionList()} only`,
        fix: `let ${path} name one of these Regions, or leave the copy out`,
        absent: "passes",
      });
    }
  }
}

function eachOf(props: unknown, path: string): readonly Read[] {
  return path.endsWith("[]") ? readElements(props, path.slice(0, -2)) : readEach(props, path);
}
