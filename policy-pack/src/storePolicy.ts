import type { DemandedDeny } from "./denyStatement.js";

const plaintext = [
  { operators: ["bool"], key: "aws:securetransport", accepts: ([value]: readonly string[]) => value === "false" },
];

const isRole = (arn: string): boolean => /^arn:[^:]+:iam::\d{12}:role\/[^*?]+$/.test(arn);

/** What touches the items of a table. */
const itemActions = [
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:ExportTableToPointInTime",
  "dynamodb:GetItem",
  "dynamodb:PartiQLDelete",
  "dynamodb:PartiQLInsert",
  "dynamodb:PartiQLSelect",
  "dynamodb:PartiQLUpdate",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:UpdateItem",
];

/** What the policy of a table must refuse: plain HTTP, which DynamoDB answers too, and roles that are not listed. */
export const tableDenies: readonly DemandedDeny[] = [
  {
    sid: "DenyPlaintext",
    actions: ["dynamodb:*"],
    conditions: plaintext,
    when: "with Bool aws:SecureTransport false",
  },
  {
    sid: "DenyOtherRoles",
    actions: itemActions,
    conditions: [
      {
        // All match a request without a role as well.
        operators: ["arnnotequals", "arnnotlike", "arnnotequalsifexists", "arnnotlikeifexists"],
        key: "aws:principalarn",
        accepts: (roles) => roles.length > 0 && roles.every(isRole),
      },
    ],
    when: "with ArnNotEquals aws:PrincipalArn of exact roles",
  },
];

const listedOnly = {
  conditions: [
    {
      operators: ["arnnotequals", "arnnotlike", "arnnotequalsifexists", "arnnotlikeifexists"],
      key: "aws:principalarn",
      accepts: (roles: readonly string[]) => roles.length > 0 && roles.every(isRole),
    },
  ],
  when: "with ArnNotEquals aws:PrincipalArn of exact roles",
};

/** What the policy of a secret must refuse: plain HTTP, and whoever is not listed, to read and to write its value. */
export const secretDenies: readonly DemandedDeny[] = [
  {
    sid: "DenyPlaintext",
    actions: ["secretsmanager:*"],
    conditions: plaintext,
    when: "with Bool aws:SecureTransport false",
  },
  { sid: "DenyOtherReaders", actions: ["secretsmanager:GetSecretValue"], ...listedOnly },
  {
    sid: "DenyOtherWriters",
    actions: ["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"],
    ...listedOnly,
  },
];
