import { startStack } from "@secure-ml/core";
import { accountBucketName } from "@secure-ml/data";
import { evidenceExport } from "@secure-ml/functions";
import { AccountKeys, AlertTopic, PermissionsBoundary, TrailIntegrity } from "@secure-ml/governance";

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
const { topicArn } = new AlertTopic(
  "alerts",
  { environment, kmsKeyArn: keyArns.operations, emails: ["platform-security@example.com"] },
  { provider },
);

new TrailIntegrity(
  "trail-integrity",
  {
    environment,
    bundle: evidenceExport,
    sourceVersion: "0.1.0",
    archiveBucketName: accountBucketName(environment, "audit-logs"),
    evidenceBucketName: accountBucketName(environment, "evidence"),
    keyArns,
    trailRegions: ["eu-central-1"],
    schedule: "rate(1 day)",
    lookBackHours: 26,
    alertTopicArn: topicArn,
    logRetention: { days: 731, deletionProtection: true },
  },
  { provider, dependsOn: boundary },
);
