import { made, type Mutant } from "../mutant.js";
import {
  without,
  withInputs,
  withNew,
  withoutStatements,
  withStatements,
  type Mutation,
  type Statement,
} from "../mutate.js";

const role = { type: "aws:iam/role:Role", name: "deployment-prod-role" };
const policy = { type: "aws:iam/rolePolicy:RolePolicy", name: "deployment-prod-policy" };
const services = { type: "aws:iam/policy:Policy", name: "deployment-prod-services-policy" };
const boundary = { type: "aws:iam/policy:Policy", name: "deployment-prod-boundary" };
const host = "token.actions.githubusercontent.com";
const boundaryArn = (purpose: string): string =>
  `arn:aws:iam::222222222222:policy/acmeml/account/acmeml-account-${purpose}`;

const mutant = (change: string, mutation: Mutation, ...rules: readonly string[]): Mutant => ({
  control: "GOV-46",
  change,
  stack: "account",
  mutation,
  rules,
});

/** The trust of the environment's pipeline under another condition. */
const withTrust = (condition: Readonly<Record<string, Readonly<Record<string, string>>>>): Mutation =>
  withStatements(
    role,
    (statements) => statements.map((statement) => ({ ...statement, Condition: condition })),
    "assumeRolePolicy",
  );
const audience = { [`${host}:aud`]: "sts.amazonaws.com" };

/** One statement of the deployer's policy changed. */
const withStatement = (sid: string, change: (statement: Statement) => Readonly<Record<string, unknown>>): Mutation =>
  withStatements(policy, (statements) =>
    statements.map((statement) => (statement.Sid === sid ? { ...statement, ...change(statement) } : statement)),
  );
const withAction = (action: string): Mutation =>
  withStatements(services, (statements) =>
    statements.map((statement) => ({ ...statement, Action: [...(statement.Action as string[]), action] })),
  );

/** Somebody makes a role that looks like a deployer; the seals are there, so that only the boundary is wrong. */
const lookalike = (
  stack: "account" | "platform",
  name: string,
  inputs: Readonly<Record<string, unknown>>,
): readonly Mutation[] => [
  withNew(() =>
    made(stack, "aws:iam/role:Role", "by-hand", {
      name,
      path: "/acmeml/prod/",
      assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
      ...inputs,
    }),
  ),
  withNew(() =>
    made(stack, "aws:iam/rolePolicy:RolePolicy", "by-hand-policy", {
      role: name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Sid: "Models", Effect: "Allow", Action: "sagemaker:CreateModel", Resource: "*" }],
      }),
    }),
  ),
  withNew(() =>
    made(stack, "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "by-hand-policies", {
      roleName: name,
      policyNames: ["models"],
    }),
  ),
  withNew(() =>
    made(stack, "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "by-hand-attachments", {
      roleName: name,
      policyArns: [],
    }),
  ),
];
const all =
  (mutations: readonly Mutation[]): Mutation =>
  (resources) =>
    mutations.reduce((changed, mutation) => mutation(changed), resources);

/** Ways of losing the deployment path in the real account stack. */
export const deploymentMutants: readonly Mutant[] = [
  mutant(
    "every repository of the organisation deploys",
    withTrust({ StringLike: { [`${host}:sub`]: "repo:acme/*" }, StringEquals: audience }),
    "gov-oidc-trust-exact",
  ),
  mutant("every repository of the host deploys", withTrust({ StringEquals: audience }), "gov-oidc-trust-exact"),
  mutant(
    "whoever opens a pull request deploys",
    withTrust({ StringEquals: { ...audience, [`${host}:sub`]: "repo:acme/ml-platform:pull_request" } }),
    "gov-oidc-trust-exact",
  ),
  mutant(
    "a pipeline's session lasts half a day",
    withInputs(role, () => ({ maxSessionDuration: 43_200 })),
    "gov-oidc-trust-exact",
  ),
  mutant("an environment has no deployer, so people deploy as administrators", without(role), "gov-deployer-exists"),
  mutant(
    "the deployer may do whatever its policy says",
    withInputs(role, () => ({ permissionsBoundary: undefined })),
    "gov-deployer-exists",
    "gov-role-has-boundary",
    "trn-role-has-guardrail",
  ),
  mutant(
    "the deployer is under the boundary of another stack's deployer",
    withInputs(role, () => ({ permissionsBoundary: boundaryArn("deployer-account-boundary") })),
    "gov-boundary-denies-complete",
    "gov-deployer-exists",
    "gov-role-has-boundary",
    "trn-role-has-guardrail",
  ),
  ...["RolesWithoutBoundary", "BoundaryRemoval", "Work", "NoSubnets", "NotebookInternet", "DomainOpen"].map((sid) =>
    mutant(`the deployer's boundary loses ${sid}`, withoutStatements(boundary, [sid]), "gov-deployer-exists"),
  ),
  mutant("the deployer approves models", withAction("sagemaker:UpdateModelPackage"), "trn-approver-only-updates"),
  mutant("the deployer starts jobs", withAction("sagemaker:CreateTrainingJob"), "trn-role-has-guardrail"),
  mutant(
    "the deployer may do everything",
    withAction("*"),
    "data-role-least-privilege",
    "trn-approver-only-updates",
    "trn-passrole-scoped",
    "trn-role-creategrant-conditioned",
    "trn-role-has-guardrail",
  ),
  mutant(
    "the deployer passes any role",
    withStatement("PassRoles", () => ({ Resource: "*" })),
    "trn-passrole-scoped",
  ),
  mutant(
    "the deployer passes roles to any service",
    withStatement("PassRoles", () => ({ Condition: {} })),
    "trn-passrole-scoped",
  ),
  mutant(
    "the deployer grants keys to whom it likes",
    withStatement("KeyGrants", ({ Condition }) => ({
      Condition: { StringEquals: (Condition as { StringEquals: object }).StringEquals },
    })),
    "trn-role-creategrant-conditioned",
  ),
  mutant(
    "the deployer decrypts data by itself",
    withStatement("KeyUse", () => ({ Condition: {} })),
    "data-role-least-privilege",
  ),
  mutant(
    "the deployer manages every bucket",
    withStatement("Buckets", () => ({ Resource: "*" })),
    "data-role-least-privilege",
  ),
  mutant(
    "somebody adds a policy to the deployer by hand",
    without({
      type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
      name: "deployment-prod-policies-exclusive",
    }),
    "data-role-least-privilege-linked",
  ),
  mutant(
    "a role that is no deployer takes a deployer's boundary",
    all(
      lookalike("account", "acmeml-prod-my-deployer", { permissionsBoundary: boundaryArn("deployer-prod-boundary") }),
    ),
    "gov-boundary-denies-complete",
    "gov-role-has-boundary",
    "trn-role-has-guardrail",
  ),
  mutant(
    "a second role has the deployer's name and another boundary",
    all(lookalike("account", "acmeml-prod-deployer", { permissionsBoundary: boundaryArn("boundary") })),
    "gov-deployer-exists",
    "trn-role-has-guardrail",
  ),
  {
    control: "GOV-46",
    change: "a role of the platform stack has the deployer's name and boundary",
    stack: "platform",
    mutation: all(
      lookalike("platform", "acmeml-prod-deployer", { permissionsBoundary: boundaryArn("deployer-prod-boundary") }),
    ),
    rules: ["gov-role-has-boundary", "trn-role-has-guardrail"],
  },
  mutant(
    "the deployer's boundary is attached to a role, which grants what it lists",
    withInputs(
      {
        type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        name: "deployment-prod-attachments-exclusive",
      },
      () => ({ policyArns: [boundaryArn("deployer-prod-boundary")] }),
    ),
    "data-role-least-privilege",
  ),
];
