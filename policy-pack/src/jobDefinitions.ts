import type { ResourceValidationArgs } from "@pulumi/policy";
import { awsType } from "./awsTypes.js";
import { read, readEach, readList, type Read } from "./known.js";
import type { Verdict } from "./verdict.js";

/** Types that rules about training jobs judge. */
export const jobTypes: readonly string[] = [awsType.trainingJob, awsType.hyperParameterTuningJob];

/** What one training job is to be: a job itself, or one of the definitions that a tuning job varies. */
export interface JobDefinition {
  /** Path to it from the resource, such as `trainingJobDefinitions[0].`; empty for a job itself. */
  readonly prefix: string;
  readonly props: unknown;
}

/**
 * Goes through the job definitions of a resource, each by itself. One that cannot be known yet is undecided.
 *
 * @param check judges one of them
 */
export function eachJob(
  { type, props }: Pick<ResourceValidationArgs, "type" | "props">,
  verdict: Verdict,
  check: (job: JobDefinition) => void,
): void {
  if (type === awsType.trainingJob) {
    check({ prefix: "", props });
    return;
  }
  const definitions: (readonly [prefix: string, definition: Read])[] = [
    ["trainingJobDefinition.", read(props, "trainingJobDefinition")],
  ];
  const list = readList(props, "trainingJobDefinitions");
  if (list.state === "unknown") verdict.undecided("trainingJobDefinitions cannot be known yet");
  if (list.state === "known") {
    definitions.push(...list.value.map((one, index) => [`trainingJobDefinitions[${index}].`, one] as const));
  }
  for (const [prefix, definition] of definitions) {
    if (definition.state === "unknown") verdict.undecided(`${prefix.slice(0, -1)} cannot be known yet`);
    if (definition.state === "known") check({ prefix, props: definition.value });
  }
}

/**
 * Demands a key of our own by its ARN: SageMaker compares ARNs of keys in conditions, never ids or aliases.
 *
 * @param property path of the argument in the resource
 */
export function requireKeyArn(value: Read, property: string, verdict: Verdict): void {
  verdict.require(value, {
    property,
    accepts: (key) => typeof key === "string" && /^arn:[^:]+:kms:[^:]+:\d{12}:key\/.+$/.test(key),
    expected: "the ARN of a customer managed key",
    fix: `set ${property} to the key's ARN`,
  });
}

/** Every instance type that a job names, in whichever of its forms. */
export function machinesOf({ props }: JobDefinition): readonly Read[] {
  return [
    "resourceConfig.instanceType",
    "resourceConfig.instanceGroups[].instanceType",
    "hyperParameterTuningResourceConfig.instanceType",
    "hyperParameterTuningResourceConfig.instanceConfigs[].instanceType",
  ]
    .flatMap((path) => readEach(props, path))
    .filter(({ state }) => state !== "absent");
}
