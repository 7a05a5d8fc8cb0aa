import { matches, policyDocument } from "./commonChecks.js";
import type { CheckFailure, ResourceContext, ResourceModel } from "./resourceModel.js";

/** DynamoDB. */
export const databases: Readonly<Record<string, ResourceModel>> = {
  "aws:dynamodb/table:Table": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255 },
    defaults: { billingMode: "PROVISIONED" },
    check: (table) => [
      ...matches(table, "name", /^[a-zA-Z0-9_.-]{3,255}$/, "table name: 3 to 255 letters, digits and _.-"),
      ...undeclaredKeys(table),
    ],
    id: "name",
    computed: {
      arn: (table) => table.arn("dynamodb", `table/${table.text("name")}`),
      readCapacity: () => 0,
      writeCapacity: () => 0,
      streamArn: () => "",
      streamLabel: () => "",
      streamViewType: () => "",
      warmThroughput: () => ({ readUnitsPerSecond: 12_000, writeUnitsPerSecond: 4_000 }),
    },
    forceNew: [
      "hashKey",
      "importTable",
      "localSecondaryIndexes",
      "name",
      "rangeKey",
      "restoreBackupArn",
      "restoreDateTime",
      "restoreSourceName",
      "restoreSourceTableArn",
      "restoreToLatestTime",
    ],
  },
  "aws:dynamodb/resourcePolicy:ResourcePolicy": {
    check: (policy) => policyDocument(policy, "policy"),
    id: "resourceArn",
    computed: {
      confirmRemoveSelfResourceAccess: () => false,
      revisionId: (policy) => policy.hex(13, "revision"),
    },
    forceNew: ["resourceArn"],
  },
};

/** Keys must be declared as attributes, and every declared attribute must be a key of the table or of an index. */
function undeclaredKeys(table: ResourceContext): readonly CheckFailure[] {
  const { attributes, hashKey, rangeKey } = table.inputs;
  if (!Array.isArray(attributes)) return [];
  const declared = attributes.map((attribute) => (attribute as { readonly name?: unknown }).name);
  return [hashKey, rangeKey]
    .filter((key) => typeof key === "string" && !declared.includes(key))
    .map((key) => ({ property: "attributes", reason: `all attributes must be indexed; not declared: ${String(key)}` }));
}
