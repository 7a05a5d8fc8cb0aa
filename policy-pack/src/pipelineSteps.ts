import { read, type Read } from "./known.js";
import type { Verdict } from "./verdict.js";

/** An object of a pipeline's definition. */
export type Values = Readonly<Record<string, unknown>>;

/** One step of a pipeline. */
export interface Step {
  readonly name: string;
  readonly type: string;
  readonly values: Values;
  /** Whether the step runs only when a condition holds. */
  readonly conditional: boolean;
}

/** One job that a step asks for; a tuning step may ask for several. */
export interface Job {
  readonly step: Step;
  readonly request: Values;
  readonly places: JobPlaces;
}

/** Where the API of a kind of job has its settings; absent where it has none. */
export interface JobPlaces {
  readonly role?: string;
  readonly image?: string;
  readonly vpc?: string;
  readonly isolation?: string;
  readonly peers?: string;
  readonly resources?: string;
  readonly outputKey?: string;
  readonly cap?: string;
}

const trainingPlaces: JobPlaces = {
  role: "RoleArn",
  image: "AlgorithmSpecification.TrainingImage",
  vpc: "VpcConfig",
  isolation: "EnableNetworkIsolation",
  peers: "EnableInterContainerTrafficEncryption",
  resources: "ResourceConfig",
  outputKey: "OutputDataConfig.KmsKeyId",
  cap: "StoppingCondition.MaxRuntimeInSeconds",
};

const placesByType: Readonly<Partial<Record<string, JobPlaces>>> = {
  Training: trainingPlaces,
  Tuning: trainingPlaces,
  Processing: {
    role: "RoleArn",
    image: "AppSpecification.ImageUri",
    vpc: "NetworkConfig.VpcConfig",
    isolation: "NetworkConfig.EnableNetworkIsolation",
    peers: "NetworkConfig.EnableInterContainerTrafficEncryption",
    resources: "ProcessingResources.ClusterConfig",
    outputKey: "ProcessingOutputConfig.KmsKeyId",
    cap: "StoppingCondition.MaxRuntimeInSeconds",
  },
  // Role, network and image are those of the model.
  Transform: { resources: "TransformResources", outputKey: "TransformOutput.KmsKeyId" },
  Model: {
    role: "ExecutionRoleArn",
    image: "PrimaryContainer.Image",
    vpc: "VpcConfig",
    isolation: "EnableNetworkIsolation",
  },
};

/**
 * Reads the steps of a pipeline, those inside conditions too.
 *
 * @param props of a pipeline
 * @returns nothing when the definition cannot be read, which is then reported
 */
export function readSteps(props: unknown, verdict: Verdict): readonly Step[] | undefined {
  const definition = read(props, "pipelineDefinition");
  if (definition.state === "unknown") verdict.undecided("pipelineDefinition cannot be known yet");
  else if (definition.state === "absent") verdict.undecided("the definition in S3 cannot be seen from here");
  else {
    const steps = parse(definition.value);
    if (steps !== undefined) return placed(steps, false);
    verdict.violation({
      property: "pipelineDefinition",
      found: "a pipelineDefinition that is no JSON with Steps",
      expected: "the definition of a pipeline",
      fix: "write the definition in schema version 2020-12-01",
    });
  }
  return undefined;
}

/** The jobs that steps ask for. */
export function jobsOf(steps: readonly Step[]): readonly Job[] {
  return steps.flatMap((step) => {
    const places = placesByType[step.type];
    if (places === undefined) return [];
    const request = record(step.values["Arguments"]);
    if (step.type !== "Tuning") return [{ step, request, places }];
    const several = request["TrainingJobDefinitions"];
    const definitions = Array.isArray(several) ? several : [request["TrainingJobDefinition"]];
    return definitions.map((definition) => ({ step, request: record(definition), places }));
  });
}

/** Reads a setting of a definition; what a run fills in is an object such as `{ Get: "Parameters.Key" }`. */
export function setting(values: Values, path: string): Read {
  return read(values, path);
}

/** Whether a run, and so whoever starts it, has a say in a value. */
export function isFilledIn(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isFilledIn) : typeof value === "object" && value !== null;
}

/** An object, or an empty one in place of anything else. */
export function record(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};
}

function parse(definition: unknown): readonly unknown[] | undefined {
  try {
    const document: unknown = typeof definition === "string" ? JSON.parse(definition) : definition;
    const steps = record(document)["Steps"];
    return Array.isArray(steps) ? (steps as readonly unknown[]) : undefined;
  } catch {
    return undefined;
  }
}

function placed(steps: readonly unknown[], conditional: boolean): readonly Step[] {
  return steps.flatMap((raw) => {
    const values = record(raw);
    const type = String(values["Type"]);
    const step = { name: String(values["Name"]), type, values, conditional };
    if (type !== "Condition") return [step];
    const branch = (name: string): readonly unknown[] => {
      const inner = record(values["Arguments"])[name];
      return Array.isArray(inner) ? inner : [];
    };
    // Behind the other branch stands no metric that was good enough.
    return [step, ...placed(branch("IfSteps"), true), ...placed(branch("ElseSteps"), false)];
  });
}
