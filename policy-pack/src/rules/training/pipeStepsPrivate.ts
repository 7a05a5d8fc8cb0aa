import { hasLocalNvme } from "@secure-ml/controls";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isFilledIn, jobsOf, readSteps, setting, type Job } from "../../pipelineSteps.js";
import type { Verdict } from "../../verdict.js";

/** Types of steps that make no job besides those that are judged. */
const judged = [
  "Callback",
  "Condition",
  "Fail",
  "Lambda",
  "Model",
  "Processing",
  "RegisterModel",
  "Training",
  "Transform",
  "Tuning",
];

/** Every job of a pipeline runs in the VPC, isolated, with encrypted traffic and volumes, and not for ever. */
export const trnPipeStepsPrivate = defineResourceRule({
  name: "trn-pipe-steps-private",
  types: [awsType.pipeline],
  check({ props }, verdict) {
    const steps = readSteps(props, verdict) ?? [];
    for (const { name, type } of steps) {
      if (judged.includes(type)) continue;
      verdict.violation({
        property: `step ${name}`,
        found: `step ${name} of type ${type}`,
        expected: "steps whose network and keys can be stated",
        fix: `use a step of type ${judged.join(", ")}`,
      });
    }
    for (const job of jobsOf(steps)) requirePrivate(job, verdict);
  },
});

function requirePrivate(job: Job, verdict: Verdict): void {
  const { places } = job;
  const list = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
  const text = (value: unknown): boolean => typeof value === "string" && value !== "";
  if (places.vpc !== undefined) {
    require(job, `${places.vpc}.Subnets`, list, "private subnets", verdict);
    require(job, `${places.vpc}.SecurityGroupIds`, list, "security groups", verdict);
  }
  for (const path of [places.isolation, places.peers]) {
    if (path !== undefined) require(job, path, (value) => value === true, "true", verdict);
  }
  if (places.resources !== undefined) requireVolumeKey(job, places.resources, verdict);
  if (places.outputKey !== undefined) require(job, places.outputKey, text, "the ARN of a key", verdict);
  if (places.cap !== undefined) {
    require(job, places.cap, (value) => typeof value === "number" && value > 0, "a number of seconds", verdict);
  }
}

function requireVolumeKey(job: Job, resources: string, verdict: Verdict): void {
  const machine = setting(job.request, `${resources}.InstanceType`);
  const path = `${resources}.VolumeKmsKeyId`;
  const key = setting(job.request, path);
  if (machine.state === "known" && typeof machine.value === "string" && hasLocalNvme(machine.value)) {
    if (key.state === "absent") return;
    verdict.violation({
      property: `step ${job.step.name} ${path}`,
      found: `${path} in step ${job.step.name} on ${machine.value}`,
      expected: "no key for disks that the hardware encrypts, with which SageMaker refuses the job",
      fix: `remove ${path}`,
    });
    return;
  }
  require(job, path, (value) => typeof value === "string" && value !== "", "the ARN of a key", verdict);
}

/** What a run fills in is for trn-pipe-no-security-params to say. */
function require(
  { step, request }: Job,
  path: string,
  accepts: (value: unknown) => boolean,
  expected: string,
  verdict: Verdict,
): void {
  verdict.require(setting(request, path), {
    property: `step ${step.name}: ${path}`,
    accepts: (value) => isFilledIn(value) || accepts(value),
    expected,
    fix: `set ${path} in step ${step.name}`,
  });
}
