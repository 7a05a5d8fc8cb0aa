import { pipelineProblems } from "./pipelineProblems.js";
import type { PipelineStep } from "./pipelineSteps.js";

/** What whoever starts a run may choose. */
export interface PipelineParameter {
  /** Letters, digits and hyphens; steps use it as `{ Get: "Parameters.<name>" }`. */
  readonly name: string;
  readonly type: "String" | "Integer" | "Float" | "Boolean";
  readonly defaultValue: string | number | boolean;
  /** The only values that are taken; absent for any. */
  readonly enumValues?: readonly (string | number)[];
}

/** What a definition is made of, and what it is held to. */
export interface PipelineDefinitionArgs {
  /** Name of the pipeline, for errors. */
  readonly name: string;
  /** ARN of the pipeline's own role, which no step may use. */
  readonly pipelineRoleArn: string;
  /** Host name of the own registry, such as `111111111111.dkr.ecr.eu-central-1.amazonaws.com`. */
  readonly registry: string;
  /** Instance types that jobs may run on. */
  readonly instanceTypes: readonly string[];
  /** Longest run time of a job, in seconds. */
  readonly maxRuntimeSeconds: number;
  readonly parameters?: readonly PipelineParameter[];
  readonly steps: readonly PipelineStep[];
}

/** Thrown for a definition that would let a run leave the platform's limits. */
export class PipelineDefinitionError extends Error {
  /** Everything that is wrong, one sentence each. */
  readonly problems: readonly string[];

  constructor(pipeline: string, problems: readonly string[]) {
    super(`The pipeline "${pipeline}" is not safe to run:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
    this.name = "PipelineDefinitionError";
    this.problems = problems;
  }
}

/**
 * Writes the definition of a pipeline (TRN-21): every job states subnets, groups, isolation, encrypted traffic between
 * containers, keys, a time limit and a role of its own; no run can change any of these; images are named by digest and
 * come from the own registry (TRN-20); a model version is registered behind a condition, as pending (TRN-22). Steps are
 * not cached: a cached step would bring back what was made from poisoned data.
 *
 * @returns JSON of schema version 2020-12-01
 * @throws {@link PipelineDefinitionError} with everything that is wrong, step by step
 * @see AWS, "Pipelines overview": https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-overview.html
 */
export function pipelineDefinition(args: PipelineDefinitionArgs): string {
  const problems = pipelineProblems(args);
  if (problems.length > 0) throw new PipelineDefinitionError(args.name, problems);
  return JSON.stringify({
    Version: "2020-12-01",
    Metadata: {},
    Parameters: (args.parameters ?? []).map(({ name, type, defaultValue, enumValues }) => ({
      Name: name,
      Type: type,
      DefaultValue: defaultValue,
      ...(enumValues === undefined ? {} : { EnumValues: enumValues }),
    })),
    PipelineExperimentConfig: {
      ExperimentName: { Get: "Execution.PipelineName" },
      TrialName: { Get: "Execution.PipelineExecutionId" },
    },
    Steps: args.steps,
  });
}
