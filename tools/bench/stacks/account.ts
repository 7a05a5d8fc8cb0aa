import { accountEnvironmentName, loadAccountConfig } from "@secure-ml/core";
import { AccountBuckets } from "@secure-ml/data";
import { evidenceExport } from "@secure-ml/functions";
import {
  AccountKeys,
  AlertTopic,
  AuditTrail,
  dataEventSelectors,
  PermissionsBoundary,
  recordReaders,
  TrailIntegrity,
  trailArn,
} from "@secure-ml/governance";
import accountStack from "@secure-ml/stack-account";
import { copyCount, furtherCopies } from "./copies.ts";

/** What stacks/account makes, with further copies of what an account may have more than one of. */
export default async function run(): Promise<unknown> {
  const count = copyCount();
  if (count === undefined) return undefined;
  const outputs = await accountStack();
  if (count === 0) return outputs;

  const config = loadAccountConfig();
  const [region] = config.regions;
  if (region === undefined) throw new RangeError("The account stack has no Region.");
  const { provider, copies } = furtherCopies({ ...config, environmentName: accountEnvironmentName, region });
  const options = { provider };
  const auditRetention = {
    days: config.logRetention.auditDays,
    deletionProtection: config.logRetention.deletionProtection,
  };
  for (const { prefix, environment } of copies) {
    const boundary = new PermissionsBoundary(
      `${prefix}boundary`,
      { environment, allowedRegions: config.regions },
      options,
    );
    const { keyArns } = new AccountKeys(`${prefix}keys`, { environment, isHomeRegion: true }, options);
    const { buckets } = new AccountBuckets(
      `${prefix}buckets`,
      {
        environment,
        keyArns: { ...keyArns, supplyChain: keyArns["supply-chain"] },
        lock: { mode: config.archive.lockMode, days: config.archive.lockDays },
        trailArn: trailArn(environment),
        readerRoleArns: recordReaders(environment),
        environmentNames: config.environments,
      },
      options,
    );
    new AuditTrail(
      `${prefix}trail`,
      {
        environment,
        adopt: "create",
        archive: buckets["audit-logs"],
        kmsKeyArn: keyArns.audit,
        logRetention: auditRetention,
        insights: config.trail.insights,
        dataEventSelectors: dataEventSelectors(environment, config.trail.objectEvents),
      },
      { ...options, dependsOn: boundary },
    );
    const { topicArn } = new AlertTopic(
      `${prefix}alerts`,
      { environment, kmsKeyArn: keyArns.operations, emails: config.alerts.emails },
      options,
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
        alertTopicArn: topicArn,
        logRetention: auditRetention,
      },
      { ...options, dependsOn: boundary },
    );
  }
  return outputs;
}
