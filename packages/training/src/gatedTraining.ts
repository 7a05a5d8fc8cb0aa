import {
  dataSets,
  evaluationReports,
  heldOutData,
  trainedModels,
  trainingData,
  type JobFolder,
  type JobRolePurpose,
  type JobZone,
} from "./jobFolders.js";
import type { PipelineParameter } from "./pipelineDefinition.js";
import {
  conditionStep,
  failStep,
  processingStep,
  registerStep,
  trainingStep,
  type JobMachine,
  type JobSecurity,
  type PipelineStep,
  type PipelineValue,
} from "./pipelineSteps.js";

/** What a pipeline of the usual form is made of. */
export interface GatedTrainingArgs {
  /** Name of the model: the first folder below every place that the pipeline reads or writes. */
  readonly model: string;
  /** Image of all jobs, and of the model's endpoint, by digest. */
  readonly image: string;
  readonly modelPackageGroupName: string;
  /** ARNs of the roles by kind of job. */
  readonly roleArns: Readonly<Record<JobRolePurpose, string>>;
  /** Network and keys of every job; its output key is that of the bucket `artifacts`. */
  readonly security: JobSecurity;
  /** ARN of the key of the bucket `curated`, which prepared data goes to. */
  readonly preparedKeyArn: string;
  readonly machine: JobMachine;
  /** Names of the buckets: data to learn from, held-out data that training cannot read, and results. */
  readonly buckets: Readonly<Record<JobZone, string>>;
  /** The metric in `evaluation.json` that decides, such as `metrics.auc.value`, and the least that it must be. */
  readonly metric: { readonly path: string; readonly minimum: number };
  /** Machines that may serve the model. */
  readonly servingInstanceTypes: readonly string[];
}

/** What whoever starts a run chooses: which data set, and nothing that protects anything. */
export const gatedTrainingParameters: readonly PipelineParameter[] = [
  { name: "DataSet", type: "String", defaultValue: "latest" },
];

/**
 * Steps of a pipeline of the usual form: prepare the data, train, evaluate on held-out data under a role of its own, and
 * register as pending if the metric is high enough (TRN-21, TRN-22).
 *
 * The image holds the programs: `prepare`, `train` and `evaluate` are the first arguments of its entrypoint
 * `/opt/program/run`, and SageMaker adds `serve` for the endpoint. `examples/churn` is such an image.
 *
 * Every place is a folder of {@link jobFolders}, which the policies of the jobs' roles are made from, too.
 */
export function gatedTrainingSteps(args: GatedTrainingArgs): readonly PipelineStep[] {
  const { model, image, security, machine, buckets, roleArns } = args;
  const job = (role: JobRolePurpose, program: string) => ({
    image,
    security,
    machine,
    roleArn: roleArns[role],
    entrypoint: ["/opt/program/run", program],
  });
  const place = ([zone, prefix]: JobFolder): string => `s3://${buckets[zone]}/${prefix}${model}/`;
  const result = (folder: JobFolder, rest = ""): PipelineValue =>
    join(place(folder), { Get: "Execution.PipelineExecutionId" }, rest);
  return [
    processingStep({
      ...job("processing", "prepare"),
      name: "Prepare",
      security: { ...security, outputKeyArn: args.preparedKeyArn },
      // The slash at the end keeps out folders whose names begin alike.
      inputs: { data: join(place(dataSets), { Get: "Parameters.DataSet" }, "/") },
      outputs: { train: result(trainingData) },
    }),
    trainingStep({
      ...job("training", "train"),
      name: "Train",
      channels: { train: outputOf("Prepare", "train") },
      output: result(trainedModels),
    }),
    processingStep({
      ...job("evaluation", "evaluate"),
      name: "Evaluate",
      inputs: {
        model: { Get: "Steps.Train.ModelArtifacts.S3ModelArtifacts" },
        "held-out": place(heldOutData),
      },
      outputs: { evaluation: result(evaluationReports) },
      propertyFiles: [{ PropertyFileName: "Evaluation", OutputName: "evaluation", FilePath: "evaluation.json" }],
    }),
    conditionStep({
      name: "IsGoodEnough",
      step: "Evaluate",
      propertyFile: "Evaluation",
      path: args.metric.path,
      minimum: args.metric.minimum,
      ifSteps: [
        registerStep({
          name: "Register",
          modelPackageGroupName: args.modelPackageGroupName,
          image,
          modelData: { Get: "Steps.Train.ModelArtifacts.S3ModelArtifacts" },
          evaluationReport: result(evaluationReports, "/evaluation.json"),
          // What the inference proxy sends and takes.
          contentTypes: ["application/json"],
          responseTypes: ["application/json"],
          instanceTypes: args.servingInstanceTypes,
        }),
      ],
      elseSteps: [failStep("Reject", `${args.metric.path} is below ${args.metric.minimum}`)],
    }),
  ];
}

/** A text put together from parts; empty ones are left out. */
function join(...parts: readonly PipelineValue[]): PipelineValue {
  return { "Std:Join": { On: "", Values: parts.filter((part) => part !== "") } };
}

function outputOf(step: string, output: string): PipelineValue {
  return { Get: `Steps.${step}.ProcessingOutputConfig.Outputs['${output}'].S3Output.S3Uri` };
}
