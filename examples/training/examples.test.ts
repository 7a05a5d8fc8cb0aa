import { all, runProgram } from "@secure-ml/testing";
import { expect, it } from "vitest";

const options = {
  aws: {
    accountId: "111111111111",
    region: "eu-central-1",
    deployerRoleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer",
  },
  stackReferences: {
    "organization/secure-ml-account/dev": {
      wireOutputs: {
        keyArns: { "eu-central-1": { "supply-chain": "arn:aws:kms:eu-central-1:111111111111:key/0a1b" } },
      },
    },
  },
};

it("imageRepositories: two repositories under the account's key", async () => {
  const run = await runProgram(() => import("./imageRepositories.js"), options);
  expect(run.outputs["repositoryUrls"]).toEqual({
    training: "111111111111.dkr.ecr.eu-central-1.amazonaws.com/acme-dev-training",
    serving: "111111111111.dkr.ecr.eu-central-1.amazonaws.com/acme-dev-serving",
  });
  const encryption = [{ encryptionType: "KMS", kmsKey: "arn:aws:kms:eu-central-1:111111111111:key/0a1b" }];
  expect(all(run, "aws:ecr/repository:Repository").map(({ inputs }) => inputs["encryptionConfigurations"])).toEqual([
    encryption,
    encryption,
  ]);
});
