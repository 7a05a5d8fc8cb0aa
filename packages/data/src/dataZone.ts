import { accountEnvironment, physicalName, type Environment } from "@secure-ml/core";

/** Zones whose buckets exist once per account, `access-logs` once per Region. */
export const accountZones = ["audit-logs", "evidence", "findings", "access-logs", "code"] as const;

/** Zones whose buckets each environment has. */
export const platformZones = [
  "raw",
  "curated",
  "quarantine",
  "features",
  "artifacts",
  "capture",
  "labels",
  "scratch",
] as const;

/** One of {@link accountZones}. */
export type AccountZone = (typeof accountZones)[number];

/** One of {@link platformZones}. */
export type PlatformZone = (typeof platformZones)[number];

/** What a bucket holds: the value of its tag `data-zone` and the purpose in its name. */
export type DataZone = AccountZone | PlatformZone;

/**
 * Name of one of the account's buckets: fixed, so that the other stack can cite it.
 *
 * @param environment facts of any stack of the account, in the bucket's Region
 * @param zone what the bucket holds
 */
export function accountBucketName(environment: Environment, zone: AccountZone): string {
  return physicalName(accountEnvironment(environment), "bucket", zone);
}
