import { accountEnvironment, bucketArn, CustomerKey, logGroupKeyUse, physicalName, startStack } from "@secure-ml/core";
import { PrivateNetwork } from "@secure-ml/network";

const { environment, provider } = await startStack({
  project: "acme",
  environmentName: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "ml-platform",
  costCenter: "4711",
  dataClassification: "restricted",
});

const logKey = new CustomerKey(
  "logs",
  {
    environment,
    domain: "logs",
    description: "Log groups of the environment",
    uses: { services: [logGroupKeyUse(environment, ["/acme/dev/"])] },
    controls: ["DATA-01", "DATA-02"],
  },
  { provider },
);

// The archive belongs to the account stack; its name is fixed, so that no reference is needed.
const archive = physicalName(accountEnvironment(environment), "bucket", "audit-logs");

const network = new PrivateNetwork(
  "network",
  {
    environment,
    cidrBlock: "10.64.0.0/16",
    zoneIds: ["euc1-az1", "euc1-az2"],
    flowLogs: {
      archiveBucketArn: bucketArn(environment, archive),
      logKeyArn: logKey.keyArn,
      retention: { days: 731, deletionProtection: true },
    },
  },
  { provider },
);

export const vpcId = network.vpcId;
export const trainingSubnetIds = network.subnetIds.training;
