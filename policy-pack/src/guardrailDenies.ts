import { coversAction, type Condition, type Statement } from "./policyDocument.js";

interface DemandedCondition {
  readonly operator: string;
  readonly key: string;
  /** Exact value; absent where the values are the platform's own lists. */
  readonly value?: string;
}

/** Something that the guardrail must refuse. */
interface DemandedRefusal {
  /** What would be possible without it, for messages. */
  readonly purpose: string;
  readonly calls: readonly string[];
  /** All conditions of the Deny. */
  readonly conditions: readonly DemandedCondition[];
}

/** Calls that start a training, tuning or processing job, or define a monitoring job. */
const jobs = [
  "CreateDataQualityJobDefinition",
  "CreateHyperParameterTuningJob",
  "CreateModelBiasJobDefinition",
  "CreateModelExplainabilityJobDefinition",
  "CreateModelQualityJobDefinition",
  "CreateProcessingJob",
  "CreateTrainingJob",
];

/** Calls that only a role with the guardrail may be allowed: whatever starts compute on data. */
export const guardedCalls: readonly string[] = [
  ...jobs,
  "CreateModel",
  "CreateNotebookInstance",
  "CreateTransformJob",
].map((call) => `sagemaker:${call}`);

const isMissing = (key: string): DemandedCondition => ({ operator: "null", key, value: "true" });
const isThere = (key: string): DemandedCondition => ({ operator: "null", key, value: "false" });
const hasOther = (key: string): DemandedCondition => ({ operator: "foranyvalue:stringnotequals", key });

const demanded: readonly DemandedRefusal[] = [
  { purpose: "run jobs in foreign subnets", calls: jobs, conditions: [hasOther("vpcsubnets")] },
  { purpose: "run jobs under foreign security groups", calls: jobs, conditions: [hasOther("vpcsecuritygroupids")] },
  {
    purpose: "place models in foreign subnets",
    calls: ["CreateModel"],
    conditions: [hasOther("vpcsubnets")],
  },
  {
    purpose: "place notebooks or a domain in foreign subnets",
    calls: ["CreateDomain", "CreateNotebookInstance", "UpdateDomain"],
    conditions: [hasOther("vpcsubnets")],
  },
  {
    purpose: "run jobs or models without network isolation",
    calls: [...jobs, "CreateModel"],
    conditions: [{ operator: "boolifexists", key: "networkisolation", value: "false" }],
  },
  {
    purpose: "run jobs whose peers talk in clear",
    calls: jobs,
    conditions: [{ operator: "boolifexists", key: "intercontainertrafficencryption", value: "false" }],
  },
  {
    purpose: "run jobs without a volume key",
    calls: [...jobs, "CreateTransformJob"],
    conditions: [isMissing("volumekmskeyarn"), { operator: "foranyvalue:stringnotlike", key: "instancetypes" }],
  },
  {
    purpose: "make notebooks without a volume key",
    calls: ["CreateNotebookInstance"],
    conditions: [isMissing("volumekmskeyarn")],
  },
  {
    purpose: "encrypt volumes under a foreign key",
    calls: [...jobs, "CreateNotebookInstance", "CreateTransformJob"],
    conditions: [isThere("volumekmskeyarn"), { operator: "arnnotequals", key: "volumekmskeyarn" }],
  },
  {
    // On its own the negated operator also matches a request without the key.
    purpose: "encrypt outputs under a foreign key or none",
    calls: [...jobs, "CreateTransformJob"],
    conditions: [{ operator: "arnnotequals", key: "outputkmskeyarn" }],
  },
  {
    purpose: "run jobs on machines that nobody approved",
    calls: [...jobs, "CreateTransformJob"],
    conditions: [hasOther("instancetypes")],
  },
  {
    purpose: "run jobs without a machine of their own",
    calls: ["CreateTrainingJob"],
    conditions: [isMissing("instancetypes")],
  },
  {
    purpose: "run jobs without a cap",
    calls: ["CreateHyperParameterTuningJob", "CreateProcessingJob", "CreateTrainingJob"],
    conditions: [isMissing("maxruntimeinseconds")],
  },
  {
    purpose: "run jobs above the cap",
    calls: ["CreateHyperParameterTuningJob", "CreateProcessingJob", "CreateTrainingJob"],
    conditions: [{ operator: "numericgreaterthan", key: "maxruntimeinseconds" }],
  },
  {
    purpose: "open a shell in a job",
    calls: ["CreateTrainingJob", "UpdateTrainingJob"],
    conditions: [{ operator: "bool", key: "enableremotedebug", value: "true" }],
  },
];

/**
 * What no policy of a list refuses explicitly, though a guardrail must.
 *
 * @param statements of all policies that are attached to a role
 * @returns each as the rest of the sentence "could …"
 */
export function guardrailGaps(statements: readonly Statement[]): readonly string[] {
  const denies = statements.filter(
    ({ effect, negations, resources }) => effect === "Deny" && negations.length === 0 && resources.includes("*"),
  );
  return demanded
    .filter(({ calls, conditions }) =>
      calls.some(
        (call) => !denies.some((deny) => coversAction(deny, `sagemaker:${call}`) && fits(deny.conditions, conditions)),
      ),
    )
    .map(({ purpose }) => purpose);
}

function fits(conditions: readonly Condition[], wanted: readonly DemandedCondition[]): boolean {
  return (
    conditions.length === wanted.length &&
    wanted.every(({ operator, key, value }) =>
      conditions.some(
        (condition) =>
          condition.operator === operator &&
          condition.key === `sagemaker:${key}` &&
          condition.values.length > 0 &&
          (value === undefined || condition.values.every((one) => one === value)),
      ),
    )
  );
}
