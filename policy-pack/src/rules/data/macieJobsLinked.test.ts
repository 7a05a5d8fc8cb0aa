import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket } from "../../s3.fixture.js";
import { dataMacieJobsLinked as rule } from "./macieJobsLinked.js";

const withData = (name = "raw", zone: unknown = "raw", personal: unknown = "true") =>
  bucket(name, zone, { tags: { "data-zone": zone, "personal-data": personal } });
const raw = withData();
const job = (buckets: unknown, options = {}) =>
  resource(awsType.macieJob, "job", { s3JobDefinition: { bucketDefinitions: [{ buckets }] } }, options);
const missing =
  "mandatory raw: found no job of Macie that looks into a bucket with personal data; expected an " +
  "aws.macie2.ClassificationJob that names the bucket; fix: name it in s3JobDefinition.bucketDefinitions of one";
const undecided = "advisory raw: undecided: whether a job of Macie looks into the bucket cannot be known yet";

describe("data-macie-jobs-linked", { tags: ["DATA-25"] }, () => {
  it("passes a bucket that some job names", async () => {
    expect(await reports(rule, [raw, job(["other", "raw"])])).toEqual([]);
    expect(await reports(rule, [raw, job(["other"]), job(["raw"])])).toEqual([]);
  });

  it("passes a bucket that a job depends on before its name is known", async () => {
    const dependent = job(unknown, { propertyDependencies: { s3JobDefinition: [raw] } });
    expect(await reports(rule, [raw, dependent])).toEqual([]);
  });

  it("violates without a job for it", async () => {
    expect(await reports(rule, [raw])).toEqual([missing]);
    expect(await reports(rule, [raw, job(["other"])])).toEqual([missing]);
    expect(await reports(rule, [raw, resource(awsType.macieJob, "job", {})])).toEqual([missing]);
  });

  it("advises in dev", async () => {
    expect(await reports(rule, [raw], { profile: "dev" })).toEqual([missing.replace("mandatory", "advisory")]);
  });

  it("judges each bucket by itself", async () => {
    const other = withData("labels", "labels");
    expect(await reports(rule, [raw, other, job(["raw"])])).toEqual([missing.replace(" raw:", " labels:")]);
  });

  it("cannot decide what nobody knows yet, or what Macie decides by criteria", async () => {
    expect(await reports(rule, [raw, job(unknown)])).toEqual([undecided]);
    expect(await reports(rule, [raw, job(["other", unknown])])).toEqual([undecided]);
    const byCriteria = resource(awsType.macieJob, "job", { s3JobDefinition: { bucketCriteria: { includes: {} } } });
    expect(await reports(rule, [raw, byCriteria])).toEqual([undecided]);
    expect(await reports(rule, [withData("raw", "raw", unknown)])).toEqual([
      "advisory raw: undecided: tag personal-data cannot be known yet",
    ]);
  });

  it("does not apply where there is no personal data, or where it was found", async () => {
    expect(await reasons(rule, [withData("curated", "curated", "false")])).toEqual(["No personal data is in it"]);
    expect(await reasons(rule, [bucket("curated", "curated")])).toEqual(["No personal data is in it"]);
    expect(await reasons(rule, [withData("q", "quarantine")])).toEqual(["What is in it was found already"]);
  });

  itHonoursExemptions(rule, [raw]);
});
