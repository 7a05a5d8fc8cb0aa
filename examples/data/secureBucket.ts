import { CustomerKey, roleArn, startStack } from "@secure-ml/core";
import { SecureBucket } from "@secure-ml/data";

const { environment, provider } = await startStack({
  project: "acme",
  environmentName: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "ml-platform",
  costCenter: "4711",
  dataClassification: "confidential",
});

const key = new CustomerKey(
  "models",
  {
    environment,
    domain: "artifacts",
    description: "Models and job outputs",
    uses: {},
    controls: ["DATA-01", "DATA-02"],
  },
  { provider },
);
const bucket = new SecureBucket(
  "models",
  {
    environment,
    zone: "artifacts",
    personalData: false,
    kmsKeyArn: key.keyArn,
    // Models are for the training role, and only through the endpoint of a network that is already there.
    access: { roleArns: [roleArn(environment, "training")] },
    s3EndpointId: "vpce-0123456789abcdef0",
    // A model can be rolled back for a year, and to one of the newest ten for ever.
    lifecycle: { supersededVersions: { days: 365, keepNewest: 10 } },
  },
  { provider },
);

export const bucketName = bucket.bucketName;
