import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { companionsOf } from "../../links.js";

/** Log groups to which models, jobs, notebooks and Studio applications print, by the names that AWS fixes. */
const payloadGroups =
  /^\/aws\/sagemaker\/(Endpoints|InferenceComponents|NotebookInstances|ProcessingJobs|TrainingJobs|TransformJobs|studio)(\/|$)/;

/**
 * What code on SageMaker prints, and so perhaps what callers sent or what models learn from, is masked where it is
 * personal data.
 *
 * @see AWS, "Help protect sensitive log data with masking":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html
 */
export const govPayloadLogMaskedLinked = defineStackRule({
  name: "gov-payload-log-masked-linked",
  types: [awsType.logGroup],
  check(group, stack, verdict) {
    const name = read(group.props, "name");
    if (name.state === "unknown") {
      verdict.undecided("name cannot be known yet");
      return;
    }
    if (name.state === "absent" || !payloadGroups.test(String(name.value))) {
      verdict.notApplicable("No code on SageMaker prints to the log group");
    }
    const { linked, floating } = companionsOf(stack, group, awsType.logDataProtectionPolicy, "logGroupName", [
      "name",
      "id",
    ]);
    const documents = linked.map(({ props }) => read(props, "policyDocument"));
    if (documents.some((document) => document.state === "known" && masks(document.value))) return;
    if (floating.length > 0 || documents.some(({ state }) => state === "unknown")) {
      verdict.undecided("whether an aws.cloudwatch.LogDataProtectionPolicy masks this log group cannot be known yet");
      return;
    }
    verdict.violation({
      property: "aws.cloudwatch.LogDataProtectionPolicy",
      found: linked.length === 0 ? "no aws.cloudwatch.LogDataProtectionPolicy" : "a policy that masks nothing",
      expected: "personal data masked in what code on SageMaker prints",
      fix: "add an aws.cloudwatch.LogDataProtectionPolicy with a Deidentify operation for this log group",
    });
  },
});

function masks(document: unknown): boolean {
  try {
    const parsed: unknown = typeof document === "string" ? JSON.parse(document) : document;
    const { Statement: statements } = parsed as { readonly Statement?: unknown };
    return Array.isArray(statements) && statements.some((statement) => isMasking(statement));
  } catch {
    return false;
  }
}

function isMasking(statement: unknown): boolean {
  const mask = read(statement, "Operation.Deidentify.MaskConfig");
  const identifiers = read(statement, "DataIdentifier");
  return (
    mask.state === "known" &&
    identifiers.state === "known" &&
    Array.isArray(identifiers.value) &&
    identifiers.value.length > 0
  );
}
