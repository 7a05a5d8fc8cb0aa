import { regionByName } from "@secure-ml/controls";

/**
 * What is wrong with the Availability Zones of an environment.
 *
 * @param zoneIds ids such as `euc1-az1`
 * @param region Region that the zones must belong to; one without known zone ids is taken as it is
 * @returns one phrase for each problem; empty when there is none
 * @see AWS, "AZ IDs": https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
 */
export function zoneIdProblems(zoneIds: readonly string[], region: string): readonly string[] {
  const problems: string[] = [];
  if (zoneIds.length < 2) {
    problems.push("must name at least 2 zones, or the failure of one takes everything down");
  }
  if (zoneIds.length > 4) {
    problems.push("must name at most 4 zones: a tier's range is cut into that many subnets");
  }
  const twice = [...new Set(zoneIds.filter((zone, index) => zoneIds.indexOf(zone) !== index))];
  if (twice.length > 0) {
    problems.push(`must name each zone once (twice: ${twice.join(", ")})`);
  }
  const prefix = regionByName(region)?.zoneIdPrefix;
  const example = `${prefix ?? "euc1"}-az1`;
  const malformed = zoneIds.filter((zone) => !/^[a-z0-9]+-az\d+$/.test(zone));
  if (malformed.length > 0) {
    problems.push(
      `must hold zone ids such as "${example}", not names, which differ between accounts (here: ${malformed.join(", ")})`,
    );
  }
  const foreign = zoneIds.filter(
    (zone) => prefix !== undefined && !malformed.includes(zone) && !zone.startsWith(`${prefix}-`),
  );
  if (foreign.length > 0) {
    problems.push(
      `must lie in ${region}, whose zone ids start with "${prefix ?? ""}-" (elsewhere: ${foreign.join(", ")})`,
    );
  }
  return problems;
}
