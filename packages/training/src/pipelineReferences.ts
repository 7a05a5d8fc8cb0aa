import type { PipelineDefinitionArgs, PipelineParameter } from "./pipelineDefinition.js";
import type { PipelineStep, StepType } from "./pipelineSteps.js";

type Values = Readonly<Record<string, unknown>>;

/** Names that the definition's schema takes for steps and parameters. */
const namePattern = /^[A-Za-z0-9_-]{1,64}$/;

/** What a run knows about itself. */
const executionVariables = [
  "StartDateTime",
  "CurrentDateTime",
  "PipelineName",
  "PipelineArn",
  "PipelineExecutionId",
  "PipelineExecutionArn",
];

/** Properties of a step that others may use: fields of the answer that SageMaker gives about its job. */
const stepProperties: Readonly<Record<StepType, readonly string[]>> = {
  Processing: ["ProcessingJobName", "ProcessingJobArn", "ProcessingOutputConfig"],
  Training: ["TrainingJobName", "TrainingJobArn", "ModelArtifacts", "FinalMetricDataList", "OutputDataConfig"],
  Tuning: ["HyperParameterTuningJobName", "HyperParameterTuningJobArn", "BestTrainingJob", "TrainingJobSummaries"],
  Transform: ["TransformJobName", "TransformJobArn", "TransformOutput"],
  Model: ["ModelName", "ModelArn"],
  RegisterModel: ["ModelPackageName", "ModelPackageArn"],
  Condition: ["Outcome"],
  Fail: [],
};

const comparisons = ["Equals", "GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo"];

/**
 * What the schema of pipeline definitions (2020-12-01) and its service would refuse: names, types of parameters,
 * references to what is not there, circles, and functions in a wrong form. The service says most of it only when a run
 * gets there.
 *
 * @param steps all steps, those inside conditions included
 * @returns one sentence for each problem
 * @see "SageMaker Pipeline Definition JSON Schema":
 * https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/
 * @see AWS, "Pipelines steps": https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html
 */
export function referenceProblems(
  { parameters = [] }: Pick<PipelineDefinitionArgs, "parameters">,
  steps: readonly PipelineStep[],
): readonly string[] {
  const parameterNames = parameters.map(({ name }) => name);
  const byName = new Map(steps.map((step) => [step.Name, step]));
  return [
    ...[...twice(parameterNames)].map((name) => `two parameters are called "${name}"`),
    ...parameters.flatMap(parameterProblems),
    ...steps.flatMap((step) =>
      [
        ...nameProblems(step.Name),
        ...formProblems(step),
        ...dependencyProblems(step, byName),
        ...[...functionsOf(ownValues(step))].flatMap((found) => functionProblems(found, parameterNames, byName)),
      ].map((problem) => `step "${step.Name}": ${problem}`),
    ),
    ...circles(steps),
  ];
}

/** Names that stand more than once. */
export function twice(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

function nameProblems(name: string): readonly string[] {
  return namePattern.test(name) ? [] : ["has a name that is not 1 to 64 letters, digits, hyphens or underscores"];
}

function parameterProblems({ name, type, defaultValue, enumValues }: PipelineParameter): readonly string[] {
  const fits = (value: unknown): boolean =>
    ({
      String: typeof value === "string" && value.length <= 4096,
      Integer: Number.isInteger(value),
      Float: typeof value === "number" && Number.isFinite(value),
      Boolean: typeof value === "boolean",
    })[type];
  const said = (value: unknown) => JSON.stringify(value);
  return [
    ...nameProblems(name),
    ...(fits(defaultValue) ? [] : [`has the default ${said(defaultValue)}, which is no ${type}`]),
    ...(enumValues ?? [])
      .filter((value) => !fits(value))
      .map((value) => `allows the value ${said(value)}, which is no ${type}`),
    ...(enumValues === undefined || enumValues.some((value) => value === defaultValue)
      ? []
      : [`has the default ${said(defaultValue)}, which is none of its values`]),
  ].map((problem) => `parameter "${name}": ${problem}`);
}

/** What each type of step must have. */
function formProblems({ Type, Arguments, PropertyFiles = [] }: PipelineStep): readonly string[] {
  const outputs = outputNames(Arguments);
  const hyperParameters = Object.entries((Arguments["HyperParameters"] ?? {}) as Values);
  return [
    ...[...twice(PropertyFiles.map(({ PropertyFileName }) => PropertyFileName))].map(
      (name) => `has two property files called "${name}"`,
    ),
    ...PropertyFiles.filter(({ OutputName }) => !outputs.includes(OutputName)).map(
      ({ PropertyFileName, OutputName }) =>
        `reads the property file "${PropertyFileName}" from the output "${OutputName}", which it does not have`,
    ),
    ...PropertyFiles.filter(({ FilePath }) => FilePath === "" || FilePath.startsWith("/")).map(
      ({ PropertyFileName }) => `names no file inside the output for the property file "${PropertyFileName}"`,
    ),
    ...hyperParameters
      .filter(([, value]) => typeof value !== "string" && !isFunction(value))
      .map(([name]) => `has the hyperparameter "${name}", which is no text; SageMaker hands on texts only`),
    ...(Type === "Fail" && !isText(Arguments["ErrorMessage"]) ? ["has no ErrorMessage"] : []),
    ...(Type === "Condition" ? conditionProblems(Arguments) : []),
  ];
}

function conditionProblems({ Conditions, IfSteps, ElseSteps }: Values): readonly string[] {
  const isEmpty = (list: unknown) => !Array.isArray(list) || list.length === 0;
  return [
    ...(isEmpty(Conditions) ? ["decides by no condition"] : (Conditions as Values[]).flatMap(comparisonProblems)),
    ...(isEmpty(IfSteps) && isEmpty(ElseSteps) ? ["decides about no step"] : []),
  ];
}

function comparisonProblems(condition: Values): readonly string[] {
  const { Type } = condition;
  if (Type === "Not") return comparisonProblems((condition["Condition"] ?? {}) as Values);
  if (Type === "Or") return ((condition["Conditions"] ?? []) as Values[]).flatMap(comparisonProblems);
  const wanted = Type === "In" ? ["QueryValue", "Values"] : ["LeftValue", "RightValue"];
  if (Type !== "In" && !comparisons.includes(String(Type))) {
    return [`compares by ${JSON.stringify(Type)}; use ${[...comparisons, "In", "Not", "Or"].join(", ")}`];
  }
  return wanted.filter((side) => condition[side] === undefined).map((side) => `compares without ${side}`);
}

function dependencyProblems(step: PipelineStep, byName: ReadonlyMap<string, PipelineStep>): readonly string[] {
  return (step.DependsOn ?? []).flatMap((name) => {
    const target = byName.get(name);
    if (target === undefined) return [`waits for the step "${name}", which does not exist`];
    return target.Type === "Fail" ? [`waits for the step "${name}", which ends the run`] : [];
  });
}

/** A function of the definition's language, such as `{ Get: "Parameters.DataSet" }`. */
interface Found {
  readonly value: Values;
  /** Whether it is where only a property file may stand. */
  readonly propertyFile: boolean;
}

function functionProblems(
  { value, propertyFile }: Found,
  parameters: readonly string[],
  byName: ReadonlyMap<string, PipelineStep>,
): readonly string[] {
  const said = JSON.stringify(value);
  const entries = Object.entries(value);
  const [name = "", content] = entries[0] ?? [];
  if (entries.length !== 1) return [`has ${said}, which is more than one function`];
  if (name === "Std:Join") {
    const { On = "", Values } = (content ?? {}) as Values;
    const parts = Array.isArray(Values) ? (Values as readonly unknown[]) : [];
    return typeof On === "string" && parts.length > 0 && parts.every((part) => part !== "" && isPart(part))
      ? []
      : [`joins ${said}; give On a text, and Values texts, numbers and references`];
  }
  if (name === "Std:JsonGet") {
    const { PropertyFile, Path } = (content ?? {}) as Values;
    return isText(Path) && isFunction(PropertyFile)
      ? []
      : [`reads ${said}; give PropertyFile a reference and Path a place`];
  }
  if (name !== "Get") return [`has ${said}, which is no function of the schema; use Get, Std:Join or Std:JsonGet`];
  return typeof content === "string"
    ? getProblems(content, propertyFile, parameters, byName)
    : [`has ${said}; Get takes a text`];
}

function getProblems(
  path: string,
  propertyFile: boolean,
  parameters: readonly string[],
  byName: ReadonlyMap<string, PipelineStep>,
): readonly string[] {
  const [kind, name = "", ...rest] = path.split(".");
  if (kind === "Parameters") {
    return parameters.includes(name) && rest.length === 0 ? [] : [`uses the parameter "${name}", which does not exist`];
  }
  if (kind === "Execution") {
    return executionVariables.includes(name) && rest.length === 0
      ? []
      : [`uses "${path}"; a run knows ${executionVariables.join(", ")}`];
  }
  if (kind !== "Steps") return [`uses "${path}"; begin with Parameters., Execution. or Steps.`];
  const step = byName.get(name);
  if (step === undefined) return [`uses the step "${name}", which does not exist`];
  const [property = "", file = ""] = rest;
  if (propertyFile || property === "PropertyFiles") {
    const files = (step.PropertyFiles ?? []).map(({ PropertyFileName }) => PropertyFileName);
    if (!propertyFile) return [`uses "${path}" outside a condition; a property file is read by Std:JsonGet only`];
    return property === "PropertyFiles" && files.includes(file) && rest.length === 2
      ? []
      : [`uses "${path}", which is no property file of the step "${name}"`];
  }
  const known = stepProperties[step.Type];
  if (!known.includes(property)) {
    return [
      known.length === 0
        ? `uses the step "${name}", which has nothing to use`
        : `uses "${path}"; a ${step.Type} step has ${known.join(", ")}`,
    ];
  }
  const output = /^Steps\.[^.]+\.ProcessingOutputConfig\.Outputs\['([^']*)'\]\.S3Output\.S3Uri$/.exec(path)?.[1];
  return property === "ProcessingOutputConfig" &&
    (output === undefined || !outputNames(step.Arguments).includes(output))
    ? [`uses "${path}", which is no output of the step "${name}"`]
    : [];
}

/** Steps that wait for each other, by what they use or by DependsOn. */
function circles(steps: readonly PipelineStep[]): readonly string[] {
  const waitsFor = new Map(
    steps.map((step) => [
      step.Name,
      [
        ...(step.DependsOn ?? []),
        ...[...functionsOf(ownValues(step))].flatMap(({ value }) =>
          typeof value["Get"] === "string" ? (/^Steps\.([^.]+)\./.exec(value["Get"])?.[1] ?? []) : [],
        ),
        // What a condition decides about runs after it.
        ...steps.filter((other) => branches(other).includes(step.Name)).map(({ Name }) => Name),
      ],
    ]),
  );
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): readonly string[] => {
    if (path.includes(name))
      return [`steps wait for each other: ${[...path.slice(path.indexOf(name)), name].join(" → ")}`];
    if (done.has(name)) return [];
    const found = [...new Set(waitsFor.get(name))].flatMap((next) => visit(next, [...path, name]));
    done.add(name);
    return found;
  };
  return steps.flatMap(({ Name }) => visit(Name, []));
}

function branches({ Type, Arguments }: PipelineStep): readonly string[] {
  if (Type !== "Condition") return [];
  return [Arguments["IfSteps"], Arguments["ElseSteps"]]
    .flatMap((branch) => (branch ?? []) as readonly PipelineStep[])
    .map(({ Name }) => Name);
}

/** What belongs to a step itself: the steps inside a condition are looked at by themselves. */
function ownValues({ Type, Arguments }: PipelineStep): unknown {
  return Type === "Condition" ? Arguments["Conditions"] : Arguments;
}

function* functionsOf(value: unknown, propertyFile = false): Generator<Found> {
  if (typeof value !== "object" || value === null) return;
  if (isFunction(value)) yield { value, propertyFile };
  for (const [key, child] of Object.entries(value)) {
    yield* functionsOf(child, key === "PropertyFile");
  }
}

function isFunction(value: unknown): value is Values {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).some((key) => key === "Get" || key.startsWith("Std:"))
  );
}

function isPart(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value) || isFunction(value);
}

function isText(value: unknown): boolean {
  return (typeof value === "string" && value !== "") || isFunction(value);
}

function outputNames(values: Values): readonly string[] {
  const { Outputs } = (values["ProcessingOutputConfig"] ?? {}) as Values;
  return Array.isArray(Outputs) ? (Outputs as readonly Values[]).map(({ OutputName }) => String(OutputName)) : [];
}
