import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataDdbCmkLinked as rule } from "./ddbCmkLinked.js";

const key = resource(awsType.key, "key");
const arn = "arn:aws:dynamodb:eu-central-1:111111111111:table/acme-dev-index";
const unmade = resource(awsType.table, "table", {}, { outputs: { arn: unknown } });
const made = resource(awsType.table, "table", {}, { outputs: { arn } });
const kind = "aws.dynamodb.ResourcePolicy";
const missing = `mandatory table: found no ${kind}; expected exactly one ${kind}; fix: add an ${kind} that refuses plain HTTP and other roles`;
const policyOf = (table: typeof made, name = "policy") =>
  resource(awsType.tablePolicy, name, { resourceArn: unknown }, { propertyDependencies: { resourceArn: [table] } });

describe("data-ddb-cmk-linked", { tags: ["DATA-16"] }, () => {
  it("passes with one policy, by dependency and by value", async () => {
    expect(await reports(rule, [unmade, policyOf(unmade)])).toEqual([]);
    expect(await reports(rule, [made, resource(awsType.tablePolicy, "policy", { resourceArn: arn })])).toEqual([]);
  });

  it("violates without a policy, or with that of another table", async () => {
    expect(await reports(rule, [made])).toEqual([missing]);
    const other = resource(awsType.tablePolicy, "policy", { resourceArn: `${arn}-other` });
    expect(await reports(rule, [made, other])).toEqual([missing]);
  });

  it("violates with two", async () => {
    expect(await reports(rule, [unmade, policyOf(unmade, "a"), policyOf(unmade, "b")])).toEqual([
      `mandatory table: found 2 of type ${kind}; expected exactly one ${kind}; fix: merge them into one`,
    ]);
  });

  it("cannot decide while a policy could be for it", async () => {
    expect(await reports(rule, [unmade, resource(awsType.tablePolicy, "policy", { resourceArn: unknown })])).toEqual([
      "advisory table: undecided: whether policy is for it cannot be known yet",
    ]);
  });

  it.each([key, resource(stackReferenceType, "account")])("passes an unknown key from $type", async (source) => {
    const inputs = { serverSideEncryption: { enabled: true, kmsKeyArn: unknown } };
    const propertyDependencies = { serverSideEncryption: [source] };
    const table = resource(awsType.table, "table", inputs, { propertyDependencies });
    expect(await reports(rule, [source, table, policyOf(table)])).toEqual([]);
  });

  it("cannot decide an unknown key that comes from elsewhere", async () => {
    const table = resource(awsType.table, "table", { serverSideEncryption: { enabled: true, kmsKeyArn: unknown } });
    expect(await reports(rule, [key, table, policyOf(table)])).toEqual([
      "advisory table: undecided: serverSideEncryption.kmsKeyArn cannot be known yet and depends on no aws.kms.Key",
    ]);
  });

  it("does not apply to a stack without tables", async () => {
    expect(await reasons(rule, [key])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [made]);
});
