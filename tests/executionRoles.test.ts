import { all, type ProgramRun, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun } from "./environmentRun.js";

const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/rolePolicy:RolePolicy";

/** Services assume these roles as soon as the resource exists. */
const users = [
  "aws:cloudtrail/trail:Trail",
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:ec2/flowLog:FlowLog",
  "aws:lambda/function:Function",
  "aws:sagemaker/domain:Domain",
  "aws:sagemaker/model:Model",
  "aws:sagemaker/notebookInstance:NotebookInstance",
  "aws:sagemaker/pipeline:Pipeline",
  "aws:sagemaker/userProfile:UserProfile",
];

/** ARNs of roles in the inputs of a resource, however deep. */
function citedRoles(value: unknown): readonly string[] {
  if (typeof value === "string") return /^arn:[^:]+:iam::\d+:role\/[^*]+$/.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(citedRoles) : [];
}

/** URNs of all that a resource waits for, directly or through others. */
function waitsFor(run: ProgramRun, resource: RecordedResource): ReadonlySet<string> {
  const byUrn = new Map(run.resources.map((each) => [each.urn, each]));
  const found = new Set<string>();
  const visit = (urn: string): void => {
    if (found.has(urn)) return;
    found.add(urn);
    byUrn.get(urn)?.dependencies.forEach(visit);
  };
  resource.dependencies.forEach(visit);
  return found;
}

/** What uses a role without waiting for the role's policies. */
function hasty(run: ProgramRun): readonly string[] {
  return run.resources
    .filter(({ type }) => users.includes(type))
    .flatMap((user) => {
      const before = waitsFor(run, user);
      return [...new Set(citedRoles(user.inputs))].flatMap((arn) => {
        const role = all(run, roleType).find(({ outputs }) => outputs["arn"] === arn);
        if (role === undefined) return [`${user.name}: nobody makes ${arn}`];
        const policies = all(run, policyType).filter(({ inputs }) => inputs["role"] === role.inputs["name"]);
        return policies
          .filter(({ urn }) => !before.has(urn))
          .map(({ name }) => `${user.name} does not wait for ${name}`);
      });
    });
}

describe.each(["dev", "prod"] as const)("what uses a role in %s", (environment) => {
  it.each(["account", "platform"] as const)("waits for the role and its policies: %s", async (stack) => {
    const run = (await environmentRun(environment))[stack];
    expect(hasty(run)).toEqual([]);
  });

  it("is told when it does not wait", { tags: ["TRN-01", "TRN-04"] }, async () => {
    const { platform } = await environmentRun(environment);
    const wanted = /^aws:sagemaker\/(domain|notebookInstance|userProfile):/;
    const impatient = platform.resources.map((resource) =>
      wanted.test(resource.type)
        ? { ...resource, dependencies: resource.dependencies.filter((urn) => !urn.includes(policyType)) }
        : resource,
    );
    const told = hasty({ ...platform, resources: impatient });
    const notebook = environment === "dev" ? "exploration" : "investigation";
    expect(told).toContain("studio-domain does not wait for people-studio-default-policy");
    expect(told).toContain(`notebook-${notebook}-notebook does not wait for notebook-role-policy`);
  });
});
