import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import {
  deployerBoundary,
  deployerBoundaryArn,
  deployerBoundaryStatements,
  deployerRole,
  deployerSettings,
} from "../../deployer.fixture.js";
import { changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports as reportsOf } from "../../ruleCases.fixture.js";
import { govDeployerExists as rule } from "./deployerExists.js";

const root = resource("pulumi:pulumi:Stack", "secure-ml-account-stack", {}, { project: "secure-ml-account" });
const names = ["account", "dev", "prod"];
const all = [root, ...names.flatMap((name) => [deployerRole(name), deployerBoundary(name)])];
const reports = (resources: readonly RecordedResource[]) => reportsOf(rule, resources, deployerSettings);
const replaced = (name: string, ...by: readonly RecordedResource[]) => [
  ...all.filter((each) => each.name !== name),
  ...by,
];
const violation = (found: string): string => `mandatory secure-ml-account-stack: found ${found}`;
const missing = (environment: string): string =>
  violation(
    `no deployer role of ${environment}; expected a role <project>-<environment>-deployer for the account and for each ` +
      `environment; fix: make an aws.iam.Role with the name <project>-${environment}-deployer`,
  );

describe("gov-deployer-exists", { tags: ["GOV-46"] }, () => {
  it("passes with a deployer for the account and each environment", async () => {
    expect(await reports(all)).toEqual([]);
    expect(await reportsOf(rule, [root, deployerRole("account"), deployerBoundary("account")])).toEqual([]);
  });

  it.each(names)("violates without that of %s", async (environment) => {
    expect(await reports(replaced(`role-${environment}`))).toEqual([missing(environment)]);
  });

  it.each(["other-prod-deployer", "acme-prod-deployer-2", "acme-prod-deployers"])(
    "violates with a role of the name %s instead",
    async (name) => {
      expect(await reports(replaced("role-prod", deployerRole("prod", { name })))).toEqual([missing("prod")]);
    },
  );

  it.each([
    [undefined, "without permissionsBoundary"],
    [deployerBoundaryArn("account"), `under ${deployerBoundaryArn("account")}`],
    ["arn:aws:iam::111111111111:policy/admin", "under arn:aws:iam::111111111111:policy/admin"],
    [`${deployerBoundaryArn("prod")}-2`, `under ${deployerBoundaryArn("prod")}-2`],
  ])("violates with the boundary %s", async (permissionsBoundary, found) => {
    expect(await reports(replaced("role-prod", deployerRole("prod", { permissionsBoundary })))).toEqual([
      violation(
        `the deployer role of prod ${found}; expected the boundary <project>-account-deployer-prod-boundary of the account ` +
          "stack; fix: set permissionsBoundary of the role <project>-prod-deployer to its ARN, composed from the name",
      ),
    ]);
  });

  it("judges every role of that name", async () => {
    const second = resource(
      awsType.role,
      "second",
      { name: "acme-prod-deployer", permissionsBoundary: "arn:aws:iam::111111111111:policy/admin" },
      { project: "secure-ml-account" },
    );
    expect(await reports([...all, second])).toHaveLength(1);
  });

  it("violates without the boundary in the same stack", async () => {
    expect(await reports(replaced("boundary-dev"))).toEqual([
      violation(
        "no boundary of the deployer of dev; expected an aws.iam.Policy <project>-account-deployer-dev-boundary in this " +
          "stack; fix: make the boundary beside the role",
      ),
    ]);
  });

  const demands: readonly (readonly [sid: string, gap: string])[] = [
    ["Removal", "take boundaries away (iam:DeleteRolePermissionsBoundary)"],
    [
      "Changes",
      "change roles past every boundary (iam:AttachRolePolicy, iam:CreateRole, iam:PutRolePermissionsBoundary, " +
        "iam:PutRolePolicy, iam:UpdateAssumeRolePolicy)",
    ],
    ["Approval", "approve model versions (sagemaker:CreateModelPackage, sagemaker:UpdateModelPackage)"],
    [
      "Jobs",
      "start jobs (sagemaker:CreateHyperParameterTuningJob, sagemaker:CreateProcessingJob, sagemaker:CreateTrainingJob, " +
        "sagemaker:CreateTransformJob)",
    ],
    [
      "Calls",
      "invoke endpoints (sagemaker:InvokeEndpoint, sagemaker:InvokeEndpointAsync, " +
        "sagemaker:InvokeEndpointWithResponseStream)",
    ],
    ["Subnets", "make models and notebooks outside the VPC (sagemaker:CreateModel, sagemaker:CreateNotebookInstance)"],
    ["Internet", "make notebooks with internet access (sagemaker:CreateNotebookInstance)"],
    ["Domain", "make a domain outside the VPC (sagemaker:CreateDomain)"],
  ];
  const withChange = (sid: string, change: RawStatement | undefined) =>
    replaced(
      "boundary-prod",
      deployerBoundary("prod", { policy: document(changed(deployerBoundaryStatements, sid, change)) }),
    );
  const open = (gap: string): string =>
    violation(
      `a boundary under which the deployer of prod could ${gap}; expected a Deny of each, for every resource; fix: add the ` +
        "Denies to the policy <project>-account-deployer-prod-boundary",
    );

  it.each(demands)("violates when the boundary lacks %s", async (sid, gap) => {
    expect(await reports(withChange(sid, undefined))).toEqual([open(gap)]);
  });

  it.each(demands)("violates when %s is weaker", async (sid, gap) => {
    const given = deployerBoundaryStatements.find((statement) => statement["Sid"] === sid);
    const narrowed = { ...(given?.["Condition"] as object), StringLike: { "aws:SourceVpc": "vpc-1" } };
    const excepted = {
      ...(given?.["Condition"] as object),
      ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/acme/prod/acme-prod-deployer" },
    };
    for (const change of [
      { Effect: "Allow" },
      { Resource: "arn:aws:x" },
      { NotAction: "x" },
      { Condition: narrowed },
      { Condition: excepted },
      { Action: "iam:GetRole" },
    ]) {
      expect(await reports(withChange(sid, change))).toEqual([open(gap)]);
    }
  });

  const key = "iam:PermissionsBoundary";
  it.each<[string, RawStatement]>([
    ["calls that name none", { StringNotEqualsIfExists: { [key]: "arn:aws:iam::111111111111:policy/b" } }],
    ["every boundary", { StringNotLike: { [key]: "*" } }],
    ["boundaries that AWS manages", { StringNotEquals: { [key]: "arn:aws:iam::aws:policy/AdministratorAccess" } }],
    ["a pattern of boundaries", { StringNotEquals: { [key]: "arn:aws:iam::111111111111:policy/*" } }],
    ["no boundary by name", { StringNotEquals: { [key]: [] } }],
    ["another key", { StringNotEquals: { "aws:PrincipalTag/x": "arn:aws:iam::111111111111:policy/b" } }],
  ])("violates when roles may be changed under %s", async (_case, Condition) => {
    expect(await reports(withChange("Changes", { Condition }))).toHaveLength(1);
  });

  it("violates with a boundary that is no policy document, or has none", async () => {
    for (const policy of ["no JSON", undefined]) {
      const lines = await reports(replaced("boundary-prod", deployerBoundary("prod", { policy })));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(demands.map(([, gap]) => gap).join("; "));
    }
  });

  it("cannot decide what is unknown", async () => {
    const undecided = (what: string): string =>
      `advisory secure-ml-account-stack: undecided: ${what} cannot be known yet`;
    expect(await reports(replaced("boundary-prod", deployerBoundary("prod", { policy: unknown })))).toEqual([
      undecided("the boundary of the deployer of prod"),
    ]);
    expect(await reports(replaced("role-prod", deployerRole("prod", { permissionsBoundary: unknown })))).toEqual([
      undecided("the boundary of the deployer of prod"),
    ]);
    expect(await reports(replaced("role-prod", deployerRole("prod", { name: unknown })))).toEqual([
      undecided("whether a role is the deployer of prod"),
    ]);
  });

  it("does not apply to other stacks", async () => {
    expect(await reasons(rule, [deployerRole("prod", {}, "secure-ml-platform")])).toEqual([
      "Policy only applies to the account stack, project secure-ml-account",
    ]);
  });

  itHonoursExemptions(rule, [root]);
});
