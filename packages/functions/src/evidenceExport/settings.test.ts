import { describe, expect, it } from "vitest";
import { settingNames } from "./contract.js";
import { isRegionName, readSettings, SettingsError } from "./settings.js";

const good = {
  ARCHIVE_BUCKET: "acme-account-audit-logs",
  ARCHIVE_PREFIX: "",
  EVIDENCE_BUCKET: "acme-account-evidence",
  ACCOUNT_ID: "111122223333",
  TRAIL_NAME: "acme-account-trail",
  TRAIL_HOME_REGION: "eu-central-1",
  TRAIL_REGIONS: "us-east-1, eu-central-1,us-east-1",
  LOOK_BACK_HOURS: "26",
  METRIC_NAMESPACE: "acme/account",
  SOURCE_VERSION: "0123abc",
};

describe("readSettings", () => {
  it("reads every variable of the contract", () => {
    expect(Object.keys(good)).toEqual([...settingNames]);
    expect(readSettings(good)).toEqual({
      archiveBucket: "acme-account-audit-logs",
      archivePrefix: "",
      evidenceBucket: "acme-account-evidence",
      accountId: "111122223333",
      trailName: "acme-account-trail",
      trailHomeRegion: "eu-central-1",
      trailRegions: ["eu-central-1", "us-east-1"],
      lookBackHours: 26,
      metricNamespace: "acme/account",
      sourceVersion: "0123abc",
    });
  });

  it("needs all of them but the prefix, and names all at once", () => {
    expect(() => readSettings({})).toThrow(
      new SettingsError(
        "evidence-export cannot start: 9 environment variable(s) of the function are wrong.\n" +
          settingNames
            .filter((name) => name !== "ARCHIVE_PREFIX")
            .map((name) => `- ${name}: not set; it is required`)
            .join("\n"),
      ),
    );
  });

  it.each([
    ["ARCHIVE_BUCKET", "Not A Bucket", "a bucket name"],
    ["ARCHIVE_PREFIX", "logs", "empty, or the trail's key prefix with its final slash"],
    ["ACCOUNT_ID", "1111", "twelve digits"],
    ["TRAIL_NAME", "a/b", "a trail name, 3 to 128 characters"],
    ["TRAIL_HOME_REGION", "Frankfurt", "a Region, for example eu-central-1"],
    ["TRAIL_REGIONS", "", "a Region, for example eu-central-1"],
    ["TRAIL_REGIONS", "eu-central-1,evil.example#", "a Region, for example eu-central-1"],
    ["LOOK_BACK_HOURS", "NaN", "a whole number from 1 to 800"],
    ["LOOK_BACK_HOURS", "801", "a whole number from 1 to 800"],
    ["METRIC_NAMESPACE", "AWS/Lambda", "a CloudWatch namespace that does not begin with AWS/"],
    ["SOURCE_VERSION", "", "a commit or version, 1 to 64 of A-Z a-z 0-9 . _ + -"],
  ])("refuses %s = %j", (name, value, expected) => {
    expect(() => readSettings({ ...good, [name]: value })).toThrow(
      new SettingsError(
        "evidence-export cannot start: 1 environment variable(s) of the function are wrong.\n" +
          `- ${name}: ${JSON.stringify(value)}; expected ${expected}`,
      ),
    );
  });

  it("knows the form of Regions in every partition", () => {
    for (const region of ["eu-central-1", "us-gov-west-1", "cn-northwest-1", "eusc-de-east-1", "ap-southeast-7"]) {
      expect(isRegionName(region), region).toBe(true);
    }
    for (const text of ["", "global", "eu-central-1.example.com", "eu-central-1/", "EU-CENTRAL-1", "-1"]) {
      expect(isRegionName(text), text).toBe(false);
    }
  });
});
