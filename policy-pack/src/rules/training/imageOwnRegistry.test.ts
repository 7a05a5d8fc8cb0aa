import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { image, itReadsDefinitions, pipelineOf, pipelineWith, steps } from "../../pipeline.fixture.js";
import { itHonoursExemptions, reports } from "../../ruleCases.fixture.js";
import { trnImageOwnRegistry as rule } from "./imageOwnRegistry.js";

const foreign = image.replace("111111111111", "683313688378");
const fix =
  "expected an image of the own account's registry; fix: mirror the image into a repository of the account and name that";
const job = (trainingImage: unknown, roleArn: unknown) =>
  resource(awsType.trainingJob, "job", { algorithmSpecification: { trainingImage }, roleArn });

describe("trn-image-own-registry", { tags: ["TRN-20"] }, () => {
  itReadsDefinitions(rule);

  it.each([foreign, "public.ecr.aws/x/y@sha256:0a", "python@sha256:0a", `evil.example/${image}`])(
    "violates with the image %s of a step",
    async (name) => {
      const [line = "", ...others] = await reports(rule, [
        pipelineWith("Train", "AlgorithmSpecification.TrainingImage", name),
      ]);
      expect(line).toMatch(/^mandatory pipeline: found step Train: AlgorithmSpecification.TrainingImage "/);
      expect(line.endsWith(`; ${fix}`)).toBe(true);
      expect(others).toEqual([]);
    },
  );

  it("violates with a foreign image of a model version", async () => {
    const containers = [{ Image: foreign }];
    expect(
      await reports(rule, [pipelineWith("Register", "InferenceSpecification.Containers", containers)]),
    ).toHaveLength(1);
  });

  it("takes the account from the step's role, so that the pipeline's may be unknown", async () => {
    expect(await reports(rule, [pipelineOf(steps, { roleArn: unknown })])).toEqual([]);
  });

  it("judges training jobs, and cannot decide for an unknown role", async () => {
    const role = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-training";
    expect(await reports(rule, [job(image, role)])).toEqual([]);
    expect(await reports(rule, [job(foreign, role)])).toHaveLength(1);
    expect(await reports(rule, [job(image, unknown)])).toEqual([
      "advisory job: undecided: the account of the role that pulls algorithmSpecification.trainingImage cannot be known yet",
    ]);
  });

  itHonoursExemptions(rule, [pipelineWith("Train", "AlgorithmSpecification.TrainingImage", foreign)]);
});
