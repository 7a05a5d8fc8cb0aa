import { startStack } from "@secure-ml/core";
import { PermissionsBoundary } from "@secure-ml/governance";

const { environment, provider } = await startStack({
  project: "acme",
  environmentName: "account",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "platform-security",
  costCenter: "4711",
  dataClassification: "restricted",
});

const boundary = new PermissionsBoundary(
  "boundary",
  { environment, allowedRegions: ["eu-central-1", "eu-north-1"] },
  { provider },
);

// For the roles of your own programs: `permissionsBoundary: boundaryArn`.
export const boundaryArn = boundary.boundaryArn;
