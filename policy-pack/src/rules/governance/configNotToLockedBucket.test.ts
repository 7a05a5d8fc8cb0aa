import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket, companion } from "../../s3.fixture.js";
import { govConfigNotToLockedBucket as rule } from "./configNotToLockedBucket.js";

const findings = bucket("findings", "findings");
const locked = bucket("locked", "findings", { objectLockEnabled: true });
const channel = (s3BucketName: unknown, from: readonly RecordedResource[] = []) =>
  resource(awsType.deliveryChannel, "channel", { s3BucketName }, { propertyDependencies: { s3BucketName: from } });
const line = (found: string): string =>
  `mandatory channel: found ${found}; expected a bucket without Object Lock; fix: deliver to the findings bucket`;

describe("gov-config-not-to-locked-bucket", { tags: ["GOV-04"] }, () => {
  it("passes delivery to a bucket without a lock, here or elsewhere", async () => {
    expect(await reports(rule, [channel("findings"), findings, locked])).toEqual([]);
    expect(await reports(rule, [channel(unknown, [findings]), findings])).toEqual([]);
    expect(await reports(rule, [channel("acme-account-findings-111111111111-eu-central-1")])).toEqual([]);
    expect(
      await reports(rule, [channel("findings"), bucket("findings", "findings", { objectLockEnabled: false })]),
    ).toEqual([]);
  });

  it("violates with a bucket that is locked, whichever resource locks it", async () => {
    expect(await reports(rule, [channel("locked"), locked])).toEqual([line("delivery to locked, which is locked")]);
    expect(await reports(rule, [channel(unknown, [locked]), locked])).toEqual([
      line("delivery to locked, which is locked"),
    ]);
    expect(await reports(rule, [channel("findings"), findings, companion(awsType.bucketObjectLock, findings)])).toEqual(
      [line("delivery to findings, which is locked")],
    );
  });

  it.each(["audit-logs", "evidence"])("violates with the account's %s by name", async (zone) => {
    const name = `acme-account-${zone}-111111111111-eu-central-1`;
    expect(await reports(rule, [channel(name)])).toEqual([line(`delivery to the archive ${name}`)]);
  });

  it("cannot decide unknown buckets or locks", async () => {
    expect(await reports(rule, [channel(unknown)])).toEqual([
      "advisory channel: undecided: s3BucketName cannot be known yet",
    ]);
    const line_ = "advisory channel: undecided: whether findings is locked cannot be known yet";
    expect(
      await reports(rule, [channel("findings"), bucket("findings", "findings", { objectLockEnabled: unknown })]),
    ).toEqual([line_]);
    expect(
      await reports(rule, [
        channel("findings"),
        findings,
        resource(awsType.bucketObjectLock, "x", { bucket: unknown }),
      ]),
    ).toEqual([line_]);
  });

  it("does not apply to a stack without a channel", async () => {
    expect(await reasons(rule, [findings])).toEqual([
      "The stack has no resource of type aws:cfg/deliveryChannel:DeliveryChannel",
    ]);
  });

  itHonoursExemptions(rule, [channel("locked"), locked]);
});
