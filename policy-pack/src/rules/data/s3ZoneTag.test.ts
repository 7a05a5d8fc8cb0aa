import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { dataZones } from "../../dataZones.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3ZoneTag as rule } from "./s3ZoneTag.js";

const bucket = (tags: unknown, type: string = awsType.bucket) => resource(type, "raw", { tags });
const expected = `expected one of ${dataZones.join(", ")}; fix: set the tag data-zone`;

describe("data-s3-zone-tag", { tags: ["DATA-03"] }, () => {
  it.each(dataZones)("passes the zone %s", async (zone) => {
    const inputs = { tags: { "data-zone": zone } } satisfies aws.s3.BucketArgs;
    expect(await reports(rule, [resource(awsType.bucket, "raw", inputs)])).toEqual([]);
  });

  it("passes a zone that the provider sets for everything", async () => {
    const provider = resource("pulumi:providers:aws", "aws", { defaultTags: '{"tags":{"data-zone":"scratch"}}' });
    expect(await reports(rule, [resource(awsType.bucket, "raw", {}, { provider }), provider])).toEqual([]);
  });

  it.each([
    [undefined, "no tag data-zone"],
    [{ owner: "ml" }, "no tag data-zone"],
    [{ "data-zone": "misc" }, 'tag data-zone "misc"'],
    [{ "data-zone": "" }, 'tag data-zone ""'],
    [{ "data-zone": "Raw" }, 'tag data-zone "Raw"'],
  ])("violates with the tags %j, in the deprecated type as well", async (tags, found) => {
    const line = `mandatory raw: found ${found}; ${expected}`;
    expect(await reports(rule, [bucket(tags), bucket(tags, awsType.bucketV2)])).toEqual([line, line]);
  });

  it.each([unknown, { "data-zone": unknown }])("cannot decide unknown tags", async (tags) => {
    expect(await reports(rule, [bucket(tags)])).toEqual(["advisory raw: undecided: tag data-zone cannot be known yet"]);
  });

  it("is not disturbed by other tags that are unknown", async () => {
    expect(await reports(rule, [bucket({ "data-zone": "raw", owner: unknown })])).toEqual([]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucketAcl, "acl")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [bucket({})]);
});
