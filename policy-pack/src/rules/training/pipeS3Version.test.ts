import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { pipelineOf, steps } from "../../pipeline.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnPipeS3Version as rule } from "./pipeS3Version.js";

const property = "pipelineDefinitionS3Location.versionId";
const inS3 = (location: unknown) =>
  pipelineOf([], { pipelineDefinition: undefined, pipelineDefinitionS3Location: location });
const place = { bucket: "code", objectKey: "pipeline.json" };

describe("trn-pipe-s3-version", { tags: ["TRN-21"] }, () => {
  it("passes one version, even one that is written in the same update", async () => {
    expect(await reports(rule, [inS3({ ...place, versionId: "3HL4kqtJlcpXroDTDmJ" })])).toEqual([]);
    expect(await reports(rule, [inS3({ ...place, versionId: unknown })])).toEqual([]);
  });

  it.each([
    [undefined, `no ${property}`],
    ["", `${property} ""`],
    ["null", `${property} "null"`],
  ])("violates with version %j", async (versionId, found) => {
    expect(await reports(rule, [inS3({ ...place, versionId })])).toEqual([
      `mandatory pipeline: found ${found}; expected one version of the definition; fix: set ${property}, or pipelineDefinition itself`,
    ]);
  });

  it("cannot decide an unknown place", async () => {
    expect(await reports(rule, [inS3(unknown)])).toEqual([
      `advisory pipeline: undecided: ${property} cannot be known yet`,
    ]);
  });

  it("does not apply to a definition in the program, nor to other types", async () => {
    expect(await reasons(rule, [pipelineOf(steps)])).toEqual(["The definition is not read from S3"]);
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [inS3(place)]);
});
