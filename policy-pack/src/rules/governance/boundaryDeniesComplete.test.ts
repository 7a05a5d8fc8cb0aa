import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { deployerBoundary, deployerBoundaryArn, deployerRole, deployerSettings } from "../../deployer.fixture.js";
import { changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govBoundaryDeniesComplete as rule } from "./boundaryDeniesComplete.js";

const deny = (Sid: string, Action: unknown, Condition: object = {}): RawStatement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource: "*",
  Condition,
});
const missing = (key: string) => ({ Null: { [key]: "true" } });
const other = (key: string, value: string | readonly string[]) => ({ StringNotEquals: { [key]: value } });
const jobs = [
  "CreateDataQualityJobDefinition",
  "CreateHyperParameterTuningJob",
  "CreateModel",
  "CreateModelBiasJobDefinition",
  "CreateModelExplainabilityJobDefinition",
  "CreateModelQualityJobDefinition",
  "CreateNotebookInstance",
  "CreateProcessingJob",
  "CreateTrainingJob",
].map((call) => `sagemaker:${call}`);
const auditCalls = [
  "access-analyzer:DeleteAnalyzer",
  "cloudtrail:DeleteTrail",
  "cloudtrail:StopLogging",
  "config:StopConfigurationRecorder",
  "guardduty:DeleteDetector",
  "macie2:DisableMacie",
  "securityhub:DisableSecurityHub",
];
const guardrailCalls = [
  "iam:DeleteRolePermissionsBoundary",
  "iam:PutRolePermissionsBoundary",
  "iam:DetachRolePolicy",
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:DeletePolicyVersion",
];
const roleCalls = ["iam:CreateRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy"];
const invokeCalls = [
  "sagemaker:InvokeEndpoint",
  "sagemaker:InvokeEndpointAsync",
  "sagemaker:InvokeEndpointWithResponseStream",
];

const statements: readonly RawStatement[] = [
  { Sid: "Services", Effect: "Allow", Action: ["s3:*", "sagemaker:*"], Resource: "*" },
  deny("Audit", auditCalls),
  deny("Keys", "kms:ScheduleKeyDeletion"),
  deny("Guardrails", guardrailCalls),
  deny("Roles", roleCalls),
  deny("Regions", ["s3:*"], other("aws:RequestedRegion", "eu-central-1")),
  deny("Invoke", "sagemaker:InvokeEndpoint*", missing("aws:PrincipalTag/endpoint-caller")),
  deny("Subnets", jobs, missing("sagemaker:VpcSubnets")),
  deny("Groups", jobs, missing("sagemaker:VpcSecurityGroupIds")),
  deny("Internet", "sagemaker:CreateNotebookInstance", other("sagemaker:DirectInternetAccess", "Disabled")),
  deny("Root", "sagemaker:CreateNotebookInstance", other("sagemaker:RootAccess", "Disabled")),
  deny("Metadata", "sagemaker:CreateNotebookInstance", other("sagemaker:MinimumInstanceMetadataServiceVersion", "2")),
  deny("Domain", "sagemaker:CreateDomain", other("sagemaker:AppNetworkAccessType", "VpcOnly")),
  deny("DomainUpdate", "sagemaker:UpdateDomain", {
    StringEquals: { "sagemaker:AppNetworkAccessType": "PublicInternetOnly" },
  }),
];
const boundary = (given: unknown, inputs: object = {}) =>
  resource(awsType.managedPolicy, "boundary", { name: "acme-account-boundary", policy: given, ...inputs });
const withChange = (sid: string, change: RawStatement | undefined) =>
  boundary(document(changed(statements, sid, change)));
const line = (purpose: string, open: string): string =>
  `mandatory boundary: found a boundary under which a role could ${purpose}; expected an explicit Deny of ${open}; fix: add an explicit Deny to the boundary`;

/** Each Deny, what it prevents and what it must name. */
const demands: readonly [string, string, string][] = [
  ["Audit", "stop what records and judges the account", auditCalls.join(", ")],
  ["Keys", "destroy keys", "kms:ScheduleKeyDeletion"],
  ["Guardrails", "take off its boundary or guardrails", guardrailCalls.join(", ")],
  ["Roles", "make or tag roles", roleCalls.join(", ")],
  ["Regions", "work in other Regions", "StringNotEquals aws:RequestedRegion"],
  ["Invoke", "invoke an endpoint without the tag endpoint-caller", invokeCalls.join(", ")],
  ["Subnets", "run jobs outside the VPC", jobs.join(", ")],
  ["Groups", "run jobs without security groups", jobs.join(", ")],
  ["Internet", "make a notebook with internet access", "sagemaker:CreateNotebookInstance"],
  ["Root", "make a notebook with root access", "sagemaker:CreateNotebookInstance"],
  ["Metadata", "make a notebook with version 1 of the metadata service", "sagemaker:CreateNotebookInstance"],
  ["Domain", "make a domain outside the VPC", "sagemaker:CreateDomain"],
  ["DomainUpdate", "open a domain to the internet", "sagemaker:UpdateDomain"],
];

describe("gov-boundary-denies-complete", { tags: ["GOV-40"] }, () => {
  it("passes a complete boundary", async () => {
    expect(await reports(rule, [boundary(document(statements))])).toEqual([]);
    expect(await reasons(rule, [boundary(document(statements))])).toEqual([]);
    const inputs = { name: "acme-account-boundary", policy: document(statements) };
    const inAccount = resource(awsType.managedPolicy, "boundary", inputs, { project: "secure-ml-account" });
    expect(await reports(rule, [inAccount])).toEqual([]);
  });

  it(
    "leaves the deployers' boundaries to their rule, but not those that others carry",
    { tags: ["GOV-46"] },
    async () => {
      const stack = [boundary(document(statements)), deployerRole("prod"), deployerBoundary("prod")];
      const found = (resources: readonly RecordedResource[]) => reports(rule, resources, deployerSettings);
      expect(await found(stack)).toEqual([]);
      const carrier = resource(
        awsType.role,
        "etl",
        { name: "acme-account-etl", permissionsBoundary: deployerBoundaryArn("prod") },
        { project: "secure-ml-account" },
      );
      expect((await found([...stack, carrier])).length).toBeGreaterThan(0);
      expect((await found([boundary(document(statements)), deployerBoundary("test")])).length).toBeGreaterThan(0);
      const elsewhere = [deployerRole("prod", {}, "anything"), deployerBoundary("prod", {}, "anything")];
      expect((await found(elsewhere)).length).toBeGreaterThan(0);
    },
  );

  it.each(demands)("violates without %s", async (sid, purpose, open) => {
    expect(await reports(rule, [withChange(sid, undefined)])).toEqual([line(purpose, open)]);
  });

  it.each(demands)(
    "violates with %s as an Allow, for one resource, or with a further condition",
    async (sid, purpose, open) => {
      const given = statements.find((statement) => statement["Sid"] === sid);
      const narrowed = { ...(given?.["Condition"] as object), StringLike: { "aws:SourceVpc": "vpc-1" } };
      for (const change of [
        { Effect: "Allow" },
        { Resource: "arn:aws:x" },
        { Condition: narrowed },
        { NotAction: "x" },
      ]) {
        expect(await reports(rule, [withChange(sid, change)])).toEqual([line(purpose, open)]);
      }
    },
  );

  it.each([
    ...auditCalls.map((call) => ["Audit", auditCalls, call] as const),
    ...guardrailCalls.map((call) => ["Guardrails", guardrailCalls, call] as const),
    ...roleCalls.map((call) => ["Roles", roleCalls, call] as const),
    ...jobs.map((call) => ["Subnets", jobs, call] as const),
    ...invokeCalls.map((call) => ["Invoke", invokeCalls, call] as const),
  ])("%s must name every call of %j: %s", async (sid, calls, call) => {
    const lines = await reports(rule, [withChange(sid, { Action: calls.filter((candidate) => candidate !== call) })]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`expected an explicit Deny of ${call}; `);
  });

  it.each<[string, string, RawStatement]>([
    ["wildcards", "Roles", { Action: "iam:*Role*" }],
    [
      "named deployers excepted",
      "Roles",
      { Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::1:role/deployer" } } },
    ],
    [
      "IfExists where an absent key counts",
      "Root",
      { Condition: { StringNotEqualsIfExists: { "sagemaker:RootAccess": "Disabled" } } },
    ],
  ])("passes %s", async (_case, sid, change) => {
    expect(await reports(rule, [withChange(sid, change)])).toEqual([]);
  });

  it.each<[string, string, RawStatement]>([
    ["everyone excepted", "Roles", { Condition: { ArnNotLike: { "aws:PrincipalArn": "*" } } }],
    ["the wrong value", "Root", { Condition: other("sagemaker:RootAccess", "Enabled") }],
    [
      "a wrong value beside the right one",
      "Root",
      { Condition: other("sagemaker:RootAccess", ["Disabled", "Enabled"]) },
    ],
    ["the wrong operator", "Root", { Condition: { StringEquals: { "sagemaker:RootAccess": "Disabled" } } }],
    ["the wrong Null", "Subnets", { Condition: { Null: { "sagemaker:VpcSubnets": "false" } } }],
    ["no Region", "Regions", { Condition: { StringNotEquals: { "aws:RequestedRegion": [] } } }],
    ["no action in other Regions", "Regions", { Action: [] }],
    ["the opposite of Regions", "Regions", { Condition: { StringEquals: { "aws:RequestedRegion": "eu-central-1" } } }],
  ])("violates with %s", async (_case, sid, change) => {
    expect(await reports(rule, [withChange(sid, change)])).toHaveLength(1);
  });

  it("holds the Regions to those configured", async () => {
    const stack = [boundary(document(statements))];
    expect(await reports(rule, stack, { allowedRegions: ["eu-central-1", "eu-west-1"] })).toEqual([]);
    const more = withChange("Regions", { Condition: other("aws:RequestedRegion", ["eu-central-1", "eu-west-1"]) });
    expect(await reports(rule, [more], { allowedRegions: ["eu-central-1"] })).toHaveLength(1);
    expect(await reports(rule, stack, { allowedRegions: ["eu-west-1"] })).toEqual([
      line("work in other Regions", "StringNotEquals aws:RequestedRegion"),
    ]);
  });

  it("judges the policy that roles name, whatever its own name", async () => {
    const policy = boundary(document([]), { name: "ceiling" });
    const role = (permissionsBoundary: unknown, from: readonly RecordedResource[] = []) =>
      resource(awsType.role, "role", { permissionsBoundary }, { propertyDependencies: { permissionsBoundary: from } });
    const made = resource(
      awsType.managedPolicy,
      "boundary",
      { name: "ceiling", policy: document([]) },
      { outputs: { arn: "arn:ceiling" } },
    );
    expect(await reports(rule, [policy, role(unknown, [policy])])).toHaveLength(demands.length);
    expect(await reports(rule, [made, role("arn:ceiling")])).toHaveLength(demands.length);
    expect(await reports(rule, [made, role("arn:other")])).toEqual([]);
  });

  it("violates when the account stack has none", async () => {
    const inAccount = { project: "secure-ml-account" };
    const stack = [
      resource(awsType.managedPolicy, "other", { name: "boundary-of-others", policy: document([]) }, inAccount),
    ];
    expect(await reports(rule, stack)).toEqual([
      "mandatory secure-ml-account-stack: found no permissions boundary; expected the boundary of every role in the account stack; fix: add an aws.iam.Policy whose name ends in boundary",
    ]);
  });

  it("does not apply to other stacks without one", async () => {
    expect(await reasons(rule, [resource(awsType.role, "role")])).toEqual(["The boundary is in the account stack"]);
  });

  it("violates without a policy, and cannot decide an unknown one", async () => {
    expect(await reports(rule, [boundary(undefined), boundary("{}"), boundary(unknown)])).toEqual([
      "mandatory boundary: found no policy; expected a policy document; fix: set policy",
      "advisory boundary: undecided: policy cannot be known yet",
    ]);
    expect(await reports(rule, [boundary("{}")])).toEqual([
      "mandatory boundary: found a policy of JSON without a Statement; expected a policy document; fix: set policy",
    ]);
  });

  itHonoursExemptions(rule, [boundary(document([]))]);
});
