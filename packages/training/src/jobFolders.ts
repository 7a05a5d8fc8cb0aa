/** Roles that jobs run with, by the purpose in their names. */
export const jobRolePurposes = ["training", "processing", "evaluation"] as const;

/** One of {@link jobRolePurposes}. */
export type JobRolePurpose = (typeof jobRolePurposes)[number];

/** Zones of data that jobs work with. */
export type JobZone = "curated" | "artifacts" | "labels";

/** A folder of a zone; its prefix ends in a slash. */
export type JobFolder = readonly [zone: JobZone, prefix: string];

/** What a kind of job reads and writes: folders of zones. No folder is both read and written by one role. */
export interface JobFolders {
  readonly job: "training-job" | "processing-job";
  readonly description: string;
  readonly inputs: readonly JobFolder[];
  readonly output: JobFolder;
}

/** Data sets that models are made from. */
export const dataSets: JobFolder = ["curated", "datasets/"];

/** What training learns from. */
export const trainingData: JobFolder = ["curated", "training/"];

/** Models as training leaves them. */
export const trainedModels: JobFolder = ["artifacts", "models/"];

/** Data that training cannot read. */
export const heldOutData: JobFolder = ["labels", "held-out/"];

/** Reports of evaluations. */
export const evaluationReports: JobFolder = ["artifacts", "evaluation/"];

/**
 * What each kind of job reads and writes. Both the roles' policies and the pipelines' steps are made from it, so that no
 * step goes where its role may not.
 */
export const jobFolders: Readonly<Record<JobRolePurpose, JobFolders>> = {
  training: {
    job: "training-job",
    description: "Trains models: reads training data, writes models",
    inputs: [trainingData],
    output: trainedModels,
  },
  processing: {
    job: "processing-job",
    description: "Prepares training data from treated data sets",
    inputs: [dataSets],
    output: trainingData,
  },
  evaluation: {
    job: "processing-job",
    description: "Evaluates models on data that training cannot read",
    inputs: [trainedModels, heldOutData],
    output: evaluationReports,
  },
};
