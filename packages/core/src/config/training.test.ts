import { describe, expect, it } from "vitest";
import { trainingProblems, trainingSchema } from "./training.js";

const digest = `sha256:${"0a".repeat(32)}`;
const pipeline = {
  model: "churn",
  image: `training@${digest}`,
  instanceType: "ml.m5.large",
  metricPath: "metrics.auc.value",
  minimum: 0.8,
};
const problems = (training: object) =>
  trainingSchema.safeParse(training).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];

describe("trainingSchema", () => {
  it("makes nothing by default, and keeps images long", () => {
    expect(trainingSchema.parse(undefined)).toEqual({ repositories: [], pipelines: [] });
    expect(trainingSchema.parse({ repositories: [{ name: "training" }] })).toEqual({
      repositories: [{ name: "training", keptReleases: 1000, keptBuildDays: 90 }],
      pipelines: [],
    });
  });

  it.each([
    [{ name: "Training" }, "repositories.0.name must be 2 to 40 lower-case letters, digits or hyphens"],
    [{ name: "a-" }, "repositories.0.name must be 2 to 40 lower-case letters, digits or hyphens"],
    [
      { name: "training", keptReleases: 9 },
      "repositories.0.keptReleases must be a whole number of images from 10 to 10000",
    ],
    [
      { name: "training", keptBuildDays: 366 },
      "repositories.0.keptBuildDays must be a whole number of days from 1 to 365",
    ],
  ])("refuses the repository %j", (repository, problem) => {
    expect(problems({ repositories: [repository] })).toEqual([problem]);
  });

  it("refuses a name twice", () => {
    expect(problems({ repositories: [{ name: "training" }, { name: "training" }] })).toEqual([
      "repositories must name each repository once (twice: training)",
    ]);
  });

  it("gives jobs an hour by default", () => {
    const { pipelines } = trainingSchema.parse({ repositories: [{ name: "training" }], pipelines: [pipeline] });
    expect(pipelines).toEqual([{ ...pipeline, maxRuntimeSeconds: 3600 }]);
  });

  it.each([
    [
      { image: "training:latest" },
      "pipelines.0.image must be an image of one of the repositories by its digest, <repository>@sha256:<64 hexadecimal digits>",
    ],
    [{ image: `others@${digest}` }, "pipelines.0.image must be of one of the repositories training"],
    [{ maxRuntimeSeconds: 59 }, "pipelines.0.maxRuntimeSeconds must be a whole number of seconds from 60 to 432000"],
    [{ metricPath: "" }, "pipelines.0.metricPath must not be empty"],
    [{ model: "Churn" }, "pipelines.0.model must be 2 to 32 lower-case letters, digits or hyphens"],
  ])("refuses the pipeline %j", (changes, problem) => {
    const training = { repositories: [{ name: "training" }], pipelines: [{ ...pipeline, ...changes }] };
    expect(problems(training)).toEqual([problem]);
  });

  it("refuses two pipelines for one model", () => {
    expect(problems({ repositories: [{ name: "training" }], pipelines: [pipeline, pipeline] })).toEqual([
      "pipelines.1.model must be the only pipeline of the model (twice: churn)",
    ]);
  });
});

describe("trainingProblems", () => {
  const jobs = { instanceTypes: ["ml.m5.large", "ml.m5.xlarge"], maxRuntimeSeconds: 3600 };
  const told = (config: object) => trainingProblems(config).map(({ path, message }) => `${path.join(".")} ${message}`);

  it.each([
    [{}, []],
    [{ maxRuntimeSeconds: 3600 }, []],
    [
      { instanceType: "ml.p5.48xlarge" },
      ["training.pipelines.0.instanceType must be one of jobs.instanceTypes: ml.m5.large, ml.m5.xlarge"],
    ],
    [
      { maxRuntimeSeconds: 3601 },
      ["training.pipelines.0.maxRuntimeSeconds must be at most jobs.maxRuntimeSeconds, 3600"],
    ],
    // Each of these has a message of its own.
    [{ instanceType: "m5", maxRuntimeSeconds: "long" }, []],
  ])("hold the pipeline %j against what jobs may use", (changes, expected) => {
    expect(told({ jobs, training: { pipelines: [{ ...pipeline, ...changes }] } })).toEqual(expected);
  });

  it.each([{}, { training: { pipelines: "none" } }, { training: { pipelines: [null] }, jobs: { instanceTypes: 1 } }])(
    "pass over what is malformed: %j",
    (config) => {
      expect(told(config)).toEqual([]);
    },
  );
});
