import { startStack } from "@secure-ml/core";
import { AccountKeys } from "@secure-ml/governance";

const { environment, provider } = await startStack({
  project: "acme",
  environmentName: "account",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "platform-security",
  costCenter: "4711",
  dataClassification: "restricted",
});

const keys = new AccountKeys("keys", { environment, isHomeRegion: true }, { provider });

// A platform stack takes these by stack reference: key ARNs are the one thing that no name gives.
export const keyArns = keys.keyArns;
