import { startStack } from "@secure-ml/core";
import { DataKeys, dataRoleKeyUses, DataRoles } from "@secure-ml/data";

const { environment, provider } = await startStack({
  project: "acme",
  environmentName: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "ml-platform",
  costCenter: "4711",
  dataClassification: "confidential",
});

const { keyArns } = new DataKeys("keys", { environment, uses: [dataRoleKeyUses(environment)] }, { provider });
const { roleArns } = new DataRoles("data-roles", { environment, keyArns }, { provider });

export const etlRoleArn = roleArns.etl;
