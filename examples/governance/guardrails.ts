import { startStack } from "@secure-ml/core";
import { AccountGuardrails, AccountKeys, RegionGuardrails } from "@secure-ml/governance";

const { environment, provider } = await startStack({
  project: "acme",
  environmentName: "account",
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "platform-security",
  costCenter: "4711",
  dataClassification: "restricted",
});

const { keyArns } = new AccountKeys("keys", { environment, isHomeRegion: true }, { provider });

// Once per account.
new AccountGuardrails("guardrails", {}, { provider });

// Once per Region that the account uses.
new RegionGuardrails(
  "region-guardrails",
  {
    environment,
    volumesKeyArn: keyArns.volumes,
    logKmsKeyArn: keyArns.audit,
    logRetention: { days: 731, deletionProtection: true },
    // This Region's default VPC is gone already.
    adopt: { defaultVpc: "external" },
  },
  { provider },
);
