import { defineControl } from "../control.js";

/** TRN-07: Job guardrail. */
export const jobGuardrail = defineControl({
  id: "TRN-07",
  title: "Job guardrail",
  requirement:
    "No principal of the platform can create a job, notebook, model or domain outside the platform's subnets, without its keys, without isolation, or on an unapproved machine, whatever its own policy says.",
  tier: "training",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: ["GOV-40", "NET-02", "DATA-01"],
  rules: [
    "trn-job-vpc",
    "trn-job-isolated",
    "trn-job-intercontainer",
    "trn-job-volume-key",
    "trn-job-output-key",
    "trn-job-runtime-cap",
    "trn-job-no-debug",
    "trn-role-has-guardrail",
    "trn-policy-dead-keys",
    "trn-policy-forallvalues-deny",
  ],
  acceptance: {
    refused: [
      "A training job names no subnet, or an approved subnet beside a foreign one.",
      "A job does not state network isolation.",
      "A job with an `ml.m5` instance in any group carries no volume key.",
      "A job uses an output key of another project.",
      "A training job states no maximum run time.",
      "A serverless training job is created.",
    ],
    works: [
      "A fully compliant training job is created.",
      "A job on `ml.g5`, which refuses a volume key, is created without one.",
      "A transform job with both keys is created.",
      "A monitoring schedule that only names a definition is created.",
    ],
  },
  remediation:
    "On each job set `vpcConfig`, `enableNetworkIsolation: true`, `enableInterContainerTrafficEncryption: true`, the volume and output keys as key ARNs, and `stoppingCondition.maxRuntimeInSeconds`. Attach the three guardrail policies to every persona role and to the roles `pipeline` and `retrain`.",
  frameworks: { mitreAtlas: ["AML.T0025", "AML.T0035"] },
  references: [
    {
      title: "Actions, resources, and condition keys for Amazon SageMaker",
      url: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html",
      read: "2026-11-28",
    },
    {
      title: "Amazon SageMaker AI identity-based policy examples",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
