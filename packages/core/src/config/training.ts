import { z } from "zod";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

const repository = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/, "must be 2 to 40 lower-case letters, digits or hyphens")
    .describe("What the images are for, such as `training`; the repository is `<project>-<environment>-<name>`."),
  keptReleases: wholeNumber(10, 10_000, "images")
    .default(1000)
    .describe(
      "Images with a tag `release-…` that are kept, 10 to 10,000: more than model versions that could still be deployed.",
    ),
  keptBuildDays: wholeNumber(1, 365, "days")
    .default(90)
    .describe("Days that images with a tag `build-…` and none `release-…` are kept, 1 to 365."),
});

const instanceType = z.string().regex(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/, "must be an instance type such as ml.m5.large");

const pipeline = z.strictObject({
  model: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, "must be 2 to 32 lower-case letters, digits or hyphens")
    .describe(
      "Short name of the model; the pipeline and its model package group are `<project>-<environment>-<model>`.",
    ),
  image: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]*@sha256:[0-9a-f]{64}$/,
      "must be an image of one of the repositories by its digest, <repository>@sha256:<64 hexadecimal digits>",
    )
    .describe("Image of all jobs and of the endpoint, by digest: `<name of a repository>@sha256:…`."),
  instanceType: instanceType.describe("Machine of the jobs, one of `instanceTypes`."),
  maxRuntimeSeconds: wholeNumber(60, 432_000, "seconds")
    .default(3600)
    .describe("Seconds after which a job is stopped, 60 to 432,000."),
  metricPath: z
    .string()
    .min(1, "must not be empty")
    .describe("Place in `evaluation.json` of the metric that decides, such as `metrics.auc.value`."),
  minimum: z.number().describe("The least that the metric must be for the model to be registered."),
});

/** What the training tier of an environment is made of. */
export const trainingSchema = z
  .strictObject({
    repositories: z
      .array(repository)
      .superRefine((repositories, context) => {
        const names = repositories.map(({ name }) => name);
        const twice = names.filter((name, index) => names.indexOf(name) !== index);
        if (twice.length > 0) {
          context.addIssue({ code: "custom", message: `must name each repository once (twice: ${twice.join(", ")})` });
        }
      })
      .default([])
      .describe("Image repositories of the environment."),
    instanceTypes: uniqueList(instanceType, 1, "instance type")
      .default(["ml.m5.large", "ml.m5.xlarge"])
      .describe("Machines that jobs may run on."),
    pipelines: z.array(pipeline).default([]).describe("Training pipelines of the environment, one for each model."),
  })
  .superRefine(({ repositories, instanceTypes, pipelines }, context) => {
    const names = repositories.map(({ name }) => name);
    const issue = (path: (string | number)[], message: string) => {
      context.addIssue({ code: "custom", path: ["pipelines", ...path], message });
    };
    for (const [index, { model, image, instanceType: machine }] of pipelines.entries()) {
      if (pipelines.findIndex((other) => other.model === model) !== index) {
        issue([index, "model"], `must be the only pipeline of the model (twice: ${model})`);
      }
      if (!names.includes(image.split(/[@:]/)[0] ?? "")) {
        issue([index, "image"], `must be of one of the repositories ${names.join(", ")}`);
      }
      if (!instanceTypes.includes(machine)) {
        issue([index, "instanceType"], `must be one of instanceTypes: ${instanceTypes.join(", ")}`);
      }
    }
  })
  .prefault({})
  .describe("Training: images, pipelines and the model registry.");
