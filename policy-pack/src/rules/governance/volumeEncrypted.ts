import { defineResourceRule } from "../../defineRule.js";
import { readEach } from "../../known.js";

/** Where each type says whether a volume, snapshot or image is encrypted. */
const places: Readonly<Record<string, readonly string[]>> = {
  "aws:ebs/snapshotCopy:SnapshotCopy": ["encrypted"],
  "aws:ebs/snapshotImport:SnapshotImport": ["encrypted"],
  "aws:ebs/volume:Volume": ["encrypted"],
  "aws:ec2/ami:Ami": ["ebsBlockDevices[].encrypted"],
  "aws:ec2/amiCopy:AmiCopy": ["encrypted"],
  "aws:ec2/instance:Instance": ["rootBlockDevice.encrypted", "ebsBlockDevices[].encrypted"],
  "aws:ec2/launchConfiguration:LaunchConfiguration": ["rootBlockDevice.encrypted", "ebsBlockDevices[].encrypted"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["blockDeviceMappings[].ebs.encrypted"],
};

/**
 * Nothing asks for an unencrypted volume, snapshot or image. Left out, the Region's default decides, which encrypts and
 * which `gov-volume-defaults` judges.
 *
 * @see AWS, "Enable Amazon EBS encryption by default":
 * https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 */
export const govVolumeEncrypted = defineResourceRule({
  name: "gov-volume-encrypted",
  types: Object.keys(places),
  check({ type, props }, verdict) {
    for (const path of places[type] ?? []) {
      for (const value of readEach(props, path)) {
        verdict.require(value, {
          property: path,
          // A launch template takes the word as text.
          accepts: (encrypted) => encrypted === true || encrypted === "true",
          expected: "encryption, as the account's default has it",
          fix: `set ${path} to true, or leave it out`,
          absent: "passes",
        });
      }
    }
  },
});
