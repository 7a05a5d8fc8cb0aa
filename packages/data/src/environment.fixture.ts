import type { Environment } from "@secure-ml/core";

/** The environment that the tests of this package build in. */
export const environment: Environment = {
  project: "acme",
  name: "dev",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  accountId: "111111111111",
  deployerRoleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer"],
  breakGlassRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass"],
};
