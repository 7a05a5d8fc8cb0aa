import { describe, it } from "vitest";
import { expectAllowed, expectDenied, type PolicyDocument, type PolicyStatement } from "./expectAllowed.js";

/**
 * Half of all mistakes in Denies are about keys that a request does not carry. Before the simulator is believed about
 * our policies, it must say of each kind of operator what AWS's documentation says.
 *
 * See AWS, "IAM JSON policy elements: Condition operators":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const subnets = "sagemaker:VpcSubnets";
const isolation = "sagemaker:NetworkIsolation";
const key = "sagemaker:VolumeKmsKeyArn";
const seconds = "sagemaker:MaxRuntimeInSeconds";
const ours = "arn:aws:kms:eu-central-1:111111111111:key/ours";

type Context = Readonly<Record<string, string | readonly string[]>>;
interface Row {
  /** Condition of a Deny. */
  readonly when: NonNullable<PolicyStatement["Condition"]>;
  readonly denied: readonly Context[];
  readonly allowed: readonly Context[];
}

const rows: readonly Row[] = [
  { when: { Null: { [subnets]: "true" } }, denied: [{}], allowed: [{ [subnets]: ["a"] }] },
  { when: { Null: { [subnets]: "false" } }, denied: [{ [subnets]: ["a"] }], allowed: [{}] },
  {
    when: { "ForAnyValue:StringNotEquals": { [subnets]: ["a", "b"] } },
    denied: [{ [subnets]: ["a", "rogue"] }, { [subnets]: ["rogue"] }],
    allowed: [{ [subnets]: ["a", "b"] }, {}],
  },
  {
    // One approved subnet carries the rogue one through; an absent key does not pass.
    when: { "ForAllValues:StringNotEquals": { [subnets]: ["a", "b"] } },
    denied: [{ [subnets]: ["rogue"] }, {}],
    allowed: [{ [subnets]: ["a", "rogue"] }],
  },
  {
    when: { Bool: { [isolation]: "false" } },
    denied: [{ [isolation]: "false" }],
    allowed: [{ [isolation]: "true" }, {}],
  },
  {
    when: { BoolIfExists: { [isolation]: "false" } },
    denied: [{ [isolation]: "false" }, {}],
    allowed: [{ [isolation]: "true" }],
  },
  { when: { StringEquals: { [key]: ours } }, denied: [{ [key]: ours }], allowed: [{ [key]: `${ours}2` }, {}] },
  { when: { StringEqualsIfExists: { [key]: ours } }, denied: [{ [key]: ours }, {}], allowed: [{ [key]: `${ours}2` }] },
  { when: { StringNotEquals: { [key]: ours } }, denied: [{ [key]: `${ours}2` }, {}], allowed: [{ [key]: ours }] },
  {
    // IfExists changes nothing for a negated operator.
    when: { StringNotEqualsIfExists: { [key]: ours } },
    denied: [{ [key]: `${ours}2` }, {}],
    allowed: [{ [key]: ours }],
  },
  { when: { ArnEquals: { [key]: ours } }, denied: [{ [key]: ours }], allowed: [{ [key]: `${ours}2` }, {}] },
  { when: { ArnNotEquals: { [key]: ours } }, denied: [{ [key]: `${ours}2` }, {}], allowed: [{ [key]: ours }] },
  { when: { ArnNotLike: { [key]: ours } }, denied: [{ [key]: `${ours}2` }, {}], allowed: [{ [key]: ours }] },
  {
    // The way to say "present but wrong".
    when: { Null: { [key]: "false" }, ArnNotEquals: { [key]: ours } },
    denied: [{ [key]: `${ours}2` }],
    allowed: [{ [key]: ours }, {}],
  },
  {
    when: { NumericGreaterThan: { [seconds]: "14400" } },
    denied: [{ [seconds]: "14401" }],
    allowed: [{ [seconds]: "14400" }, {}],
  },
  {
    when: { NumericLessThan: { [seconds]: "60" } },
    denied: [{ [seconds]: "59.9" }],
    allowed: [{ [seconds]: "60" }, {}],
  },
];

describe("a Deny and the keys that a request lacks", () => {
  it.each(rows.map((row) => [JSON.stringify(row.when), row] as const))("%s", async (_, { when, denied, allowed }) => {
    const policy: PolicyDocument = {
      Version: "2012-10-17",
      Statement: [
        { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" },
        { Sid: "But", Effect: "Deny", Action: "*", Resource: "*", Condition: when },
      ],
    };
    const request = (context: Context) => ({
      principal: "arn:aws:sts::111111111111:assumed-role/any/session",
      action: "sagemaker:CreateTrainingJob",
      resource: "arn:aws:sagemaker:eu-central-1:111111111111:training-job/j",
      resourceAccount: "111111111111",
      context,
    });
    for (const context of denied) await expectDenied(request(context), { identity: [policy] });
    for (const context of allowed) await expectAllowed(request(context), { identity: [policy] });
  });
});
