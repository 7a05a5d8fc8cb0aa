import { z } from "zod";
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
  })
  .prefault({})
  .describe("Training: images, pipelines and the model registry.");
