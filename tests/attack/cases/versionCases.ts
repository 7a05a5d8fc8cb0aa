import type { AttackCase, RequestContext } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { widened, type Principals } from "../principals.js";

/** Who registers versions of models, who approves them, and that nobody does both. */
export function versionCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { environment } = estate;
  const other = environment === "dev" ? "prod" : "dev";
  const { ds, mle, approver, mladmin, studioDefault, training, processing, evaluation, pipeline } = who;
  const sageMaker = (resource: string): string => estate.arn("sagemaker", resource);
  const version = sageMaker(`model-package/acmeml-${environment}-churn/1`);
  const group = sageMaker(`model-package-group/acmeml-${environment}-churn`);
  const foreign = [`model-package/acmeml-${other}-churn/1`, "model-package/otherproject-churn/1"].map(sageMaker);
  const status = (value: string): RequestContext => ({ "sagemaker:ModelApprovalStatus": value });
  const pending = status("PendingManualApproval");
  const approved = status("Approved");
  const register = "sagemaker:CreateModelPackage";
  const update = "sagemaker:UpdateModelPackage";
  const row = (
    name: string,
    principal: AttackCase["principal"],
    action: AttackCase["action"],
    resource: AttackCase["resource"],
    expected: "allowed" | "denied",
    context: RequestContext = {},
  ): AttackCase => ({
    name,
    controls: ["TRN-22", "TRN-02"],
    ...(expected === "denied" ? { atlas: "AML.T0018" } : {}),
    principal,
    action,
    resource,
    context,
    expected,
  });
  const othersInStudio = [ds, mladmin, studioDefault];
  const runs = [pipeline, training, processing, evaluation];

  return [
    // Registration.
    row("an engineer registers a version that waits for approval", mle, register, version, "allowed", pending),
    ...(["Approved", "Rejected"] as const).map((value) =>
      row(
        `an engineer registers a version that is ${value.toLowerCase()} already, had they every right or not`,
        [mle, widened(mle)],
        register,
        version,
        "denied",
        status(value),
      ),
    ),
    row("an engineer registers a version without saying its status", [mle, widened(mle)], register, version, "denied"),
    row("an engineer registers a version of somebody else's model", mle, register, foreign, "denied", pending),
    row(
      "whoever is no engineer registers a version that waits, had they every right or not",
      [...othersInStudio, ...othersInStudio.map(widened), approver, widened(approver)],
      register,
      version,
      "denied",
      pending,
    ),

    // Approval.
    row("the approver approves a version", approver, update, version, "allowed", approved),
    row("the approver rejects a version", approver, update, version, "allowed", status("Rejected")),
    row("the approver judges somebody else's model", approver, update, foreign, "denied", approved),
    row("the approver sets a version back to pending", approver, update, version, "denied", pending),
    row("the approver changes a version without judging it", approver, update, version, "denied"),
    ...["sagemaker:ModelLifeCycle:Stage", "sagemaker:ModelLifeCycle:StageStatus"].map((name) =>
      row(`the approver approves and changes ${name} at once`, approver, update, version, "denied", {
        ...approved,
        [name]: "Production",
      }),
    ),
    row("the approver approves and removes metadata at once", approver, update, version, "denied", {
      ...approved,
      "sagemaker:CustomerMetadataPropertiesToRemove": ["dataset"],
    }),
    {
      ...row("the approver approves and sets metadata at once", approver, update, version, "allowed", {
        ...approved,
        "sagemaker:CustomerMetadataProperties/dataset": "another",
      }),
      conceded: {
        reason:
          "The condition key carries the name of the metadata, which anybody may choose, and AWS has none that stands for all; the trail records the call.",
      },
    },
    row("an engineer approves what they registered", [mle, widened(mle)], update, version, "denied", approved),
    row(
      "anybody else approves a version, had they every right or not",
      [...othersInStudio, ...othersInStudio.map(widened)],
      update,
      version,
      "denied",
      approved,
    ),

    // The approver makes nothing.
    row(
      "the approver deletes or tags a version",
      approver,
      ["sagemaker:DeleteModelPackage", "sagemaker:AddTags"],
      version,
      "denied",
    ),
    row(
      "the approver makes or deletes a group of versions",
      approver,
      ["sagemaker:CreateModelPackageGroup", "sagemaker:DeleteModelPackageGroup"],
      group,
      "denied",
    ),
    ...(
      [
        ["makes a pipeline", "CreatePipeline", "pipeline/acmeml-ENV-churn"],
        ["starts a job", "CreateTrainingJob", "training-job/acmeml-ENV-x"],
        ["makes a model", "CreateModel", "model/acmeml-ENV-churn"],
        ["makes an endpoint", "CreateEndpoint", "endpoint/acmeml-ENV-churn"],
      ] as const
    ).map(([what, call, resource]) =>
      row(
        `the approver ${what}`,
        approver,
        `sagemaker:${call}`,
        sageMaker(resource.replace("ENV", environment)),
        "denied",
      ),
    ),

    // Ways round to an approval of one's own.
    row("a pipeline or a job of it approves a version", runs, update, version, "denied", approved),
    row(
      "a pipeline or a job of it registers a version that is approved already",
      runs,
      register,
      version,
      "denied",
      approved,
    ),
    row(
      "an engineer, a data scientist or a pipeline gives a job the approver's role",
      [mle, ds, pipeline],
      "iam:PassRole",
      approver.id,
      "denied",
      { "iam:PassedToService": "sagemaker.amazonaws.com" },
    ),
    row(
      "an engineer, a data scientist, a pipeline or a job becomes the approver",
      [mle, ds, ...runs],
      "sts:AssumeRole",
      approver.id,
      "denied",
    ),
    row(
      "an engineer or a data scientist answers a step that waits for somebody else",
      [mle, ds],
      ["sagemaker:SendPipelineExecutionStepSuccess", "sagemaker:SendPipelineExecutionStepFailure"],
      sageMaker(`pipeline/acmeml-${environment}-churn/execution/1`),
      "denied",
    ),
  ];
}
