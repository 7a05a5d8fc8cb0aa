import { startStack } from "@secure-ml/core";
import { ImageRepositories } from "@secure-ml/training";
import * as pulumi from "@pulumi/pulumi";

const { environment, provider } = await startStack({
  project: "acme",
  environmentName: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "ml-platform",
  costCenter: "4711",
  dataClassification: "internal",
});

// The account stack has the key.
const account = new pulumi.StackReference("account", { name: "organization/secure-ml-account/dev" });
const keyArns = account.requireOutput("keyArns") as pulumi.Output<Record<string, Record<string, string>>>;

const images = new ImageRepositories(
  "images",
  {
    environment,
    repositories: [{ name: "training" }, { name: "serving", keptReleases: 5000 }],
    kmsKeyArn: keyArns.apply((arns) => arns[environment.region]?.["supply-chain"] ?? ""),
  },
  { provider },
);

export const repositoryUrls = images.repositoryUrls;
