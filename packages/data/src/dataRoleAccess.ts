import { roleArn, type Environment } from "@secure-ml/core";
import type { DataBucketAccess } from "./dataBuckets.js";

/**
 * Which of the data roles reach the objects of the environment's buckets (DATA-09, DATA-22), by their fixed names.
 *
 * @param environment facts of the platform stack
 */
export function dataRoleAccess(environment: Environment): DataBucketAccess {
  const roles = (...purposes: readonly string[]) => ({
    roleArns: purposes.map((purpose) => roleArn(environment, purpose)),
  });
  return {
    raw: roles("ingest", "etl", "labels", "erasure"),
    curated: roles("etl", "erasure"),
    quarantine: roles("erasure"),
    features: roles("erasure"),
    capture: roles("erasure"),
    labels: roles("labels", "erasure"),
    scratch: roles("erasure"),
  };
}
