import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govVolumeEncrypted as rule } from "./volumeEncrypted.js";

type Shape = (encrypted: unknown) => object;
const cases: readonly [type: string, path: string, shape: Shape][] = [
  ["aws:ebs/volume:Volume", "encrypted", (encrypted) => ({ encrypted })],
  ["aws:ebs/snapshotCopy:SnapshotCopy", "encrypted", (encrypted) => ({ encrypted })],
  ["aws:ebs/snapshotImport:SnapshotImport", "encrypted", (encrypted) => ({ encrypted })],
  ["aws:ec2/amiCopy:AmiCopy", "encrypted", (encrypted) => ({ encrypted })],
  ["aws:ec2/ami:Ami", "ebsBlockDevices[].encrypted", (encrypted) => ({ ebsBlockDevices: [{ encrypted }] })],
  ["aws:ec2/instance:Instance", "rootBlockDevice.encrypted", (encrypted) => ({ rootBlockDevice: { encrypted } })],
  [
    "aws:ec2/instance:Instance",
    "ebsBlockDevices[].encrypted",
    (encrypted) => ({ ebsBlockDevices: [{ encrypted: true }, { encrypted }] }),
  ],
  [
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    "rootBlockDevice.encrypted",
    (encrypted) => ({ rootBlockDevice: { encrypted } }),
  ],
  [
    "aws:ec2/launchTemplate:LaunchTemplate",
    "blockDeviceMappings[].ebs.encrypted",
    (encrypted) => ({ blockDeviceMappings: [{ ebs: { encrypted } }] }),
  ],
];

describe.each(cases)("gov-volume-encrypted: %s %s", { tags: ["GOV-22"] }, (type, path, shape) => {
  const made = (encrypted: unknown) => resource(type, "disk", { ...shape(encrypted) });

  it.each([true, "true", undefined])("passes with %j", async (encrypted) => {
    expect(await reports(rule, [made(encrypted)])).toEqual([]);
  });

  it.each([false, "false"])("violates with %j", async (encrypted) => {
    expect(await reports(rule, [made(encrypted)])).toEqual([
      `mandatory disk: found ${path} ${JSON.stringify(encrypted)}; expected encryption, as the account's default has it; ` +
        `fix: set ${path} to true, or leave it out`,
    ]);
  });

  it("cannot decide an unknown value", async () => {
    expect(await reports(rule, [made(unknown)])).toEqual([`advisory disk: undecided: ${path} cannot be known yet`]);
  });
});

describe("gov-volume-encrypted", { tags: ["GOV-22"] }, () => {
  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [resource("aws:ebs/volume:Volume", "disk", { encrypted: false })]);
});
