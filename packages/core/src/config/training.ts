import { z } from "zod";
import { instanceType } from "./instanceType.js";
import type { ConfigProblem } from "./given.js";
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
  instanceType: instanceType.describe("Machine of the jobs, one of `jobs.instanceTypes`."),
  maxRuntimeSeconds: wholeNumber(60, 432_000, "seconds")
    .default(3600)
    .describe("Seconds after which a job is stopped, 60 to `jobs.maxRuntimeSeconds`."),
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
    pipelines: z.array(pipeline).default([]).describe("Training pipelines of the environment, one for each model."),
  })
  .superRefine(({ repositories, pipelines }, context) => {
    const names = repositories.map(({ name }) => name);
    const issue = (path: (string | number)[], message: string) => {
      context.addIssue({ code: "custom", path: ["pipelines", ...path], message });
    };
    for (const [index, { model, image }] of pipelines.entries()) {
      if (pipelines.findIndex((other) => other.model === model) !== index) {
        issue([index, "model"], `must be the only pipeline of the model (twice: ${model})`);
      }
      if (!names.includes(image.split(/[@:]/)[0] ?? "")) {
        issue([index, "image"], `must be of one of the repositories ${names.join(", ")}`);
      }
    }
  })
  .prefault({})
  .describe("Training: images, pipelines and the model registry.");

/**
 * What is wrong between pipelines and what jobs may use. It takes anything, since it has to tell even when something else
 * is wrong.
 *
 * @param config the platform's settings, as they were given
 */
export function trainingProblems(config: unknown): readonly ConfigProblem[] {
  const { jobs, training } = config as {
    readonly jobs?: { readonly instanceTypes?: unknown; readonly maxRuntimeSeconds?: unknown };
    readonly training?: { readonly pipelines?: unknown };
  };
  const allowed = jobs?.instanceTypes;
  const longest = jobs?.maxRuntimeSeconds;
  const pipelines: readonly unknown[] = Array.isArray(training?.pipelines) ? training.pipelines : [];
  return pipelines.flatMap((given, index) => {
    const { instanceType: machine, maxRuntimeSeconds } = (given ?? {}) as Readonly<Record<string, unknown>>;
    const at = (key: string, message: string): ConfigProblem => ({
      path: ["training", "pipelines", index, key],
      message,
    });
    return [
      // A malformed type has its own message already.
      ...(!instanceType.safeParse(machine).success || !Array.isArray(allowed) || allowed.includes(machine)
        ? []
        : [at("instanceType", `must be one of jobs.instanceTypes: ${allowed.map(String).join(", ")}`)]),
      ...(typeof maxRuntimeSeconds === "number" && typeof longest === "number" && maxRuntimeSeconds > longest
        ? [at("maxRuntimeSeconds", `must be at most jobs.maxRuntimeSeconds, ${String(longest)}`)]
        : []),
    ];
  });
}
