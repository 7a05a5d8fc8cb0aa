import { roleArn, type Environment } from "@secure-ml/core";
import type { DataBucketAccess } from "./dataBuckets.js";
import type { DataRolePurpose } from "./dataRoles.js";

/**
 * Which of the data roles reach the objects of the environment's buckets (DATA-09, DATA-22), by their fixed names.
 *
 * @param environment facts of the platform stack
 */
export function dataRoleAccess(environment: Environment): DataBucketAccess {
  // Whoever isolates what a finding names has to reach it wherever it is.
  const roles = (...purposes: readonly DataRolePurpose[]) => ({
    roleArns: [...purposes, "quarantine"].map((purpose) => roleArn(environment, purpose)),
  });
  return {
    raw: roles("ingest", "etl", "labels", "erasure"),
    curated: roles("etl", "erasure"),
    quarantine: roles("erasure"),
    features: roles("erasure"),
    artifacts: roles(),
    capture: roles("erasure"),
    labels: roles("labels", "erasure"),
    scratch: roles("erasure"),
  };
}
