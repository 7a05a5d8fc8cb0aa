import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnEcrForceDelete as rule } from "./ecrForceDelete.js";

const repository = (forceDelete: unknown) => resource(awsType.ecrRepository, "images", { forceDelete });

describe("trn-ecr-force-delete", { tags: ["TRN-15"] }, () => {
  it.each([undefined, false])("passes %s", async (forceDelete) => {
    expect(await reports(rule, [repository(forceDelete)])).toEqual([]);
  });

  it("violates in prod when images go with the repository", async () => {
    expect(await reports(rule, [repository(true)])).toEqual([
      "mandatory images: found forceDelete true; expected a repository that is not deleted with its images; fix: remove forceDelete",
    ]);
  });

  it("cannot decide what is unknown", async () => {
    expect(await reports(rule, [repository(unknown)])).toEqual([
      "advisory images: undecided: forceDelete cannot be known yet",
    ]);
  });

  it("does not apply to dev, nor to other types", async () => {
    expect(await reasons(rule, [repository(true)], { profile: "dev" })).toEqual([
      "Policy only applies to the profile prod",
    ]);
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [repository(true)]);
});
