import { describe, expect, it } from "vitest";
import { configProblems } from "./configProblems.js";
import { problemsOf, sound } from "./platformConfig.fixture.js";
import { platformConfigSchema } from "./platformConfig.js";
import { studioProfileName } from "./studio.js";

const identityCenter = { identityStoreId: "d-9967012345", regions: ["eu-central-1"] };
const studio = {
  identityCenter,
  groups: { ds: "ml-scientists", mle: "ml-engineers" },
  users: [
    { name: "ada@example.org", persona: "ds" },
    { name: "grace@example.org", persona: "mle" },
  ],
};
const problems = (changes: object, others: object = {}) => problemsOf({ ...others, studio: { ...studio, ...changes } });

describe("the settings of Studio", { tags: ["TRN-01"] }, () => {
  it("may be left out", () => {
    expect(platformConfigSchema.parse(sound)).not.toHaveProperty("studio");
  });

  it("take a list of users that is still empty", () => {
    expect(platformConfigSchema.parse({ ...sound, studio: { identityCenter } }).studio).toEqual({
      identityCenter,
      groups: {},
      users: [],
    });
    expect(platformConfigSchema.parse({ ...sound, studio }).studio).toEqual(studio);
  });

  it.each([
    [
      { groups: { ds: "ml-scientists" } },
      "studio.users.1.persona must have a group of IAM Identity Center, which studio.groups.mle names",
    ],
    [{ groups: { ds: "ml", mle: "ml" } }, "studio.groups.mle must be another group than that of ds"],
    [
      { identityCenter: { ...identityCenter, regions: ["us-east-1"] } },
      "studio.identityCenter.regions must hold eu-central-1, the Region of the environment: " +
        "enable IAM Identity Center there, or choose another Region",
    ],
    [
      { identityCenter: undefined },
      "studio.identityCenter must name the organisation's instance of IAM Identity Center, through which people sign in",
    ],
    [
      { identityCenter: { ...identityCenter, identityStoreId: "store" } },
      'studio.identityCenter.identityStoreId must be the id of an identity store, such as "d-1234567890"',
    ],
    [
      { users: [...studio.users, { name: "ada@example.org", persona: "mle" }] },
      "studio.users.2.name must stand once; studio.users[0] is the same",
    ],
    [
      { users: [...studio.users, { name: "Ada.example.org", persona: "ds" }] },
      'studio.users.2.name must not share the profile name "Ada-example-org" with studio.users[0]',
    ],
    [
      { users: [{ name: "-ada", persona: "ds" }] },
      "studio.users.0.name must be 1 to 63 letters, digits and _.@+-, beginning and ending with a letter or digit",
    ],
    [
      { withoutIdentityCenter: { reason: "A sandbox account without Identity Center." } },
      "studio.withoutIdentityCenter must not be set beside identityCenter",
      { dataProtection: "disposable" },
    ],
    [
      { identityCenter: undefined, withoutIdentityCenter: { reason: "A sandbox account without Identity Center." } },
      'studio.withoutIdentityCenter must not be set unless dataProtection is "disposable", as in a sandbox',
    ],
    [
      { identityCenter: undefined, withoutIdentityCenter: { reason: "sandbox" } },
      "studio.withoutIdentityCenter.reason must say why, in at least 10 characters",
      { dataProtection: "disposable" },
    ],
  ])("refuse %j", (changes: object, problem: string, others: object = {}) => {
    expect(problems(changes, others)).toEqual([problem]);
  });

  it("let a sandbox do without Identity Center and its groups", () => {
    const changes = { identityCenter: undefined, groups: {}, withoutIdentityCenter: { reason: "A sandbox account." } };
    expect(problems(changes, { dataProtection: "disposable" })).toEqual([]);
  });

  it("tell everything at once, with key and value, together with what is wrong elsewhere", () => {
    const values = {
      ...sound,
      owner: undefined,
      studio: {
        identityCenter: { ...identityCenter, regions: ["us-east-1"] },
        users: [{ name: "ada", persona: "ds" }, { name: "ada", persona: "approver" }, "grace"],
      },
    };
    const issues = platformConfigSchema.safeParse(values).error?.issues ?? [];
    expect(
      configProblems("p", "Pulumi.dev.yaml", platformConfigSchema, values, issues).split("\n").slice(1, -1),
    ).toEqual([
      "  - p:owner is missing: Team that answers for the resources (tag `owner`); a team's name, not a person's.",
      '  - p:studio.users[1].persona is "approver", but must be one of ds, mle',
      '  - p:studio.users[2] is "grace", but must be a map',
      '  - p:studio.identityCenter.regions is ["us-east-1"], but must hold eu-central-1, the Region of the environment: ' +
        "enable IAM Identity Center there, or choose another Region",
      '  - p:studio.users[0].persona is "ds", but must have a group of IAM Identity Center, which studio.groups.ds names',
      '  - p:studio.users[1].name is "ada", but must stand once; studio.users[0] is the same',
    ]);
  });

  it.each([undefined, null, "text", { users: "ada" }, { identityCenter: 1 }])("survive %j", (value) => {
    expect(platformConfigSchema.safeParse({ ...sound, studio: value }).success).toBe(value === undefined);
  });
});

describe("studioProfileName", { tags: ["TRN-01"] }, () => {
  it.each([
    ["ada@example.org", "ada-example-org"],
    ["ada", "ada"],
    ["a_.b", "a-b"],
    ["A1", "A1"],
  ])("of %s is %s", (name, profile) => {
    expect(studioProfileName(name)).toBe(profile);
  });
});
