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
