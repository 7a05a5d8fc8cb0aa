import { roleArn, startStack } from "@secure-ml/core";
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
// Of a network that is already there; PrivateNetwork hands over its own.
const s3EndpointId = "vpce-0123456789abcdef0";
const { buckets } = new DataBuckets(
  "data",
  {
    environment,
    keyArns,
    s3EndpointId,
    access: [{ curated: { roleArns: [roleArn(environment, "training")] } }],
  },
  { provider },
);

export const rawBucketName = buckets.raw.bucketName;
