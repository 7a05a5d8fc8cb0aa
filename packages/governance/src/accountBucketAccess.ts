import { accountEnvironment, roleArn, type Environment } from "@secure-ml/core";
import { recordReaders } from "./auditorRole.js";
import { evidenceExportPurpose } from "./trailIntegrity.js";

/** Roles by bucket, in the form in which the buckets take them. */
type RolesByBucket = Readonly<Record<"audit-logs" | "evidence", { readonly roleArns: readonly string[] }>>;

/**
 * Which of the account stack's roles reach the objects of the account's buckets (DATA-09): who reads the records, and
 * who writes evidence. Deployers, break-glass roles and the services that deliver logs need no entry.
 *
 * @param place facts of the account in its home Region
 */
export function accountBucketAccess(place: Environment): RolesByBucket {
  const readers = recordReaders(place);
  const writer = roleArn(accountEnvironment(place), evidenceExportPurpose);
  return {
    "audit-logs": { roleArns: readers["audit-logs"] },
    evidence: { roleArns: [...readers.evidence, writer] },
  };
}
