import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnEcrLifecycleLinked as rule } from "./ecrLifecycleLinked.js";

const images = resource(awsType.ecrRepository, "images", { name: "acme-dev-images" });
const lifecycle = (repository: unknown, propertyDependencies = {}) =>
  resource(awsType.ecrLifecyclePolicy, "lifecycle", { repository }, { propertyDependencies });
const violation =
  "mandatory images: found no aws.ecr.LifecyclePolicy; expected a lifecycle for this repository; fix: add an aws.ecr.LifecyclePolicy whose repository is this one";

describe("trn-ecr-lifecycle-linked", { tags: ["TRN-15"] }, () => {
  it("passes a repository with a lifecycle, by name or by dependency", async () => {
    expect(await reports(rule, [images, lifecycle("acme-dev-images")])).toEqual([]);
    expect(await reports(rule, [images, lifecycle(unknown, { repository: [images] })])).toEqual([]);
  });

  it("violates without a lifecycle, or with another repository's", async () => {
    expect(await reports(rule, [images])).toEqual([violation]);
    expect(await reports(rule, [images, lifecycle("acme-dev-others")])).toEqual([violation]);
  });

  it("cannot decide whose lifecycle an unknown one is", async () => {
    expect(await reports(rule, [images, lifecycle(unknown)])).toEqual([
      "advisory images: undecided: whether an aws.ecr.LifecyclePolicy (lifecycle) is for this repository cannot be known yet",
    ]);
  });

  it("does not apply to a stack without repositories", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [images]);
});
