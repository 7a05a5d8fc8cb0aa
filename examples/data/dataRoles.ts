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
// Under the key "supply-chain" of the account lies the program of data jobs.
const programKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/5a7e0000-0000-4000-8000-111111111111";
const { roleArns } = new DataRoles("data-roles", { environment, keyArns, programKeyArn }, { provider });

export const etlRoleArn = roleArns.etl;
