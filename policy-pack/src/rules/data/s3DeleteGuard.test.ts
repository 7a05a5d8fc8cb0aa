import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3DeleteGuard as rule } from "./s3DeleteGuard.js";

const versioning = (inputs: Readonly<Record<string, unknown>>) =>
  resource(awsType.bucketVersioning, "versioning", { versioningConfiguration: { status: "Enabled" }, ...inputs });

describe("data-s3-delete-guard", { tags: ["DATA-12"] }, () => {
  it("passes versioning without a code of the root user", async () => {
    expect(await reports(rule, [versioning({})])).toEqual([]);
    expect(
      await reports(rule, [versioning({ versioningConfiguration: { status: "Enabled", mfaDelete: "Disabled" } })]),
    ).toEqual([]);
  });

  it.each(["arn:aws:iam::111111111111:mfa/root-account-mfa-device 123456", unknown])(
    "violates with mfa, known or not (%#)",
    async (mfa) => {
      const lines = await reports(rule, [versioning({ mfa })]);
      expect(lines).toEqual([
        "mandatory versioning: found mfa, the serial number and a code of the root user's device; expected no credential of the root user in the program; " +
          "fix: remove mfa; let the root user switch MFA delete on by hand, and ignore changes of mfa and mfaDelete",
      ]);
    },
  );

  it("advises in dev", async () => {
    const [line = ""] = await reports(rule, [versioning({ mfa: "x" })], { profile: "dev" });
    expect(line).toMatch(/^advisory versioning: found mfa/);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [versioning({ mfa: "x" })]);
});
