import { describe, expect, it } from "vitest";
import { definitionArgs, gatedTraining } from "./gatedTraining.fixture.js";
import { jobFolders, type JobFolder, type JobRolePurpose } from "./jobFolders.js";
import { pipelineDefinition, PipelineDefinitionError, type PipelineParameter } from "./pipelineDefinition.js";
import type { PipelineStep } from "./pipelineSteps.js";

type Json = Record<string, unknown>;

const [Prepare, Train, Evaluate, IsGoodEnough] = definitionArgs.steps as [
  PipelineStep,
  PipelineStep,
  PipelineStep,
  PipelineStep,
];
const [Register] = IsGoodEnough.Arguments["IfSteps"] as [PipelineStep];
const [Reject] = IsGoodEnough.Arguments["ElseSteps"] as [PipelineStep];

function problems(
  steps: readonly PipelineStep[],
  parameters: readonly PipelineParameter[] = definitionArgs.parameters ?? [],
): readonly string[] {
  try {
    pipelineDefinition({ ...definitionArgs, parameters, steps });
    return [];
  } catch (error) {
    if (error instanceof PipelineDefinitionError) return error.problems;
    throw error;
  }
}

const withArguments = (step: PipelineStep, change: Json): PipelineStep => ({
  ...step,
  Arguments: { ...step.Arguments, ...change },
});
const trainOn = (S3Uri: unknown): readonly PipelineStep[] => [
  Prepare,
  withArguments(Train, {
    InputDataConfig: [{ ChannelName: "train", DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri } } }],
  }),
];
const decide = (change: Json, ...others: readonly PipelineStep[]): readonly PipelineStep[] => [
  Prepare,
  Train,
  Evaluate,
  withArguments(IsGoodEnough, change),
  ...others,
];
const condition = (change: Json): readonly PipelineStep[] =>
  decide({ Conditions: [{ ...(IsGoodEnough.Arguments["Conditions"] as Json[])[0], ...change }] });
const metric = (change: Json) =>
  condition({
    LeftValue: {
      "Std:JsonGet": { PropertyFile: { Get: "Steps.Evaluate.PropertyFiles.Evaluation" }, Path: "a.b", ...change },
    },
  });

describe("the references of a pipeline definition", { tags: ["TRN-21"] }, () => {
  it("are right in a pipeline of the usual form", () => {
    expect(problems(definitionArgs.steps)).toEqual([]);
  });

  it.each<[string, readonly PipelineStep[], string]>([
    ["a name with a blank", [{ ...Prepare, Name: "Prepare it" }], 'step "Prepare it": has a name that is not 1 to 64'],
    ["a name of 65 letters", [{ ...Prepare, Name: "a".repeat(65) }], "has a name that is not 1 to 64"],
    [
      "a parameter that does not exist",
      trainOn({ Get: "Parameters.Folder" }),
      'step "Train": uses the parameter "Folder", which does not exist',
    ],
    ["a part of a parameter", trainOn({ Get: "Parameters.DataSet.Name" }), 'uses the parameter "DataSet", which'],
    ["something that no run knows", trainOn({ Get: "Execution.Account" }), 'uses "Execution.Account"; a run knows'],
    ["another kind of reference", trainOn({ Get: "Secrets.Token" }), 'uses "Secrets.Token"; begin with Parameters.,'],
    [
      "a step that does not exist",
      trainOn({ Get: "Steps.Clean.ModelArtifacts" }),
      'uses the step "Clean", which does not',
    ],
    [
      "a property that a step does not have",
      trainOn({ Get: "Steps.Prepare.ModelArtifacts.S3ModelArtifacts" }),
      'uses "Steps.Prepare.ModelArtifacts.S3ModelArtifacts"; a Processing step has ProcessingJobName,',
    ],
    [
      "an output that a step does not have",
      trainOn({ Get: "Steps.Prepare.ProcessingOutputConfig.Outputs['test'].S3Output.S3Uri" }),
      'which is no output of the step "Prepare"',
    ],
    [
      "an output by its number",
      trainOn({ Get: "Steps.Prepare.ProcessingOutputConfig.Outputs[0].S3Output.S3Uri" }),
      'which is no output of the step "Prepare"',
    ],
    [
      "a property file outside a condition",
      [
        Prepare,
        Train,
        Evaluate,
        { ...Reject, Arguments: { ErrorMessage: { Get: "Steps.Evaluate.PropertyFiles.Evaluation" } } },
      ],
      'uses "Steps.Evaluate.PropertyFiles.Evaluation" outside a condition',
    ],
    ["a number for Get", trainOn({ Get: 1 }), 'has {"Get":1}; Get takes a text'],
    ["two functions in one", trainOn({ Get: "Parameters.DataSet", On: "/" }), "which is more than one function"],
    ["an unknown function", trainOn({ "Std:Concat": [] }), "which is no function of the schema"],
    ["nothing to join", trainOn({ "Std:Join": { On: "/", Values: [] } }), "give On a text, and Values texts"],
    ["a map to join", trainOn({ "Std:Join": { On: "/", Values: [{}] } }), "give On a text, and Values texts"],
    ["an empty part to join", trainOn({ "Std:Join": { On: "/", Values: ["a", ""] } }), "give On a text, and Values"],
    [
      "a parameter inside a joined text",
      trainOn({ "Std:Join": { On: "/", Values: ["a", { Get: "Parameters.Folder" }] } }),
      'uses the parameter "Folder", which does not exist',
    ],
    ["a metric without a place", metric({ Path: "" }), "give PropertyFile a reference and Path a place"],
    ["a metric without a file", metric({ PropertyFile: "evaluation.json" }), "give PropertyFile a reference"],
    [
      "a metric from a file that does not exist",
      metric({ PropertyFile: { Get: "Steps.Evaluate.PropertyFiles.Report" } }),
      'uses "Steps.Evaluate.PropertyFiles.Report", which is no property file of the step "Evaluate"',
    ],
    [
      "a metric from a step that has no files",
      metric({ PropertyFile: { Get: "Steps.Train.PropertyFiles.Evaluation" } }),
      'which is no property file of the step "Train"',
    ],
    [
      "a metric from the job itself",
      metric({ PropertyFile: { Get: "Steps.Evaluate.ProcessingJobName" } }),
      'which is no property file of the step "Evaluate"',
    ],
    [
      "a property file from an output that does not exist",
      [
        Prepare,
        Train,
        { ...Evaluate, PropertyFiles: [{ PropertyFileName: "Evaluation", OutputName: "x", FilePath: "e.json" }] },
        IsGoodEnough,
      ],
      'reads the property file "Evaluation" from the output "x", which it does not have',
    ],
    [
      "a property file outside its output",
      [
        Prepare,
        Train,
        {
          ...Evaluate,
          PropertyFiles: [{ PropertyFileName: "Evaluation", OutputName: "evaluation", FilePath: "/etc/passwd" }],
        },
        IsGoodEnough,
      ],
      'names no file inside the output for the property file "Evaluation"',
    ],
    [
      "two property files of one name",
      [
        Prepare,
        Train,
        { ...Evaluate, PropertyFiles: [...(Evaluate.PropertyFiles ?? []), ...(Evaluate.PropertyFiles ?? [])] },
        IsGoodEnough,
      ],
      'has two property files called "Evaluation"',
    ],
    ["no condition", decide({ Conditions: [] }), 'step "IsGoodEnough": decides by no condition'],
    ["no decision", decide({ IfSteps: [], ElseSteps: [] }), 'step "IsGoodEnough": decides about no step'],
    ["an unknown comparison", condition({ Type: "Exceeds" }), 'compares by "Exceeds"; use Equals,'],
    ["a comparison with nothing", condition({ RightValue: undefined }), "compares without RightValue"],
    [
      "an unknown comparison inside others",
      condition({ Type: "Not", Condition: { Type: "Or", Conditions: [{ Type: "Exceeds" }] } }),
      'compares by "Exceeds"',
    ],
    ["a choice of nothing", condition({ Type: "In", Values: ["latest"] }), "compares without QueryValue"],
    [
      "a wait for a step that does not exist",
      [{ ...Prepare, DependsOn: ["Clean"] }],
      'step "Prepare": waits for the step "Clean", which does not exist',
    ],
    [
      "a wait for a step that ends the run",
      decide({}, { ...Reject, Name: "Later", DependsOn: ["Reject"] }),
      'step "Later": waits for the step "Reject", which ends the run',
    ],
    [
      "the use of a step that ends the run",
      decide({}, { ...Reject, Name: "Later", Arguments: { ErrorMessage: { Get: "Steps.Reject.Message" } } }),
      'step "Later": uses the step "Reject", which has nothing to use',
    ],
    ["an end without a message", [Prepare, { ...Reject, Arguments: {} }], 'step "Reject": has no ErrorMessage'],
    [
      "a hyperparameter that is a number",
      [Prepare, withArguments(Train, { HyperParameters: { epochs: 10, rate: "0.1" } })],
      'step "Train": has the hyperparameter "epochs", which is no text',
    ],
    [
      "steps that wait for each other by name",
      [
        { ...Prepare, DependsOn: ["Train"] },
        { ...Train, DependsOn: ["Prepare"] },
      ],
      "steps wait for each other: Prepare → Train → Prepare",
    ],
    [
      "a step that waits for itself",
      [{ ...Prepare, DependsOn: ["Prepare"] }],
      "steps wait for each other: Prepare → Prepare",
    ],
    [
      "a step that waits for one that uses it",
      [{ ...Prepare, DependsOn: ["Train"] }, Train],
      "steps wait for each other: Prepare → Train → Prepare",
    ],
    [
      "a condition that waits for what it decides about",
      [Prepare, Train, Evaluate, { ...IsGoodEnough, DependsOn: ["Register"] }],
      "steps wait for each other: IsGoodEnough → Register → IsGoodEnough",
    ],
    ...[
      "DebugHookConfig",
      "DebugRuleConfigurations",
      "ProfilerRuleConfigurations",
      "RemoteDebugConfig",
      "TensorBoardOutputConfig",
    ].map((name): [string, readonly PipelineStep[], string] => [
      name,
      [Prepare, withArguments(Train, { [name]: {} })],
      `step "Train": opens the job by ${name}; remove it`,
    ]),
  ])("refuses %s", (_, steps, problem) => {
    expect(problems(steps)).toEqual([expect.stringContaining(problem)]);
  });

  it.each<[string, readonly PipelineParameter[], readonly string[]]>([
    [
      "twice the same name",
      [
        { name: "DataSet", type: "String", defaultValue: "a" },
        { name: "DataSet", type: "String", defaultValue: "b" },
      ],
      ['two parameters are called "DataSet"'],
    ],
    [
      "a name with a dot",
      [{ name: "Data.Set", type: "String", defaultValue: "a" }],
      ['parameter "Data.Set": has a name that is not 1 to 64 letters, digits, hyphens or underscores'],
    ],
    ...(
      [
        ["String", 1],
        ["String", "a".repeat(4097)],
        ["Integer", 1.5],
        ["Float", "1"],
        ["Float", Number.NaN],
        ["Boolean", "true"],
      ] as const
    ).map(([type, defaultValue]): [string, readonly PipelineParameter[], readonly string[]] => [
      `the default ${JSON.stringify(defaultValue)} for a ${type}`,
      [{ name: "Wrong", type, defaultValue }],
      [`parameter "Wrong": has the default ${JSON.stringify(defaultValue)}, which is no ${type}`],
    ]),
    [
      "a default that is none of the values, and a value of another type",
      [{ name: "Size", type: "String", defaultValue: "s", enumValues: ["m", 1] }],
      [
        'parameter "Size": allows the value 1, which is no String',
        'parameter "Size": has the default "s", which is none of its values',
      ],
    ],
  ])("refuses a parameter with %s", (_, parameters, expected) => {
    expect(problems([withArguments(Prepare, { ProcessingInputs: [] })], parameters)).toEqual(expected);
  });

  it("takes conditions of every kind, and steps that wait by name", () => {
    const [first] = IsGoodEnough.Arguments["Conditions"] as [Json];
    const Conditions = [
      { Type: "Or", Conditions: [first, { Type: "Not", Condition: first }] },
      { Type: "In", QueryValue: { Get: "Parameters.DataSet" }, Values: ["latest"] },
    ];
    expect(
      problems([Prepare, { ...Train, DependsOn: ["Prepare"] }, Evaluate, withArguments(IsGoodEnough, { Conditions })]),
    ).toEqual([]);
    expect(Register.Name).toBe("Register");
  });
});

describe("the places of a pipeline of the usual form", { tags: ["TRN-09", "TRN-21"] }, () => {
  const text = (value: unknown): string =>
    typeof value === "string"
      ? value
      : ((value as Json)["Std:Join"] as { Values: readonly unknown[] }).Values.map((part) =>
          typeof part === "string" ? part : "run",
        ).join("");
  const place = ([zone, prefix]: JobFolder): string => `s3://${gatedTraining.buckets[zone]}/${prefix}churn/`;
  const inputs = (step: PipelineStep): readonly string[] =>
    (step.Arguments["ProcessingInputs"] as { S3Input: Json }[])
      .map(({ S3Input }) => S3Input["S3Uri"])
      .filter((uri) => typeof uri === "string" || !("Get" in (uri as Json)))
      .map(text);
  const output = (step: PipelineStep): string =>
    text((step.Arguments["ProcessingOutputConfig"] as { Outputs: { S3Output: Json }[] }).Outputs[0]?.S3Output["S3Uri"]);
  const folders = (purpose: JobRolePurpose) => jobFolders[purpose];

  it("are those that the jobs' roles may read and write", () => {
    expect(inputs(Prepare)).toEqual([`${place(folders("processing").inputs[0] as JobFolder)}run/`]);
    expect(output(Prepare)).toBe(`${place(folders("processing").output)}run`);
    expect(folders("training").inputs).toEqual([folders("processing").output]);
    expect(text((Train.Arguments["OutputDataConfig"] as Json)["S3OutputPath"])).toBe(
      `${place(folders("training").output)}run`,
    );
    expect(folders("evaluation").inputs[0]).toEqual(folders("training").output);
    expect(inputs(Evaluate)).toEqual([place(folders("evaluation").inputs[1] as JobFolder)]);
    expect(output(Evaluate)).toBe(`${place(folders("evaluation").output)}run`);
    const metrics = Register.Arguments["ModelMetrics"] as { ModelQuality: { Statistics: Json } };
    expect(text(metrics.ModelQuality.Statistics["S3Uri"])).toBe(
      `${place(folders("evaluation").output)}run/evaluation.json`,
    );
  });

  it("end in a slash where a folder's name could begin alike", () => {
    expect([...inputs(Prepare), ...inputs(Evaluate)].filter((uri) => !uri.endsWith("/"))).toEqual([]);
  });
});
