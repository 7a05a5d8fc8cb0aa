import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "./awsTypes.js";
import { itHonoursExemptions, reasons, reports, type Rule } from "./ruleCases.fixture.js";

const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";

/** A job's arguments as the rules want them; a tuning job's definitions have the same. */
export const compliantJob = {
  vpcConfig: { subnets: ["subnet-1"], securityGroupIds: ["sg-1"] },
  enableNetworkIsolation: true,
  enableInterContainerTrafficEncryption: true,
  resourceConfig: { instanceType: "ml.m5.xlarge", instanceCount: 1, volumeKmsKeyId: keyArn },
  outputDataConfig: { s3OutputPath: "s3://artifacts/models/", kmsKeyId: keyArn },
  stoppingCondition: { maxRuntimeInSeconds: 3600 },
} as const;

/** A job with other arguments; undefined takes one away. */
export type JobChange = Readonly<Record<string, unknown>>;

/** A training job. */
export const trainingJob = (change: JobChange = {}): RecordedResource =>
  resource(awsType.trainingJob, "job", { ...compliantJob, ...change });

/** A tuning job with one definition by itself and two in a list, of which the second is changed. */
export const tuningJob = (change: JobChange = {}): RecordedResource =>
  resource(awsType.hyperParameterTuningJob, "tuning", {
    trainingJobDefinition: compliantJob,
    trainingJobDefinitions: [compliantJob, { ...compliantJob, ...change }],
  });

/** What a rule about one argument of a job must answer. */
export interface JobArgument {
  readonly rule: Rule;
  /** Path of the argument. */
  readonly property: string;
  /** Changes that give it a wrong value, and how the message shows that value. */
  readonly wrong: readonly (readonly [change: JobChange, shown: string])[];
  /** A change that takes it away. */
  readonly absent: JobChange;
  /** A change that makes it unknown. */
  readonly unknown: JobChange;
  /** The rest of each message from `expected` on, with `<property>` for the path. */
  readonly expected: string;
}

/** Tests what a rule says about one argument of training jobs and of each definition of tuning jobs. */
export function itJudgesJobArgument(argument: JobArgument): void {
  const { rule, property, expected } = argument;
  const line = (job: string, path: string, found: string): string =>
    `mandatory ${job}: found ${found}; ${expected.replaceAll("<property>", path)}`;
  const nested = `trainingJobDefinitions[1].${property}`;

  it("passes what has it", async () => {
    expect(await reports(rule, [trainingJob(), tuningJob()])).toEqual([]);
  });

  it.each(argument.wrong)("violates with %j", async (change, shown) => {
    expect(await reports(rule, [trainingJob(change), tuningJob(change)])).toEqual([
      line("job", property, `${property} ${shown}`),
      line("tuning", nested, `${nested} ${shown}`),
    ]);
  });

  it("violates without it", async () => {
    expect(await reports(rule, [trainingJob(argument.absent), tuningJob(argument.absent)])).toEqual([
      line("job", property, `no ${property}`),
      line("tuning", nested, `no ${nested}`),
    ]);
  });

  it("judges a tuning job's definition that stands by itself", async () => {
    const tuning = resource(awsType.hyperParameterTuningJob, "tuning", {
      trainingJobDefinition: { ...compliantJob, ...argument.absent },
    });
    const path = `trainingJobDefinition.${property}`;
    expect(await reports(rule, [tuning])).toEqual([line("tuning", path, `no ${path}`)]);
  });

  it("cannot decide what is unknown", async () => {
    expect(await reports(rule, [trainingJob(argument.unknown), tuningJob(argument.unknown)])).toEqual([
      `advisory job: undecided: ${property} cannot be known yet`,
      `advisory tuning: undecided: ${nested} cannot be known yet`,
    ]);
    const tuning = (props: Record<string, unknown>) => resource(awsType.hyperParameterTuningJob, "tuning", props);
    expect(await reports(rule, [tuning({ trainingJobDefinition: unknown })])).toEqual([
      "advisory tuning: undecided: trainingJobDefinition cannot be known yet",
    ]);
    expect(await reports(rule, [tuning({ trainingJobDefinitions: unknown })])).toEqual([
      "advisory tuning: undecided: trainingJobDefinitions cannot be known yet",
    ]);
    expect(await reports(rule, [tuning({ trainingJobDefinitions: [unknown] })])).toEqual([
      "advisory tuning: undecided: trainingJobDefinitions[0] cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc", {})])).toHaveLength(1);
  });

  describe("a violating job", () => {
    itHonoursExemptions(rule, [trainingJob(argument.absent)]);
  });
}
