import { awsType } from "../../awsTypes.js";
import { defineWholeStackRule } from "../../defineRule.js";
import { read, type Read } from "../../known.js";
import { readRegion } from "../../region.js";
import { currentSettings } from "../../settings.js";
import type { StackView } from "../../stackView.js";
import type { Verdict } from "../../verdict.js";

/** A setting that each Region must have. */
interface Setting {
  readonly type: string;
  /** The provider's class, for the message. */
  readonly name: string;
  readonly property: string;
  readonly accepts: (value: Read) => boolean;
  readonly expected: string;
  readonly fix: string;
}

const is =
  (wanted: unknown) =>
  (value: Read): boolean =>
    value.state === "known" && value.value === wanted;

const settings: readonly Setting[] = [
  {
    type: awsType.encryptionByDefault,
    name: "aws.ebs.EncryptionByDefault",
    property: "enabled",
    // The provider turns it on when it is left out.
    accepts: (value) => value.state === "absent" || is(true)(value),
    expected: "volumes encrypted by default",
    fix: "set enabled to true",
  },
  {
    type: awsType.defaultKmsKey,
    name: "aws.ebs.DefaultKmsKey",
    property: "keyArn",
    accepts: (value) => value.state === "known" && value.value !== "",
    expected: "a default key of our own",
    fix: "set keyArn to the key volumes",
  },
  {
    type: awsType.snapshotBlockPublicAccess,
    name: "aws.ebs.SnapshotBlockPublicAccess",
    property: "state",
    accepts: is("block-all-sharing"),
    expected: "no public snapshot, old ones included",
    fix: 'set state to "block-all-sharing"',
  },
  {
    type: awsType.imageBlockPublicAccess,
    name: "aws.ec2.ImageBlockPublicAccess",
    property: "state",
    accepts: is("block-new-sharing"),
    expected: "no new public machine image",
    fix: 'set state to "block-new-sharing"',
  },
  {
    type: awsType.instanceMetadataDefaults,
    name: "aws.ec2.InstanceMetadataDefaults",
    property: "httpTokens",
    accepts: is("required"),
    expected: "metadata with a session token only",
    fix: 'set httpTokens to "required"',
  },
];

/**
 * The account stack sets, in each Region in use, how volumes, snapshots, machine images and instance metadata are treated
 * when nobody says anything.
 *
 * @see AWS, "Enable Amazon EBS encryption by default":
 * https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 */
export const govVolumeDefaults = defineWholeStackRule({
  name: "gov-volume-defaults",
  stack: "account",
  check(stack, verdict) {
    const { allowedRegions } = currentSettings();
    for (const setting of settings) {
      // Without a list of Regions, one that has the setting is all that can be asked for.
      for (const region of allowedRegions.length === 0 ? [undefined] : allowedRegions) {
        requireSetting(setting, region, stack, verdict);
      }
    }
  },
});

function requireSetting(setting: Setting, region: string | undefined, stack: StackView, verdict: Verdict): void {
  const { type, name, property, accepts, expected, fix } = setting;
  const place = region === undefined ? "" : ` in ${region}`;
  const candidates = stack.ofType(type).map((resource) => ({ resource, where: readRegion(resource) }));
  const here = candidates.filter(({ where }) => region === undefined || is(region)(where));
  if (here.length === 0) {
    if (candidates.some(({ where }) => where.state !== "known")) {
      verdict.undecided(`whether an ${name} is that of ${region ?? "any Region"} cannot be known yet`);
      return;
    }
    const add = { property: `${type}${place}`, found: `no ${name}${place}`, expected };
    verdict.violation({ ...add, fix: `add one there and ${fix}` });
  }
  for (const { resource } of here) {
    const value = read(resource.props, property);
    if (value.state === "unknown") {
      // A key that is made in the same run; which keys are allowed is data-kms-customer-managed's to say.
      if (type !== awsType.defaultKmsKey) verdict.undecided(`${property} cannot be known yet`, resource.urn);
    } else if (!accepts(value)) {
      const found = value.state === "absent" ? `no ${property}` : `${property} ${JSON.stringify(value.value)}`;
      verdict.violation({ property, found: `${found}${place}`, expected, fix }, resource.urn);
    }
  }
}
