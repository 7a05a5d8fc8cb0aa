import { defineControl } from "../control.js";

/** GOV-16: Log stream. */
export const logStream = defineControl({
  id: "GOV-16",
  title: "Log stream",
  requirement: "Findings and audit log groups flow into the archive and, by choice, to an external analysis platform.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["GOV-04"],
  rules: ["gov-firehose-cmk", "gov-opensearch-hardened", "gov-securitylake-cmk"],
  acceptance: {
    refused: ["`splunkConfiguration.hecToken` is a literal.", "A data lake has no `encryptionConfigurations`."],
    works: ["Firehose delivers into audit-logs."],
  },
  remediation:
    "Set `serverSideEncryption.keyType` `CUSTOMER_MANAGED_CMK` on `aws.kinesis.FirehoseDeliveryStream`. Encrypt `aws.opensearch.Domain` at rest and between nodes with `enforceHttps`, and give `aws.securitylake.DataLake` a `kmsKeyId`.",
  frameworks: {
    fsbp: [
      "DataFirehose.1",
      "Opensearch.1",
      "Opensearch.2",
      "Opensearch.3",
      "Opensearch.4",
      "Opensearch.5",
      "Opensearch.6",
      "Opensearch.7",
      "Opensearch.8",
      "Opensearch.10",
    ],
    hipaa: ["(a)(2)(iv)", "(e)(2)(ii)"],
    gdpr: ["32"],
  },
  references: [],
  built: false,
});
