import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govVolumeDefaults as rule } from "./volumeDefaults.js";

const inAccount = { project: "secure-ml-account" };
const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const settings = [
  {
    type: awsType.encryptionByDefault,
    name: "aws.ebs.EncryptionByDefault",
    property: "enabled",
    right: true,
    wrong: false,
    expected: "volumes encrypted by default",
    fix: "set enabled to true",
  },
  {
    type: awsType.defaultKmsKey,
    name: "aws.ebs.DefaultKmsKey",
    property: "keyArn",
    right: keyArn,
    wrong: "",
    expected: "a default key of our own",
    fix: "set keyArn to the key volumes",
  },
  {
    type: awsType.snapshotBlockPublicAccess,
    name: "aws.ebs.SnapshotBlockPublicAccess",
    property: "state",
    right: "block-all-sharing",
    wrong: "block-new-sharing",
    expected: "no public snapshot, old ones included",
    fix: 'set state to "block-all-sharing"',
  },
  {
    type: awsType.imageBlockPublicAccess,
    name: "aws.ec2.ImageBlockPublicAccess",
    property: "state",
    right: "block-new-sharing",
    wrong: "unblocked",
    expected: "no new public machine image",
    fix: 'set state to "block-new-sharing"',
  },
  {
    type: awsType.instanceMetadataDefaults,
    name: "aws.ec2.InstanceMetadataDefaults",
    property: "httpTokens",
    right: "required",
    wrong: "no-preference",
    expected: "metadata with a session token only",
    fix: 'set httpTokens to "required"',
  },
];
const provider = (region: unknown) => resource("pulumi:providers:aws", `aws-${String(region)}`, { region }, inAccount);
const here = provider("eu-central-1");
const root = resource("pulumi:pulumi:Stack", "secure-ml-account-stack", {}, inAccount);

/** All five settings, one of them with other inputs or left out. */
function region(changed?: string, change?: Record<string, unknown>, managedBy = here) {
  const made = settings
    .filter(({ type }) => type !== changed || change !== undefined)
    .map(({ type, property, right }) => {
      const inputs = { [property]: right, ...(type === changed ? change : {}) };
      return resource(type, type.split(":").at(-1) ?? "", inputs, { ...inAccount, provider: managedBy });
    });
  return [root, managedBy, ...made];
}
const inFrankfurt = { allowedRegions: ["eu-central-1"] };

describe("gov-volume-defaults", { tags: ["GOV-22"] }, () => {
  it("passes with the five settings in each Region, by provider or by argument", async () => {
    expect(await reports(rule, region(), inFrankfurt)).toEqual([]);
    expect(await reports(rule, region())).toEqual([]);
    const ireland = settings.map(({ type, property, right }) =>
      resource(type, `${type}-2`, { [property]: right, region: "eu-west-1" }, { ...inAccount, provider: here }),
    );
    expect(await reports(rule, [...region(), ...ireland], { allowedRegions: ["eu-central-1", "eu-west-1"] })).toEqual(
      [],
    );
  });

  it.each(settings)("violates without $name in a Region", async ({ type, name, expected, fix }) => {
    expect(await reports(rule, region(type), inFrankfurt)).toEqual([
      `mandatory secure-ml-account-stack: found no ${name} in eu-central-1; expected ${expected}; fix: add one there and ${fix}`,
    ]);
    expect(await reports(rule, region(type))).toEqual([
      `mandatory secure-ml-account-stack: found no ${name}; expected ${expected}; fix: add one there and ${fix}`,
    ]);
  });

  it("violates in the Region that has none", async () => {
    const lines = await reports(rule, region(), { allowedRegions: ["eu-central-1", "eu-west-1"] });
    expect(lines).toHaveLength(5);
    expect(lines.every((line) => line.includes(" in eu-west-1; "))).toBe(true);
  });

  it.each(settings)("violates with another $property of $name", async ({ type, property, wrong, expected, fix }) => {
    expect(await reports(rule, region(type, { [property]: wrong }), inFrankfurt)).toEqual([
      `mandatory ${type.split(":").at(-1) ?? ""}: found ${property} ${JSON.stringify(wrong)} in eu-central-1; expected ${expected}; fix: ${fix}`,
    ]);
  });

  it.each(settings)("decides an absent $property of $name", async ({ type, property, expected, fix }) => {
    const lines = await reports(rule, region(type, { [property]: undefined }), inFrankfurt);
    // The provider turns encryption on when nothing is said.
    expect(lines).toEqual(
      property === "enabled"
        ? []
        : [
            `mandatory ${type.split(":").at(-1) ?? ""}: found no ${property} in eu-central-1; expected ${expected}; fix: ${fix}`,
          ],
    );
  });

  it.each(settings)("cannot decide an unknown $property of $name, unless it is a key", async ({ type, property }) => {
    expect(await reports(rule, region(type, { [property]: unknown }), inFrankfurt)).toEqual(
      property === "keyArn"
        ? []
        : [`advisory ${type.split(":").at(-1) ?? ""}: undecided: ${property} cannot be known yet`],
    );
  });

  it("cannot decide while a Region is unknown", async () => {
    expect(await reports(rule, region(undefined, undefined, provider(unknown)), inFrankfurt)).toEqual(
      settings.map(
        ({ name }) =>
          `advisory secure-ml-account-stack: undecided: whether an ${name} is that of eu-central-1 cannot be known yet`,
      ),
    );
  });

  it("does not apply to other stacks", async () => {
    expect(await reasons(rule, [resource(awsType.key, "key")])).toEqual([
      "Policy only applies to the account stack, project secure-ml-account",
    ]);
  });

  itHonoursExemptions(rule, region(awsType.encryptionByDefault), inFrankfurt);
});
