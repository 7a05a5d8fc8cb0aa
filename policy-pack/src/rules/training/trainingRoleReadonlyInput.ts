import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { companionsOf } from "../../links.js";
import { coversAction, readDocument, type Statement } from "../../policyDocument.js";

const writes = ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectAcl"];

/**
 * The role of a job reads in one place and writes in another: it can neither change what it was trained on nor put
 * another's model in the place of its own.
 */
export const trnTrainingRoleReadonlyInput = defineStackRule({
  name: "trn-training-role-readonly-input",
  types: [awsType.role],
  check(role, stack, verdict) {
    const trust = readDocument(role.props, "assumeRolePolicy");
    if (trust.state === "unknown") {
      verdict.undecided("assumeRolePolicy cannot be known yet");
      return;
    }
    if (trust.state !== "known" || !trust.value.statements.some(isForJobs)) {
      verdict.notApplicable("The role is of no job");
    }
    const { linked } = companionsOf(stack, role, awsType.rolePolicy, "role", ["name", "id", "arn"]);
    const statements = linked.flatMap((policy: PolicyResource): readonly Statement[] => {
      const document = readDocument(policy.props, "policy");
      if (document.state === "unknown") verdict.undecided(`what ${policy.name} allows cannot be known yet`);
      return document.state === "known" ? document.value.statements.filter(({ effect }) => effect === "Allow") : [];
    });
    const placesOf = (actions: readonly string[]): readonly string[] =>
      statements
        .filter((statement) => actions.some((action) => coversAction(statement, action)))
        .flatMap(({ resources, negations }) => (negations.includes("NotResource") ? ["*"] : resources));
    for (const written of placesOf(writes)) {
      const read = placesOf(["s3:GetObject"]).find((place) => overlap(place, written));
      if (read === undefined) continue;
      verdict.violation({
        property: `policy ${written}`,
        found: `a job's role that reads ${read} and writes ${written}`,
        expected: "inputs that it cannot write, and outputs that it cannot read",
        fix: "give the job another prefix for its output",
      });
    }
  },
});

/** Whether SageMaker assumes a role for jobs: it says so, or does not say for what. */
function isForJobs({ effect, principals, conditions }: Statement): boolean {
  const sources = conditions.filter(({ key }) => key === "aws:sourcearn").flatMap(({ values }) => values);
  return (
    effect === "Allow" &&
    principals.some(({ value }) => value.startsWith("sagemaker.")) &&
    (sources.length === 0 || sources.some((source) => /:[a-z-]+-job\//.test(source)))
  );
}

function overlap(one: string, other: string): boolean {
  const [first, second] = [one, other].map((pattern) => pattern.split(/[*?]/)[0] ?? "");
  if (first === undefined || second === undefined) return false;
  return first.startsWith(second) || second.startsWith(first);
}
