import { startStack } from "@secure-ml/core";
import { AccountBuckets } from "@secure-ml/data";
import { AccountKeys, AuditTrail, PermissionsBoundary, recordReaders, trailArn } from "@secure-ml/governance";

const { environment, provider } = await startStack({
  project: "acme",
  environmentName: "account",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "platform-security",
  costCenter: "4711",
  dataClassification: "restricted",
});

const boundary = new PermissionsBoundary("boundary", { environment, allowedRegions: ["eu-central-1"] }, { provider });
const { keyArns } = new AccountKeys("keys", { environment, isHomeRegion: true }, { provider });
const { buckets } = new AccountBuckets(
  "buckets",
  {
    environment,
    keyArns: { audit: keyArns.audit, evidence: keyArns.evidence, supplyChain: keyArns["supply-chain"] },
    lock: { mode: "GOVERNANCE", days: 30 },
    trailArn: trailArn(environment),
    readerRoleArns: recordReaders(environment),
    environmentNames: ["dev"],
  },
  { provider },
);

new AuditTrail(
  "trail",
  {
    environment,
    adopt: "create",
    archive: buckets["audit-logs"],
    kmsKeyArn: keyArns.audit,
    logRetention: { days: 731, deletionProtection: true },
  },
  // The trail's role carries the boundary, so IAM must know it first.
  { provider, dependsOn: boundary },
);
