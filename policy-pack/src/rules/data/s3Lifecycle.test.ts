import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3Lifecycle as rule } from "./s3Lifecycle.js";

const whole = { id: "all", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const compliant = { bucket: "raw", rules: [whole] } satisfies aws.s3.BucketLifecycleConfigurationArgs;
const lifecycle = (rules: unknown) => resource(awsType.bucketLifecycle, "life", { ...compliant, rules });
const path = "abortIncompleteMultipartUpload.daysAfterInitiation";
const line = (found: string): string =>
  `mandatory life: found ${found}; expected an enabled rule for the whole bucket that ends incomplete uploads after at most 7 days; ` +
  `fix: set ${path} to 7 in a rule with status Enabled and an empty filter`;

describe("data-s3-lifecycle", { tags: ["DATA-11"] }, () => {
  it("passes a rule for the whole bucket, beside others", async () => {
    const narrow = { id: "tmp", status: "Enabled", filter: { prefix: "tmp/" }, expiration: { days: 1 } };
    expect(await reports(rule, [lifecycle([whole])])).toEqual([]);
    expect(await reports(rule, [lifecycle([narrow, whole, unknown])])).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ["no rules", undefined, `no ${path} for the whole bucket`],
    ["an empty list", [], `no ${path} for the whole bucket`],
    ["no end of uploads", [{ ...whole, abortIncompleteMultipartUpload: undefined }], `no ${path} for the whole bucket`],
    ["a disabled rule", [{ ...whole, status: "Disabled" }], `no ${path} for the whole bucket`],
    ["a narrow rule", [{ ...whole, filter: { prefix: "in/" } }], `no ${path} for the whole bucket`],
    ["eight days", [{ ...whole, abortIncompleteMultipartUpload: { daysAfterInitiation: 8 } }], `${path} 8`],
  ])("violates with %s", async (_case, rules, found) => {
    expect(await reports(rule, [lifecycle(rules)])).toEqual([line(found)]);
  });

  it.each<[string, unknown, string]>([
    ["rules", unknown, "rules"],
    ["a rule", [unknown], "rules.0"],
    ["a status", [{ ...whole, status: unknown }], "status"],
    ["the days", [{ ...whole, abortIncompleteMultipartUpload: { daysAfterInitiation: unknown } }], path],
  ])("cannot decide while %s is unknown", async (_case, rules, at) => {
    expect(await reports(rule, [lifecycle(rules)])).toEqual([`advisory life: undecided: ${at} cannot be known yet`]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [lifecycle([])]);
});
