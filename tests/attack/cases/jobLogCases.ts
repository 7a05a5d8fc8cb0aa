import type { AttackCase } from "../attackCase.js";
import type { Estate } from "../estate.js";
import type { Principals } from "../principals.js";

/** Who writes and reads the log groups that SageMaker shares among all jobs, notebooks and Studio applications. */
export function jobLogCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, region, environment } = estate;
  const { ds, mle, approver, mladmin, studioDefault, notebook } = who;
  const role = (purpose: string) => ({ label: `the role "${purpose}"`, id: estate.platformRole(purpose) });
  const [training, processing, evaluation] = [role("training"), role("processing"), role("evaluation")];
  const people = [ds, mle, approver, mladmin, studioDefault];
  const workloads = [training, processing, evaluation, notebook, role("pipeline"), role("model")];
  const kinds = ["TrainingJobs", "ProcessingJobs", "TransformJobs", "NotebookInstances", "studio"];
  const group = (kind: string): string => estate.arn("logs", `log-group:/aws/sagemaker/${kind}`);
  const stream = (kind: string): string => `${group(kind)}:log-stream:any`;
  const writes = ["logs:CreateLogStream", "logs:PutLogEvents"];
  const row = (
    name: string,
    principal: AttackCase["principal"],
    action: AttackCase["action"],
    resource: AttackCase["resource"],
    expected: AttackCase["expected"],
    more: Partial<AttackCase> = {},
  ): AttackCase => ({ name, controls: ["TRN-31"], principal, action, resource, expected, ...more });
  const others = (own: string): readonly string[] => kinds.filter((kind) => kind !== own).map(stream);
  const audit = String(estate.accountKeys["audit"]);
  const logs = who.service(`logs.${region}`);
  const about = (arn: string) => ({ "kms:EncryptionContext:aws:logs:arn": arn });

  return [
    row("notebook instances write their log", notebook, writes, stream("NotebookInstances"), "allowed"),
    row("people's sessions write the log of Studio", [ds, mle], writes, stream("studio"), "allowed"),
    row("CloudWatch Logs encrypts the logs of jobs", logs, ["kms:GenerateDataKey", "kms:Decrypt"], audit, "allowed", {
      context: about(group("TrainingJobs")),
    }),

    row("training writes another's log", training, writes, others("TrainingJobs"), "denied"),
    row(
      "processing or evaluation write another's log",
      [processing, evaluation],
      writes,
      others("ProcessingJobs"),
      "denied",
    ),
    row("notebook instances write another's log", notebook, writes, others("NotebookInstances"), "denied"),
    row("people forge the logs of jobs or notebooks", people, writes, others("studio"), "denied"),
    row("who is in Studio without a profile writes its log", studioDefault, writes, stream("studio"), "denied"),
    row(
      "a job, a notebook or a person makes a log group, which would have no key",
      [...workloads, ...people],
      "logs:CreateLogGroup",
      kinds.map(group),
      "denied",
    ),
    row(
      "a job, a notebook or a person removes a log, its end, its key or its masking",
      [...workloads, ...people],
      [
        "logs:DeleteLogGroup",
        "logs:DeleteRetentionPolicy",
        "logs:PutRetentionPolicy",
        "logs:AssociateKmsKey",
        "logs:DisassociateKmsKey",
        "logs:DeleteDataProtectionPolicy",
        "logs:PutDataProtectionPolicy",
        "logs:PutLogGroupDeletionProtection",
      ],
      group("TrainingJobs"),
      "denied",
    ),
    row(
      "a job, a notebook or a person removes part of a log",
      [...workloads, ...people],
      "logs:DeleteLogStream",
      kinds.map(stream),
      "denied",
    ),
    row(
      "whoever has every right on logs removes those of jobs all the same",
      who.workload,
      ["logs:DeleteLogGroup", "logs:DisassociateKmsKey", "logs:PutRetentionPolicy"],
      kinds.map(group),
      "denied",
    ),
    row(
      "a person reads in clear what is masked",
      [...people, who.workload],
      "logs:Unmask",
      kinds.map(group),
      "denied",
      {
        atlas: "AML.T0035",
      },
    ),
    row("a job or a notebook reads the logs", workloads, "logs:GetLogEvents", kinds.map(stream), "denied", {
      atlas: "AML.T0035",
    }),
    row(
      "the environment's deployer reads the logs of jobs",
      who.platformDeployer,
      "logs:GetLogEvents",
      kinds.map(stream),
      "denied",
    ),
    row(
      "CloudWatch Logs encrypts a group of another name, account or environment with the account's key",
      logs,
      ["kms:GenerateDataKey", "kms:Decrypt"],
      audit,
      "denied",
      { context: about(estate.arn("logs", `log-group:/acmeml/${environment}/data/etl`)) },
    ),
    row(
      "CloudWatch Logs encrypts another account's logs of jobs with the account's key",
      logs,
      ["kms:GenerateDataKey", "kms:Decrypt"],
      audit,
      "denied",
      { context: about(`arn:aws:logs:${region}:999999999999:log-group:/aws/sagemaker/TrainingJobs`) },
    ),
    row("CloudWatch Logs does not say which logs it encrypts", logs, "kms:Decrypt", audit, "denied", {
      context: { "aws:SourceAccount": accountId },
    }),
    row(
      "whoever writes or reads the logs opens them by their key",
      [...workloads, ...people],
      "kms:Decrypt",
      audit,
      "denied",
      {
        context: { "kms:ViaService": `logs.${region}.amazonaws.com`, ...about(group("TrainingJobs")) },
      },
    ),
  ];
}
