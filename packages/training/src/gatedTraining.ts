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
  /** Name of the model: the first part of every place that the pipeline writes to. */
  readonly model: string;
  /** Image of all jobs, and of the model's endpoint, by digest. */
  readonly image: string;
  readonly modelPackageGroupName: string;
  /** ARNs of the roles by kind of job. */
  readonly roleArns: Readonly<Record<"processing" | "training" | "evaluation", string>>;
  readonly security: JobSecurity;
  readonly machine: JobMachine;
  /** Names of the buckets: data to learn from, held-out data that training cannot read, and results. */
  readonly buckets: Readonly<Record<"curated" | "labels" | "artifacts", string>>;
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
 * `/opt/program/run`.
 */
export function gatedTrainingSteps(args: GatedTrainingArgs): readonly PipelineStep[] {
  const { model, image, security, machine, buckets, roleArns } = args;
  const job = (role: keyof typeof roleArns, program: string) => ({
    image,
    security,
    machine,
    roleArn: roleArns[role],
    entrypoint: ["/opt/program/run", program],
  });
  const result = (...path: string[]): PipelineValue =>
    join(`s3://${buckets.artifacts}`, ...path, model, { Get: "Execution.PipelineExecutionId" });
  const report = result("evaluation");
  return [
    processingStep({
      ...job("processing", "prepare"),
      name: "Prepare",
      inputs: { data: join(`s3://${buckets.curated}`, model, { Get: "Parameters.DataSet" }) },
      outputs: { train: result("prepared") },
    }),
    trainingStep({
      ...job("training", "train"),
      name: "Train",
      channels: { train: outputOf("Prepare", "train") },
      output: result("models"),
    }),
    processingStep({
      ...job("evaluation", "evaluate"),
      name: "Evaluate",
      inputs: {
        model: { Get: "Steps.Train.ModelArtifacts.S3ModelArtifacts" },
        "held-out": join(`s3://${buckets.labels}`, model, "held-out"),
      },
      outputs: { evaluation: report },
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
          evaluationReport: join(report, "evaluation.json"),
          contentTypes: ["text/csv"],
          responseTypes: ["application/json"],
          instanceTypes: args.servingInstanceTypes,
        }),
      ],
      elseSteps: [failStep("Reject", `${args.metric.path} is below ${args.metric.minimum}`)],
    }),
  ];
}

function join(...values: readonly PipelineValue[]): PipelineValue {
  return { "Std:Join": { On: "/", Values: values } };
}

function outputOf(step: string, output: string): PipelineValue {
  return { Get: `Steps.${step}.ProcessingOutputConfig.Outputs['${output}'].S3Output.S3Uri` };
}
