import { defineControl } from "../control.js";

/** DATA-16: DynamoDB tables under own keys. */
export const dynamoDbTables = defineControl({
  id: "DATA-16",
  title: "DynamoDB tables under own keys",
  requirement: "Tables use our own key, accept only TLS from listed roles, and survive mistakes.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["DATA-01"],
  rules: ["data-ddb-cmk", "data-ddb-cmk-linked", "data-ddb-policy"],
  acceptance: {
    refused: ["A call reaches the table over http.", "A role that is not listed scans the table."],
    works: ["The ETL role puts an item over TLS."],
  },
  remediation:
    "Set `serverSideEncryption.enabled` and `kmsKeyArn`, `pointInTimeRecovery.enabled` and, in production, `deletionProtectionEnabled` on `aws.dynamodb.Table`. Link an `aws.dynamodb.ResourcePolicy` that denies plaintext and other roles.",
  frameworks: { fsbp: ["DynamoDB.1", "DynamoDB.2", "DynamoDB.6"] },
  references: [
    {
      title: "DynamoDB resource-based policy examples",
      url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-examples.html",
      read: "2026-11-28",
    },
    {
      title: "DynamoDB API operations supported by resource-based policies",
      url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
