import { describe, expect, it } from "vitest";
import { retentionProblems } from "./retention.js";

const told = (config: object) => retentionProblems(config).map(({ path, message }) => `${path.join(".")} ${message}`);
const retain = 'where dataProtection is "retain"';
const disposable = 'where dataProtection is "disposable"';

describe("retentionProblems", { tags: ["GOV-33"] }, () => {
  it.each([
    {},
    { logRetention: { standardDays: 365, auditDays: 731 } },
    { logRetention: { standardDays: 3653, auditDays: 3653 } },
    { dataProtection: "disposable", logRetention: { standardDays: 1, auditDays: 1 } },
    { personalDataDays: 31, supersededVersionDays: { personal: 30 } },
    { databaseBackupDays: 7, secretRecoveryDays: 7 },
    { dataProtection: "disposable", databaseBackupDays: 1, secretRecoveryDays: 0 },
    // What is malformed has a message of its own.
    { logRetention: "long", archive: 1, supersededVersionDays: null, personalDataDays: "a year" },
    { logRetention: { standardDays: 0 } },
  ])("are none for %j", (config) => {
    expect(told(config)).toEqual([]);
  });

  it.each<[object, string]>([
    [{ logRetention: { standardDays: 180 } }, `logRetention.standardDays must be 365 to 3653 days ${retain}`],
    [{ logRetention: { auditDays: 400 } }, `logRetention.auditDays must be 731 to 3653 days ${retain}`],
    [
      { dataProtection: "disposable", logRetention: { standardDays: 1827 } },
      `logRetention.standardDays must be 1 to 731 days ${disposable}`,
    ],
    [
      { dataProtection: "disposable", logRetention: { auditDays: 1096 } },
      `logRetention.auditDays must be 1 to 731 days ${disposable}`,
    ],
    [{ dataProtection: "disposable", personalDataDays: 366 }, `personalDataDays must be 2 to 365 days ${disposable}`],
    [{ databaseBackupDays: 6 }, `databaseBackupDays must be 7 to 35 days ${retain}`],
    [
      { secretRecoveryDays: 0 },
      `secretRecoveryDays must be 7 to 30 days ${retain}: a deleted secret could not be called back`,
    ],
    [
      { personalDataDays: 30, supersededVersionDays: { personal: 30 } },
      "supersededVersionDays.personal must be less than personalDataDays, 30: superseded versions would outlive the " +
        "retention of personal data",
    ],
  ])("tell of %j", (config, problem) => {
    expect(told(config)).toEqual([problem]);
  });

  it("tell of everything at once", () => {
    expect(
      told({
        archive: { lockMode: "COMPLIANCE", lockDays: 30 },
        logRetention: { standardDays: 30, auditDays: 30 },
        personalDataDays: 7,
        supersededVersionDays: { personal: 7 },
      }).map((line) => line.split(" ")[0]),
    ).toEqual([
      "archive.lockDays",
      "archive.acceptIrreversibleLock",
      "logRetention.standardDays",
      "logRetention.auditDays",
      "supersededVersionDays.personal",
    ]);
  });
});
