import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3Versioned as rule } from "./s3Versioned.js";

const compliant = {
  bucket: "raw",
  versioningConfiguration: { status: "Enabled" },
} satisfies aws.s3.BucketVersioningArgs;
const versioning = (versioningConfiguration: unknown) =>
  resource(awsType.bucketVersioning, "versions", { ...compliant, versioningConfiguration });
const expected = "expected Enabled; fix: set versioningConfiguration.status to Enabled";

describe("data-s3-versioned", { tags: ["DATA-11"] }, () => {
  it("passes enabled versioning", async () => {
    expect(await reports(rule, [versioning({ status: "Enabled" })])).toEqual([]);
  });

  it.each([
    [{ status: "Suspended" }, 'versioningConfiguration.status "Suspended"'],
    [{ status: "Disabled" }, 'versioningConfiguration.status "Disabled"'],
    [{}, "no versioningConfiguration.status"],
    [undefined, "no versioningConfiguration.status"],
  ])("violates with %j", async (value, found) => {
    expect(await reports(rule, [versioning(value)])).toEqual([`mandatory versions: found ${found}; ${expected}`]);
  });

  it.each([unknown, { status: unknown }])("cannot decide an unknown status", async (value) => {
    expect(await reports(rule, [versioning(value)])).toEqual([
      "advisory versions: undecided: versioningConfiguration.status cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [versioning({ status: "Suspended" })]);
});
