import { startStack } from "@secure-ml/core";
import { AccountBuckets } from "@secure-ml/data";
import { AccountKeys, recordReaders, trailArn } from "@secure-ml/governance";

const { environment, provider } = await startStack({
  project: "acme",
  environmentName: "account",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "platform-security",
  costCenter: "4711",
  dataClassification: "restricted",
});

const { keyArns } = new AccountKeys("keys", { environment, isHomeRegion: true }, { provider });
const { buckets } = new AccountBuckets(
  "buckets",
  {
    environment,
    keyArns: { audit: keyArns.audit, evidence: keyArns.evidence, supplyChain: keyArns["supply-chain"] },
    // Past this lock nobody can delete a log for seven years, root included.
    lock: { mode: "COMPLIANCE", days: 2557 },
    trailArn: trailArn(environment),
    readerRoleArns: recordReaders(environment),
    environmentNames: ["dev"],
  },
  { provider },
);

export const archiveName = buckets["audit-logs"].bucketName;
