import { startStack } from "@secure-ml/core";
import { DataBuckets, DataKeys } from "@secure-ml/data";

const { environment, provider } = await startStack({
  project: "acme",
  environmentName: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "ml-platform",
  costCenter: "4711",
  dataClassification: "confidential",
});

const { keyArns } = new DataKeys("keys", { environment }, { provider });
const { buckets } = new DataBuckets("data", { environment, keyArns }, { provider });

export const rawBucketName = buckets.raw.bucketName;
