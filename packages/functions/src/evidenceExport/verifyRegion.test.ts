import { expect, it } from "vitest";
import { TrailArchive } from "./archive.js";
import type { Finding } from "./chain.js";
import { readSettings } from "./settings.js";
import { FakeS3 } from "./testing/fakeS3.js";
import { verifyRegion } from "./verifyRegion.js";

it("says nothing about a Region's chain when the time is up before its digests are read", async () => {
  const signal = AbortSignal.abort(new Error("time is up"));
  const findings: Finding[] = [];
  const tally = {
    region: "eu-central-1",
    finished: false,
    digests: 0,
    validDigests: 0,
    logFiles: 0,
    validLogFiles: 0,
    chainStartedAt: undefined,
  };
  const settings = readSettings({
    ARCHIVE_BUCKET: "acme-account-audit-logs",
    EVIDENCE_BUCKET: "acme-account-evidence",
    ACCOUNT_ID: "111122223333",
    TRAIL_NAME: "acme-account-trail",
    TRAIL_HOME_REGION: "eu-central-1",
    TRAIL_REGIONS: "eu-central-1",
    LOOK_BACK_HOURS: "6",
    METRIC_NAMESPACE: "acme/account",
    SOURCE_VERSION: "0123abc",
  });
  await expect(
    verifyRegion(
      {
        archive: new TrailArchive(new FakeS3().client(), settings.archiveBucket, settings.accountId, signal),
        listPublicKeys: () => Promise.resolve(new Map()),
        settings,
        time: 0,
        now: 0,
        window: { from: 0, to: 6 * 3_600_000 },
        signal,
      },
      tally,
      [{ key: "unread", endsAt: 3_600_000, backfill: false }],
      false,
      () => Promise.resolve(undefined),
      findings,
    ),
  ).rejects.toThrow("time is up");
  expect(findings).toEqual([]);
  expect(tally.finished).toBe(false);
});
