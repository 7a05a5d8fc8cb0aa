import type { PolicyStatement } from "@secure-ml/core";
import { identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { SecureTable, type SecureTableArgs } from "./secureTable.js";
import { tableArn } from "./tablePolicy.js";

const etl = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-etl";
const breakGlass = environment.breakGlassRoleArns[0];
const keyArn = "arn:aws:kms:eu-west-1:111111111111:key/database";
const arn = "arn:aws:dynamodb:eu-west-1:111111111111:table/acme-dev-feature-index";
const args: SecureTableArgs = {
  environment,
  purpose: "feature-index",
  keyArn,
  partitionKey: "feature",
  roleArns: [etl],
  vpcEndpointId: "vpce-1",
};
const run = (changes: Partial<SecureTableArgs> = {}) =>
  runProgram(() => {
    const { tableName, tableArn: made } = new SecureTable("index", { ...args, ...changes });
    return { tableName, tableArn: made };
  });

describe("SecureTable", { tags: ["DATA-16"] }, () => {
  it("is fit for production without options", async () => {
    const result = await run();
    const table = one(result, "aws:dynamodb/table:Table");
    expect(table.inputs).toEqual({
      name: "acme-dev-feature-index",
      billingMode: "PAY_PER_REQUEST",
      attributes: [{ name: "feature", type: "S" }],
      hashKey: "feature",
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      deletionProtectionEnabled: true,
      tags: { "personal-data": "false", regime: "none", "lawful-basis": "none", "retention-days": "until-deleted" },
    });
    expect(table.options).toMatchObject({ protect: true, retainOnDelete: true });
    expect(result.controls.get(table.urn)).toEqual(["DATA-16", "DATA-33"]);
    const policy = one(result, "aws:dynamodb/resourcePolicy:ResourcePolicy");
    expect(policy.inputs["resourceArn"]).toBe(arn);
    expect(policy.options).toMatchObject({ protect: true, retainOnDelete: true });
    expect(result.controls.get(policy.urn)).toEqual(["DATA-16"]);
    expect(result.outputs).toEqual({ tableName: "acme-dev-feature-index", tableArn: arn });
    expect(tableArn(environment, "feature-index")).toBe(arn);
    expect(identities(result)).toContain("secure-ml:data:SecureTable :: index :: project-stack");
  });

  it("refuses plain HTTP, other networks and other roles, and leaves management alone", async () => {
    const policy = one(await run(), "aws:dynamodb/resourcePolicy:ResourcePolicy").inputs["policy"];
    const { Statement } = JSON.parse(String(policy)) as { Statement: PolicyStatement[] };
    const deny = { Effect: "Deny", Principal: "*", Resource: [arn, `${arn}/index/*`] };
    const items = [
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
    expect(Statement).toEqual([
      {
        Sid: "DenyPlaintext",
        ...deny,
        Action: "dynamodb:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "DenyOutsideNetwork",
        ...deny,
        Action: items,
        Condition: {
          StringNotEquals: { "aws:SourceVpce": "vpce-1" },
          ArnNotEquals: { "aws:PrincipalArn": breakGlass },
        },
      },
      {
        Sid: "DenyOtherRoles",
        ...deny,
        Action: items,
        Condition: { ArnNotEquals: { "aws:PrincipalArn": [breakGlass, etl] } },
      },
    ]);
  });

  it("says which personal data its items hold, and until when", { tags: ["DATA-33"] }, async () => {
    const dataSets = [
      {
        name: "customers",
        purpose: "Predict who leaves",
        classification: "restricted",
        regimes: { gdpr: "consent" },
      } as const,
    ];
    const facts = { dataSets, retentionDays: 90, timeToLiveAttribute: "expires" };
    const result = await runProgram(() => ({ record: new SecureTable("index", { ...args, ...facts }).record }));
    expect(one(result, "aws:dynamodb/table:Table").inputs["tags"]).toEqual({
      "personal-data": "true",
      regime: "gdpr",
      "lawful-basis": "consent",
      "retention-days": "90",
      "data-classification": "restricted",
    });
    expect(result.outputs["record"]).toEqual({
      store: "acme-dev-feature-index",
      kind: "table",
      region: "eu-west-1",
      personalData: true,
      classification: "restricted",
      regimes: { gdpr: ["consent"] },
      retentionDays: 90,
      dataSets: { customers: "Predict who leaves" },
    });
    await expect(run({ dataSets })).rejects.toThrow("retentionDays must be given for personal data");
    await expect(run({ retentionDays: 0 })).rejects.toThrow(
      "timeToLiveAttribute must be given with retentionDays: nothing else ends an item; retentionDays must be a whole " +
        "number of days from 1 to 36500, but is 0",
    );
  });

  it("sorts items, lets them expire and goes with its stack, when told to", async () => {
    const table = one(
      await run({ sortKey: "version", timeToLiveAttribute: "expires", recoveryDays: 7, dataProtection: "disposable" }),
      "aws:dynamodb/table:Table",
    );
    expect(table.inputs).toMatchObject({
      attributes: [
        { name: "feature", type: "S" },
        { name: "version", type: "S" },
      ],
      hashKey: "feature",
      rangeKey: "version",
      ttl: { attributeName: "expires", enabled: true },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 },
      deletionProtectionEnabled: false,
    });
    expect(table.options.protect).toBeFalsy();
  });

  it("says everything that is wrong at once", async () => {
    await expect(
      run({
        partitionKey: "",
        sortKey: "",
        timeToLiveAttribute: "",
        roleArns: ["arn:aws:iam::111111111111:role/acme/*"],
        recoveryDays: 36,
      }),
    ).rejects.toThrow(
      'SecureTable "index": partitionKey must have 1 to 255 characters, but is ""; ' +
        'sortKey must have 1 to 255 characters and differ from partitionKey, but is ""; ' +
        'timeToLiveAttribute must have 1 to 255 characters and be no key, which are texts, but is ""; ' +
        'roleArns must be exact ARNs of roles, but is ["arn:aws:iam::111111111111:role/acme/*"]; ' +
        "recoveryDays must be a whole number of days from 1 to 35, but is 36.",
    );
    await expect(run({ roleArns: [] })).rejects.toThrow("roleArns must not be empty");
    await expect(run({ sortKey: "feature" })).rejects.toThrow("differ from partitionKey");
    await expect(run({ sortKey: "version", timeToLiveAttribute: "version" })).rejects.toThrow("be no key");
    await expect(run({ purpose: "feature index" })).rejects.toThrow('The table name "acme-dev-feature index"');
  });
});
