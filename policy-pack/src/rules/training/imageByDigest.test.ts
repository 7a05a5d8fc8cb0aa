import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { image, itReadsDefinitions, pipelineWith } from "../../pipeline.fixture.js";
import { itHonoursExemptions, reports } from "../../ruleCases.fixture.js";
import { trnImageByDigest as rule } from "./imageByDigest.js";

const job = (algorithmSpecification: unknown) =>
  resource(awsType.trainingJob, "job", {
    algorithmSpecification,
    roleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-training",
  });
const tagged = image.replace(/@.*/, ":latest");
const fix = "expected an image by its digest; fix: name the image as <registry>/<repository>@sha256:<digest>";

describe("trn-image-by-digest", { tags: ["TRN-20"] }, () => {
  itReadsDefinitions(rule);

  it.each([
    ["Prepare", "AppSpecification.ImageUri"],
    ["Train", "AlgorithmSpecification.TrainingImage"],
  ])("violates when step %s names %s by tag, or not at all", async (step, path) => {
    expect(await reports(rule, [pipelineWith(step, path, tagged)])).toEqual([
      `mandatory pipeline: found step ${step}: ${path} "${tagged}"; ${fix}`,
    ]);
    expect(await reports(rule, [pipelineWith(step, path, undefined)])).toEqual([
      `mandatory pipeline: found no step ${step}: ${path}; ${fix}`,
    ]);
  });

  it("violates when a model version names its image by tag, or none", async () => {
    for (const [containers, found] of [
      [[{ Image: image }, { Image: tagged }], `step Register: InferenceSpecification.Containers[].Image "${tagged}"`],
      [undefined, "no step Register: InferenceSpecification.Containers[].Image"],
    ] as const) {
      expect(await reports(rule, [pipelineWith("Register", "InferenceSpecification.Containers", containers)])).toEqual([
        `mandatory pipeline: found ${found}; ${fix}`,
      ]);
    }
  });

  it.each(["sha256:0a", `sha256:${"0A".repeat(32)}`, `sha256:${"0a".repeat(32)}x`])(
    "violates with a digest that is none: %s",
    async (digest) => {
      const wrong = image.replace(/sha256:.*/, digest);
      expect(await reports(rule, [pipelineWith("Prepare", "AppSpecification.ImageUri", wrong)])).toHaveLength(1);
    },
  );

  it("judges training jobs", async () => {
    expect(await reports(rule, [job({ trainingImage: image })])).toEqual([]);
    expect(await reports(rule, [job({ algorithmName: "xgboost" })])).toEqual([]);
    expect(await reports(rule, [job({ trainingImage: tagged })])).toHaveLength(1);
    expect(await reports(rule, [job(undefined)])).toHaveLength(1);
    expect(await reports(rule, [job(unknown)])).toEqual([
      "advisory job: undecided: algorithmSpecification.trainingImage cannot be known yet",
    ]);
  });

  itHonoursExemptions(rule, [pipelineWith("Prepare", "AppSpecification.ImageUri", tagged)]);
});
