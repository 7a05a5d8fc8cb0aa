import type { PolicyStatement } from "@secure-ml/core";
import { all, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { dataRoleAccess } from "./dataRoleAccess.js";
import {
  databaseUser,
  dataRoleKeyUses,
  dataRolePurposes,
  DataRoles,
  tableRoleArns,
  type DataTableAccess,
} from "./dataRoles.js";
import { environment } from "./environment.fixture.js";

const keyArn = (id: string) => `arn:aws:kms:eu-west-1:111111111111:key/${id}`;
const keyArns = {
  lake: keyArn("lake"),
  features: keyArn("features"),
  artifacts: keyArn("artifacts"),
  capture: keyArn("capture"),
  labels: keyArn("labels"),
  database: keyArn("database"),
  secrets: keyArn("secrets"),
};
const role = (purpose: string) => `arn:aws:iam::111111111111:role/acme/dev/acme-dev-${purpose}`;
const bucket = (zone: string) => `arn:aws:s3:::acme-dev-${zone}-111111111111-eu-west-1`;
const run = (tables?: readonly DataTableAccess[]) =>
  runProgram(() => ({
    roleArns: new DataRoles("roles", {
      environment,
      keyArns,
      programKeyArn: keyArn("program"),
      ...(tables === undefined ? {} : { tables }),
    }).roleArns,
  }));

async function statements(purpose: string, tables?: readonly DataTableAccess[]): Promise<readonly PolicyStatement[]> {
  const policy = one(await run(tables), "aws:iam/rolePolicy:RolePolicy", `roles-${purpose}-policy`).inputs["policy"];
  return (JSON.parse(policy as string) as { Statement: readonly PolicyStatement[] }).Statement;
}
const glue = ["ReadProgram", "OpenProgram", "FindConnection", "KeyOfOwnLog", "TagInterfaces"];
const plumbing = ["WriteOwnLog", "OwnInterfaces", "FindInterfaces"];

describe("DataRoles", { tags: ["DATA-22"] }, () => {
  it("makes a sealed role for each purpose, below the environment's path", async () => {
    const result = await run();
    const roles = all(result, "aws:iam/role:Role");
    expect(result.outputs["roleArns"]).toEqual(
      Object.fromEntries(dataRolePurposes.map((purpose) => [purpose, role(purpose)])),
    );
    expect(roles.map(({ urn }) => result.controls.get(urn))).toEqual([
      ...(Array(4).fill(["GOV-40", "DATA-22"]) as unknown[]),
      ["GOV-40", "DATA-22", "DATA-26"],
    ]);
    expect(all(result, "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive")).toHaveLength(5);
  });

  it.each([
    ["ingest", "lambda"],
    ["etl", "glue"],
    ["labels", "glue"],
    ["erasure", "lambda"],
    ["quarantine", "lambda"],
  ])("lets for %s only %s in, for this account", async (purpose, service) => {
    const trust = one(await run(), "aws:iam/role:Role", `roles-${purpose}-role`).inputs["assumeRolePolicy"];
    expect((JSON.parse(trust as string) as { Statement: unknown }).Statement).toEqual([
      {
        Sid: "ServiceAssumesRole",
        Effect: "Allow",
        Principal: { Service: `${service}.amazonaws.com` },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
      },
    ]);
  });

  it("gives ETL one input and one output", async () => {
    const allow = { Effect: "Allow" };
    expect((await statements("etl")).slice(0, 5)).toEqual([
      { Sid: "ReadInput", ...allow, Action: "s3:GetObject", Resource: `${bucket("raw")}/intake/*` },
      {
        Sid: "ListInput",
        ...allow,
        Action: "s3:ListBucket",
        Resource: bucket("raw"),
        Condition: { StringLike: { "s3:prefix": "intake/*" } },
      },
      { Sid: "OpenInput", ...allow, Action: "kms:Decrypt", Resource: keyArns.lake },
      {
        Sid: "WriteOutput",
        ...allow,
        Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
        Resource: `${bucket("curated")}/datasets/*`,
      },
      { Sid: "SealOutput", ...allow, Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArns.lake },
    ]);
  });

  it.each([
    ["ingest", ["WriteOutput", "SealOutput"]],
    ["labels", ["ReadInput", "ListInput", "OpenInput", "WriteOutput", "SealOutput", ...glue]],
    ["erasure", ["FindVersions", "DeleteVersions"]],
    ["quarantine", ["WriteOutput", "SealOutput", "ReadTags", "Mark", "ReadMarked", "OpenMarked"]],
  ])("gives %s nothing else in storage than %j", async (purpose, sids) => {
    expect((await statements(purpose)).map(({ Sid }) => Sid)).toEqual([...sids, ...plumbing]);
  });

  it("gives the role of a Glue job its program, its connection and the key of its log groups", async () => {
    const found = (await statements("etl")).filter(({ Sid }) => glue.includes(Sid));
    const allow = { Effect: "Allow" };
    const here = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111111111111:${resource}`;
    expect(found).toEqual([
      {
        Sid: "ReadProgram",
        ...allow,
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::acme-account-code-111111111111-eu-west-1/programs/admitRows.py",
      },
      { Sid: "OpenProgram", ...allow, Action: "kms:Decrypt", Resource: keyArn("program") },
      {
        Sid: "FindConnection",
        ...allow,
        Action: "glue:GetConnection",
        Resource: [here("glue", "catalog"), here("glue", "connection/acme-dev-data-jobs")],
      },
      {
        Sid: "KeyOfOwnLog",
        ...allow,
        Action: "logs:AssociateKmsKey",
        Resource: ["error", "output"].map((part) => here("logs", `log-group:/acme/dev/data/etl/${part}-acme-dev-etl`)),
      },
      {
        Sid: "TagInterfaces",
        ...allow,
        Action: "ec2:CreateTags",
        Resource: here("ec2", "network-interface/*"),
        Condition: {
          "ForAllValues:StringEquals": { "aws:TagKeys": "aws-glue-service-resource" },
          Null: { "aws:TagKeys": "false" },
        },
      },
    ]);
  });

  it("gives labels a place and a key of their own", async () => {
    const found = await statements("labels");
    const resource = (sid: string) => found.find(({ Sid }) => Sid === sid)?.Resource;
    expect(resource("ReadInput")).toBe(`${bucket("raw")}/label-sources/*`);
    expect(resource("WriteOutput")).toBe(`${bucket("labels")}/held-out/*`);
    expect(resource("OpenInput")).toBe(keyArns.lake);
    expect(resource("SealOutput")).toBe(keyArns.labels);
  });

  it(
    "lets the responder mark any object, read what is marked, and release nothing",
    { tags: ["DATA-26"] },
    async () => {
      const zones = ["raw", "curated", "quarantine", "features", "artifacts", "capture", "labels", "scratch"];
      const allow = { Effect: "Allow", Resource: zones.map((zone) => `${bucket(zone)}/*`).sort() };
      expect((await statements("quarantine")).slice(0, 6)).toEqual([
        {
          ...allow,
          Sid: "WriteOutput",
          Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
          Resource: `${bucket("quarantine")}/*`,
        },
        { ...allow, Sid: "SealOutput", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArns.lake },
        { ...allow, Sid: "ReadTags", Action: ["s3:GetObjectTagging", "s3:GetObjectVersionTagging"] },
        {
          ...allow,
          Sid: "Mark",
          Action: ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
          Condition: { StringEquals: { "s3:RequestObjectTag/quarantine": "true" } },
        },
        {
          ...allow,
          Sid: "ReadMarked",
          Action: ["s3:GetObject", "s3:GetObjectVersion"],
          Condition: { StringEquals: { "s3:ExistingObjectTag/quarantine": "true" } },
        },
        {
          ...allow,
          Sid: "OpenMarked",
          Action: "kms:Decrypt",
          Resource: ["artifacts", "capture", "features", "labels", "lake"].map(keyArn),
        },
      ]);
    },
  );

  it("lists each role at the buckets and keys that it uses, and at no other", async () => {
    const access = dataRoleAccess(environment);
    for (const purpose of dataRolePurposes) {
      const resources = (await statements(purpose)).flatMap(({ Resource = [] }) => Resource).join(" ");
      for (const [zone, { roleArns = [] }] of Object.entries(access)) {
        expect(roleArns.includes(role(purpose)), `${purpose} at ${zone}`).toBe(resources.includes(bucket(zone)));
      }
    }
    const uses = dataRoleKeyUses(environment);
    expect(uses.lake?.roles?.map(({ roleArns }) => roleArns)).toEqual([
      [role("etl"), role("labels"), role("quarantine")],
      [role("ingest"), role("etl"), role("quarantine")],
    ]);
    expect(uses.labels?.roles?.map(({ roleArns }) => roleArns)).toEqual([[role("labels")], [role("quarantine")]]);
    for (const domain of ["features", "artifacts", "capture"] as const) {
      expect(uses[domain]?.roles).toEqual([
        { sid: "Quarantine", roleArns: [role("quarantine")], actions: ["kms:Decrypt"], viaServices: ["s3"] },
      ]);
    }
  });

  describe("with databases and secrets", () => {
    const more = async (purpose: string) => {
      const result = await runProgram(() => {
        new DataRoles("roles", {
          environment,
          keyArns,
          programKeyArn: keyArn("program"),
          databaseRoles: ["etl"],
          secrets: [
            { purpose: "intake-token", readers: ["ingest", "etl"] },
            { purpose: "label-token", readers: ["etl"] },
          ],
        });
      });
      const policy = one(result, "aws:iam/rolePolicy:RolePolicy", `roles-${purpose}-policy`).inputs["policy"];
      return (JSON.parse(policy as string) as { Statement: readonly PolicyStatement[] }).Statement;
    };
    const secret = (purpose: string) =>
      `arn:aws:secretsmanager:eu-west-1:111111111111:secret:acme-dev-${purpose}-??????`;
    const allow = { Effect: "Allow" };

    it("lets a listed role log in as its own user, and no other", { tags: ["DATA-17"] }, async () => {
      expect((await more("etl")).filter(({ Sid }) => Sid === "LogInToDatabases")).toEqual([
        {
          Sid: "LogInToDatabases",
          ...allow,
          Action: "rds-db:connect",
          Resource: "arn:aws:rds-db:eu-west-1:111111111111:dbuser:*/acme_dev_etl",
        },
      ]);
      expect((await more("labels")).map(({ Sid }) => Sid)).not.toContain("LogInToDatabases");
      expect(databaseUser({ ...environment, project: "a-b" }, "etl")).toBe("a_b_dev_etl");
    });

    it.each([
      ["ingest", secret("intake-token")],
      ["etl", [secret("intake-token"), secret("label-token")]],
      ["labels", undefined],
    ])("lets %s read exactly its secrets", { tags: ["DATA-19"] }, async (purpose, Resource) => {
      expect((await more(purpose)).filter(({ Sid }) => Sid.endsWith("Secrets"))).toEqual(
        Resource === undefined
          ? []
          : [
              {
                Sid: "ReadSecrets",
                ...allow,
                Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
                Resource,
              },
              { Sid: "OpenSecrets", ...allow, Action: "kms:Decrypt", Resource: keyArns.secrets },
            ],
      );
    });
  });

  describe("with tables", { tags: ["DATA-16"] }, () => {
    const tables: readonly DataTableAccess[] = [
      { purpose: "feature-index", readers: ["labels"], writers: ["etl"] },
      { purpose: "subject-index", readers: ["erasure", "labels"], writers: ["erasure"] },
    ];
    const table = (purpose: string) => `arn:aws:dynamodb:eu-west-1:111111111111:table/acme-dev-${purpose}`;
    const allow = { Effect: "Allow" };
    const read = {
      Sid: "ReadItems",
      ...allow,
      Action: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
    };
    const write = {
      Sid: "WriteItems",
      ...allow,
      Action: ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
    };
    const open = { Sid: "OpenTables", ...allow, Action: "kms:Decrypt", Resource: keyArns.database };

    it.each([
      ["ingest", []],
      ["etl", [{ ...write, Resource: table("feature-index") }, open]],
      ["labels", [{ ...read, Resource: [table("feature-index"), table("subject-index")] }, open]],
      [
        "erasure",
        [{ ...read, Resource: table("subject-index") }, { ...write, Resource: table("subject-index") }, open],
      ],
    ])("lets %s reach exactly the items that it is listed for", async (purpose, expected) => {
      const found = await statements(purpose, tables);
      expect(found.filter(({ Sid }) => /Items|Tables/.test(Sid))).toEqual(expected);
    });

    it("lists each role once, at the table and at the key", () => {
      expect(tables.map((each) => tableRoleArns(environment, each))).toEqual([
        [role("labels"), role("etl")],
        [role("erasure"), role("labels")],
      ]);
      expect(dataRoleKeyUses(environment, tables).database).toEqual({
        roles: [
          {
            sid: "TableItems",
            roleArns: [role("labels"), role("etl"), role("erasure"), role("labels")],
            actions: ["kms:Decrypt"],
            viaServices: ["dynamodb"],
          },
        ],
      });
      expect(dataRoleKeyUses(environment).database).toBeUndefined();
    });
  });
});
