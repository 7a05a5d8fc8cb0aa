import type * as aws from "@pulumi/aws";
import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports as fullReports } from "../../ruleCases.fixture.js";
import { compliantDomain } from "../../studio.fixture.js";
import { trnProfileOwnRole as rule } from "./profileOwnRole.js";

const defaultRole = compliantDomain.defaultUserSettings.executionRole;
const own = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-ds";
const roleOfDefault = resource(awsType.role, "default");
const roleOfPersona = resource(awsType.role, "persona");
const domain = (changes: object = {}, name = "domain", from: RecordedResource[] = []) =>
  resource(
    awsType.studioDomain,
    name,
    { ...compliantDomain, ...changes },
    {
      outputs: { id: `d-${name}` },
      propertyDependencies: { defaultUserSettings: from, defaultSpaceSettings: from },
    },
  );
const profile = (
  executionRole: unknown,
  {
    domainId = "d-domain",
    from = [],
    of = [],
  }: { domainId?: unknown; from?: RecordedResource[]; of?: RecordedResource[] } = {},
) => {
  const compliant = { userProfileName: "ada", domainId: "d-domain" } satisfies aws.sagemaker.UserProfileArgs;
  return resource(
    awsType.userProfile,
    "ada",
    { ...compliant, domainId, userSettings: { executionRole } },
    { propertyDependencies: { userSettings: from, domainId: of } },
  );
};
const expected =
  "expected the role of a persona, other than the domain's default role; " +
  "fix: set userSettings.executionRole to the ARN of an aws.iam.Role of the user's persona";
const undecided = (name = "domain") => [
  `advisory ada: undecided: whether userSettings.executionRole is the default role of ${name} cannot be known yet`,
];

/** Without the ids of the controls that the rule serves. */
const reports = async (...args: Parameters<typeof fullReports>) =>
  (await fullReports(...args)).map((line) => line.replace(/\[[A-Z0-9, -]+\] /, ""));

describe("trn-profile-own-role", { tags: ["TRN-01", "TRN-02"] }, () => {
  it("passes a role of its own", async () => {
    expect(await reports(rule, [profile(own), domain()])).toEqual([]);
  });

  it("violates with the domain's default role, of users or of spaces", async () => {
    const violation = `mandatory ada: found userSettings.executionRole "${defaultRole}", the default role of domain; ${expected}`;
    expect(await reports(rule, [profile(defaultRole), domain()])).toEqual([violation]);
    const others = { defaultUserSettings: { executionRole: own } };
    expect(await reports(rule, [profile(defaultRole), domain(others)])).toEqual([violation]);
    const spaces = { defaultSpaceSettings: undefined };
    expect(await reports(rule, [profile(defaultRole), domain(spaces)])).toEqual([violation]);
  });

  it("violates without a role, since the domain's is used then", async () => {
    const violation = `mandatory ada: found no userSettings.executionRole, so that the domain's default role is used; ${expected}`;
    expect(await reports(rule, [profile(undefined), domain()])).toEqual([violation]);
    expect(await reports(rule, [profile(undefined)])).toEqual([violation]);
  });

  it("asks the profile's own domain only", async () => {
    const other = domain({ defaultUserSettings: { executionRole: own } }, "other");
    expect(await reports(rule, [profile(own), other, domain()])).toEqual([]);
  });

  it("compares what unknown roles depend on", async () => {
    const settings = {
      defaultUserSettings: { executionRole: unknown },
      defaultSpaceSettings: { executionRole: unknown },
    };
    const theirs = domain(settings, "domain", [roleOfDefault]);
    const all = [profile(unknown, { from: [roleOfPersona] }), theirs, roleOfDefault, roleOfPersona];
    expect(await reports(rule, all)).toEqual([]);
    expect(await reports(rule, [profile(unknown, { from: [roleOfDefault] }), theirs, roleOfDefault])).toEqual([
      `mandatory ada: found userSettings.executionRole, the default role of domain; ${expected}`,
    ]);
    expect(await reports(rule, [profile(unknown), theirs, roleOfDefault])).toEqual(undecided());
    expect(await reports(rule, [profile(own), theirs, roleOfDefault])).toEqual(undecided());
    expect(await reports(rule, [profile(unknown, { from: [roleOfPersona] }), domain(), roleOfPersona])).toEqual(
      undecided(),
    );
  });

  it("cannot decide while the domain is unknown, or elsewhere", async () => {
    expect(await reports(rule, [profile(defaultRole, { domainId: unknown }), domain()])).toEqual(undecided());
    expect(await reports(rule, [profile(own, { domainId: unknown }), domain()])).toEqual([]);
    expect(await reports(rule, [profile(own)])).toEqual([
      "advisory ada: undecided: its domain is not in this program, so that its default role cannot be known",
    ]);
    const theirs = domain();
    expect(await reports(rule, [profile(defaultRole, { domainId: unknown, of: [theirs] }), theirs])).toHaveLength(1);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [domain()])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [profile(defaultRole), domain()]);
});
