import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { deployerBoundaryArn, deployerRole, deployerSettings } from "../../deployer.fixture.js";
import { changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnRoleHasGuardrail as rule } from "./roleHasGuardrail.js";

const key = (name: string): string => `sagemaker:${name}`;
const jobs = [
  "CreateDataQualityJobDefinition",
  "CreateHyperParameterTuningJob",
  "CreateModelBiasJobDefinition",
  "CreateModelExplainabilityJobDefinition",
  "CreateModelQualityJobDefinition",
  "CreateProcessingJob",
  "CreateTrainingJob",
].map(key);
const machines = [...jobs, key("CreateTransformJob")];
const deny = (Sid: string, Action: readonly string[], Condition: RawStatement): RawStatement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource: "*",
  Condition,
});
const other = (name: string) => ({ "ForAnyValue:StringNotEquals": { [key(name)]: ["ours"] } });
const missing = (name: string) => ({ Null: { [key(name)]: "true" } });
const foreign = (name: string) => ({ Null: { [key(name)]: "false" }, ArnNotEquals: { [key(name)]: ["ours"] } });

/** Each statement with what a role could do without it. */
const guardrail: readonly (readonly [statement: RawStatement, gap: string])[] = [
  [deny("Subnet", jobs, other("VpcSubnets")), "run jobs in foreign subnets"],
  [deny("Group", jobs, other("VpcSecurityGroupIds")), "run jobs under foreign security groups"],
  [deny("Model", [key("CreateModel")], other("VpcSubnets")), "place models in foreign subnets"],
  [
    deny("Studio", ["CreateDomain", "CreateNotebookInstance", "UpdateDomain"].map(key), other("VpcSubnets")),
    "place notebooks or a domain in foreign subnets",
  ],
  [
    deny("Isolated", [...jobs, key("CreateModel")], { BoolIfExists: { [key("NetworkIsolation")]: "false" } }),
    "run jobs or models without network isolation",
  ],
  [
    deny("Peers", jobs, { BoolIfExists: { [key("InterContainerTrafficEncryption")]: "false" } }),
    "run jobs whose peers talk in clear",
  ],
  [
    deny("Volume", machines, {
      ...missing("VolumeKmsKeyArn"),
      "ForAnyValue:StringNotLike": { [key("InstanceTypes")]: ["ml.g5.*"] },
    }),
    "run jobs without a volume key",
  ],
  [
    deny("NotebookVolume", [key("CreateNotebookInstance")], missing("VolumeKmsKeyArn")),
    "make notebooks without a volume key",
  ],
  [
    deny("OtherVolume", [...machines, key("CreateNotebookInstance")], foreign("VolumeKmsKeyArn")),
    "encrypt volumes under a foreign key",
  ],
  [
    deny("Output", machines, { ArnNotEquals: { [key("OutputKmsKeyArn")]: ["ours"] } }),
    "encrypt outputs under a foreign key or none",
  ],
  [deny("Machine", machines, other("InstanceTypes")), "run jobs on machines that nobody approved"],
  [deny("NoMachine", [key("CreateTrainingJob")], missing("InstanceTypes")), "run jobs without a machine of their own"],
  [deny("NoCap", jobs, missing("MaxRuntimeInSeconds")), "run jobs without a cap"],
  [deny("Cap", jobs, { NumericGreaterThan: { [key("MaxRuntimeInSeconds")]: "3600" } }), "run jobs above the cap"],
  [
    deny("Debug", ["CreateTrainingJob", "UpdateTrainingJob"].map(key), {
      Bool: { [key("EnableRemoteDebug")]: "true" },
    }),
    "open a shell in a job",
  ],
];
const statements = guardrail.map(([statement]) => statement);
const expected =
  "expected the guardrail policies for network, encryption and platform; fix: attach the guardrail's three policies by an aws.iam.RolePolicyAttachment each";
const violation = (found: string): string => `mandatory role: found a role that could ${found}; ${expected}`;

const persona = resource(awsType.role, "role", { name: "ds", tags: { persona: "ds" } });
const worker = resource(awsType.role, "role", { name: "pipeline" });
const arn = (name: string) => `arn:aws:iam::111111111111:policy/${name}`;
const policy = (name: string, list: readonly RawStatement[] | typeof unknown) =>
  resource(awsType.managedPolicy, name, { arn: arn(name), policy: list === unknown ? unknown : document(list) });
const attached = (name: string, role = "ds", policyArn: unknown = arn(name)) =>
  resource(awsType.rolePolicyAttachment, `attachment-${name}`, { role, policyArn });
const inline = (list: readonly RawStatement[] | typeof unknown, role: unknown = "pipeline") =>
  resource(awsType.rolePolicy, "inline", { role, policy: list === unknown ? unknown : document(list) });
const allow = (change: RawStatement): RawStatement => ({ Sid: "Work", Effect: "Allow", Resource: "*", ...change });
const whole = [policy("guardrail", statements), attached("guardrail")];

describe("trn-role-has-guardrail", { tags: ["TRN-07"] }, () => {
  it("passes a persona with the guardrail, in one policy or several", async () => {
    expect(await reports(rule, [persona, ...whole])).toEqual([]);
    const parts = [policy("a", statements.slice(0, 5)), policy("b", statements.slice(5)), attached("a"), attached("b")];
    expect(await reports(rule, [persona, ...parts])).toEqual([]);
  });

  it.each(guardrail)("violates without %j", async ({ Sid }, gap) => {
    const rest = policy("guardrail", changed(statements, String(Sid), undefined));
    expect(await reports(rule, [persona, rest, attached("guardrail")])).toEqual([violation(gap)]);
  });

  it.each<[string, RawStatement]>([
    ["other actions", { Action: ["sagemaker:CreateTrainingJob"] }],
    ["a further condition", { Condition: { ...other("VpcSubnets"), StringEquals: { "aws:PrincipalTag/team": "x" } } }],
    ["another operator", { Condition: { "ForAllValues:StringNotEquals": { [key("VpcSubnets")]: ["ours"] } } }],
    ["no values", { Condition: { "ForAnyValue:StringNotEquals": { [key("VpcSubnets")]: [] } } }],
    ["some resources", { Resource: "arn:aws:sagemaker:eu-central-1:111111111111:training-job/x" }],
    ["Allow instead of Deny", { Effect: "Allow" }],
    ["NotAction", { NotAction: "s3:*" }],
  ])("violates with a statement of %s", async (_, change) => {
    const weak = policy("guardrail", changed(statements, "Subnet", change));
    expect(await reports(rule, [persona, weak, attached("guardrail")])).toEqual([
      violation("run jobs in foreign subnets"),
    ]);
  });

  it("violates when a value is the wrong way round", async () => {
    const weak = changed(statements, "Isolated", {
      Condition: { BoolIfExists: { [key("NetworkIsolation")]: "true" } },
    });
    expect(await reports(rule, [persona, policy("guardrail", weak), attached("guardrail")])).toEqual([
      violation("run jobs or models without network isolation"),
    ]);
  });

  it("violates when nothing is attached, or only something for another role or from AWS", async () => {
    const all = violation("(15 gaps) run jobs in foreign subnets");
    expect(await reports(rule, [persona])).toEqual([all]);
    expect(await reports(rule, [persona, policy("guardrail", statements), attached("guardrail", "other")])).toEqual([
      all,
    ]);
    expect(
      await reports(rule, [persona, attached("aws", "ds", "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess")]),
    ).toEqual([all]);
  });

  it.each<[string, RawStatement]>([
    ["by name", { Action: "sagemaker:CreateProcessingJob" }],
    ["by a pattern", { Action: "sagemaker:Create*" }],
    ["by what it does not name", { NotAction: "iam:*" }],
  ])("demands it of whoever may start jobs %s", async (_, change) => {
    expect(await reports(rule, [worker, inline([allow(change)])])).toHaveLength(1);
    expect(
      await reports(rule, [
        worker,
        inline([allow(change)]),
        policy("guardrail", statements),
        attached("guardrail", "pipeline"),
      ]),
    ).toEqual([]);
  });

  it("demands it of whoever may start jobs by a policy that is attached", async () => {
    const work = [policy("work", [allow({ Action: "sagemaker:CreateTrainingJob" })]), attached("work", "pipeline")];
    expect(await reports(rule, [worker, ...work])).toHaveLength(1);
    expect(
      await reports(rule, [worker, ...work, policy("guardrail", statements), attached("guardrail", "pipeline")]),
    ).toEqual([]);
  });

  it("counts what the role's own policy refuses", async () => {
    expect(
      await reports(rule, [worker, inline([allow({ Action: "sagemaker:CreateTrainingJob" }), ...statements])]),
    ).toEqual([]);
  });

  it("demands it of an auditor only who may start jobs", async () => {
    const auditor = resource(awsType.role, "role", { name: "pipeline", tags: { persona: "auditor" } });
    expect(await reasons(rule, [auditor])).toHaveLength(1);
    expect(await reports(rule, [auditor, inline([allow({ Action: "sagemaker:CreateTrainingJob" })])])).toHaveLength(1);
    const unnamed = resource(awsType.role, "role", { name: "x", tags: { persona: unknown } });
    expect(await reports(rule, [unnamed])).toHaveLength(1);
  });

  describe("for a deployer", { tags: ["GOV-46"] }, () => {
    const declares = (
      role: RecordedResource,
      Action: unknown = ["sagemaker:CreateModel", "sagemaker:CreateNotebookInstance"],
    ) => [role, inline([allow({ Action })], role.inputs["name"])];
    const found = (resources: readonly RecordedResource[]) => reports(rule, resources, deployerSettings);

    it("lets it declare models and notebooks, which other rules judge", async () => {
      expect(await found(declares(deployerRole("prod")))).toEqual([]);
    });

    it.each([
      "sagemaker:CreateTrainingJob",
      "sagemaker:CreateProcessingJob",
      "sagemaker:CreateTransformJob",
      "sagemaker:CreateHyperParameterTuningJob",
      "sagemaker:Create*",
      "*",
    ])("demands it when it may call %s", async (action) => {
      expect(await found(declares(deployerRole("prod"), action))).toHaveLength(1);
    });

    it.each<[string, RecordedResource]>([
      ["in the platform stack", deployerRole("prod", {}, "secure-ml-platform")],
      ["in another program", deployerRole("prod", {}, "anything")],
      ["without its boundary", deployerRole("prod", { permissionsBoundary: undefined })],
      ["under another's boundary", deployerRole("prod", { permissionsBoundary: deployerBoundaryArn("dev") })],
      ["under a boundary that nobody knows yet", deployerRole("prod", { permissionsBoundary: unknown })],
      ["with another name", deployerRole("prod", { name: "acme-prod-my-deployer" })],
      ["that is also a persona", deployerRole("prod", { tags: { persona: "mladmin" } })],
    ])("demands it of one %s", async (_case, role) => {
      expect(await found(declares(role))).toHaveLength(1);
    });
  });

  it("does not apply to a role that is no persona and starts no jobs", async () => {
    expect(await reasons(rule, [worker, inline([allow({ Action: "s3:GetObject" })])])).toEqual([
      "The role is no persona and starts no jobs",
    ]);
    const refused = inline([{ ...allow({ Action: "sagemaker:CreateTrainingJob" }), Effect: "Deny" }]);
    expect(await reasons(rule, [worker, refused])).toHaveLength(1);
  });

  it("cannot decide what is unknown", async () => {
    expect(await reports(rule, [persona, policy("guardrail", unknown), attached("guardrail")])).toEqual([
      "advisory role: undecided: what guardrail refuses cannot be known yet",
    ]);
    expect(await reports(rule, [persona, attached("elsewhere")])).toEqual([
      "advisory role: undecided: what attachment-elsewhere refuses cannot be known yet",
    ]);
    expect(await reports(rule, [worker, attached("elsewhere", "pipeline")])).toEqual([
      "advisory role: undecided: whether attachment-elsewhere lets it start jobs cannot be known yet",
    ]);
    expect(await reports(rule, [worker, inline(unknown)])).toEqual([
      "advisory role: undecided: whether inline lets it start jobs cannot be known yet",
    ]);
    expect(await reports(rule, [worker, inline([allow({ Action: "s3:GetObject" })], unknown)])).toEqual([
      "advisory role: undecided: whether inline lets it start jobs cannot be known yet",
    ]);
  });

  it("finds an attachment by dependency before the policy exists", async () => {
    const pending: RecordedResource = policy("guardrail", statements);
    const late = resource(
      awsType.rolePolicyAttachment,
      "attachment",
      { role: "ds", policyArn: unknown },
      { propertyDependencies: { policyArn: [pending] } },
    );
    expect(await reports(rule, [persona, pending, late])).toEqual([]);
  });

  itHonoursExemptions(rule, [persona]);
});
