import { accountEnvironmentName, loadAccountConfig, startStack } from "@secure-ml/core";
import { AccountBuckets } from "@secure-ml/data";
import { evidenceExport } from "@secure-ml/functions";
import { AccountKeys, AuditTrail, PermissionsBoundary, TrailIntegrity, trailArn } from "@secure-ml/governance";
import { copies, copyCount } from "./copies.ts";

/** What stacks/account makes, several times over. */
export default async function run(): Promise<Record<string, unknown>> {
  const config = loadAccountConfig();
  if (copyCount() === 0) return {};
  const [region] = config.regions;
  if (region === undefined) throw new RangeError("The account stack has no Region.");
  const start = await startStack({ ...config, environmentName: accountEnvironmentName, region });
  const options = { provider: start.provider };
  const auditRetention = {
    days: config.logRetention.auditDays,
    deletionProtection: config.logRetention.deletionProtection,
  };
  for (const { prefix, environment } of copies(start.environment)) {
    const boundary = new PermissionsBoundary(
      `${prefix}boundary`,
      { environment, allowedRegions: config.regions },
      options,
    );
    const { keyArns } = new AccountKeys(
      `${prefix}keys`,
      {
        environment,
        isHomeRegion: true,
        deletionWindowDays: config.keyDeletionWindowDays,
        dataProtection: config.dataProtection,
      },
      options,
    );
    const { buckets } = new AccountBuckets(
      `${prefix}buckets`,
      {
        environment,
        keyArns: { ...keyArns, supplyChain: keyArns["supply-chain"] },
        lock: { mode: config.archive.lockMode, days: config.archive.lockDays },
        trailArn: trailArn(environment),
        environmentNames: config.environments,
        dataProtection: config.dataProtection,
      },
      options,
    );
    new AuditTrail(
      `${prefix}trail`,
      {
        environment,
        adopt: config.adopt.trail,
        archive: buckets["audit-logs"],
        kmsKeyArn: keyArns.audit,
        logRetention: auditRetention,
        insights: config.trail.insights,
        dataProtection: config.dataProtection,
      },
      { ...options, dependsOn: boundary },
    );
    new TrailIntegrity(
      `${prefix}trail-integrity`,
      {
        environment,
        bundle: evidenceExport,
        sourceVersion: "bench",
        archiveBucketName: buckets["audit-logs"].bucketName,
        evidenceBucketName: buckets.evidence.bucketName,
        keyArns,
        trailRegions: config.regions,
        schedule: config.trailIntegrity.schedule,
        lookBackHours: config.trailIntegrity.lookBackHours,
        logRetention: auditRetention,
      },
      { ...options, dependsOn: boundary },
    );
  }
  return { environments: config.environments };
}
