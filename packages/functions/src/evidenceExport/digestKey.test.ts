import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestPrefix, logFileTime, logPrefix, parseDigestKey, startOfDayKey } from "./digestKey.js";

const trail = {
  archivePrefix: "logs/",
  accountId: "111122223333",
  trailName: "acme.trail",
  trailHomeRegion: "eu-central-1",
};
const folder = "logs/AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/11/24/";
const file = "111122223333_CloudTrail-Digest_us-east-1_acme.trail_eu-central-1_20261124T043107Z";

describe("keys of a trail's files", () => {
  it("lie where CloudTrail delivers them", () => {
    expect(digestPrefix(trail)).toBe("logs/AWSLogs/111122223333/CloudTrail-Digest/");
    expect(digestPrefix({ ...trail, archivePrefix: "" }, "us-east-1")).toBe(
      "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/",
    );
    expect(logPrefix(trail, "us-east-1")).toBe("logs/AWSLogs/111122223333/CloudTrail/us-east-1/");
    expect(startOfDayKey("p/", Date.parse("2026-11-04T23:59:59Z"))).toBe("p/2026/11/04/");
  });

  it("are read back", () => {
    const endsAt = Date.parse("2026-11-24T04:31:07Z");
    const key = `${folder}${file}.json.gz`;
    expect(parseDigestKey(trail, "us-east-1", key)).toEqual({ key, endsAt, backfill: false });
    const backfill = `${folder}${file}_backfill.json.gz`;
    expect(parseDigestKey(trail, "us-east-1", backfill)).toEqual({ key: backfill, endsAt, backfill: true });
  });

  it.each([
    ["another trail", `${folder}${file.replace("acme.trail", "other")}.json.gz`],
    ["a trail whose name begins the same", `${folder}${file.replace("acme.trail", "acme.trail_2")}.json.gz`],
    ["a trail that matches only as a pattern", `${folder}${file.replace("acme.trail", "acmeXtrail")}.json.gz`],
    ["another Region", `${folder}${file}.json.gz`.replaceAll("us-east-1", "us-east-2")],
    ["another home Region", `${folder}${file.replace("eu-central-1", "eu-west-1")}.json.gz`],
    ["another account", `${folder}${file}.json.gz`.replaceAll("111122223333", "999988887777")],
    ["another prefix", `${folder}${file}.json.gz`.slice("logs/".length)],
    ["a deeper folder", `${folder}more/${file}.json.gz`],
    ["another ending", `${folder}${file}.json`],
    ["a time that does not exist", `${folder}${file.replace("1124T", "1324T")}.json.gz`],
  ])("of %s are not taken", (_, key) => {
    expect(parseDigestKey(trail, "us-east-1", key)).toBeUndefined();
  });

  it("are never a reason to throw", () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, below) => {
        expect(parseDigestKey(trail, "us-east-1", below ? `${folder}${text}` : text)).toBeUndefined();
        expect(logFileTime(text)).toBeUndefined();
      }),
    );
  });

  it("of log files tell the time of delivery", () => {
    const name = "111122223333_CloudTrail_us-east-1_20261124T0455Z_HUERLu3a4rXsZcV0.json.gz";
    expect(logFileTime(`AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/24/${name}`)).toBe(
      Date.parse("2026-11-24T04:55:00Z"),
    );
  });
});
