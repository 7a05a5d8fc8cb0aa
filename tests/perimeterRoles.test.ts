import { all, type ProgramRun } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun } from "./environmentRun.js";

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Roles that the perimeter of a bucket lists besides deployers, break-glass roles and Macie, which come to each. */
function listed(run: ProgramRun, bucketName: string): readonly string[] {
  const policy = all(run, "aws:s3/bucketPolicy:BucketPolicy").find(({ inputs }) => inputs["bucket"] === bucketName);
  const perimeter = statementsOf(policy?.inputs["policy"]).find(({ Sid }) => Sid === "DenyOtherRoles");
  return [perimeter?.Condition?.["ArnNotLike"]?.["aws:PrincipalArn"] ?? []]
    .flat()
    .filter((arn) => /:role\/acmeml\/(dev|prod)\//.test(arn) && !arn.endsWith("-deployer"))
    .map((arn) => arn.split("/").at(-1) ?? arn)
    .sort();
}

/** Roles of the stack whose own policies let them read, write, list or delete something in a bucket. */
function reaching(run: ProgramRun, bucketName: string): readonly string[] {
  return all(run, "aws:iam/rolePolicy:RolePolicy")
    .filter(({ inputs }) =>
      statementsOf(inputs["policy"]).some(
        ({ Effect, Action, Resource }) =>
          Effect === "Allow" &&
          [Action].flat().some((action) => action.startsWith("s3:")) &&
          [Resource].flat().some((arn) => arn.startsWith(`arn:aws:s3:::${bucketName}`)),
      ),
    )
    .map(({ inputs }) => String(inputs["role"]))
    .sort();
}

function statementsOf(policy: unknown): readonly Statement[] {
  return (JSON.parse(String(policy)) as { Statement: readonly Statement[] }).Statement;
}

describe.each(["dev", "prod"] as const)("the perimeters of %s", { tags: ["DATA-09", "DATA-22"] }, (environment) => {
  it("list the roles that do something inside, and no other", async () => {
    const { platform } = await environmentRun(environment);
    const zones = Object.entries(platform.outputs["bucketNames"] as Record<string, string>);
    expect(zones.length).toBeGreaterThan(5);
    const compared = (roles: (run: ProgramRun, bucketName: string) => readonly string[]) =>
      Object.fromEntries(zones.map(([zone, name]) => [zone, roles(platform, name)]));
    expect(compared(listed)).toEqual(compared(reaching));
  });
});
