import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readList } from "../../known.js";
import { matchesPattern, readDocument, type DocumentRead, type Statement } from "../../policyDocument.js";
import type { Verdict } from "../../verdict.js";

const action = "sagemaker:UpdateModelPackage";

/**
 * Only the role of the approver changes a model version, and with it its approval. A permissions boundary grants nothing,
 * so its list of services is no grant; it is known by its name.
 */
export const trnApproverOnlyUpdates = defineResourceRule({
  name: "trn-approver-only-updates",
  types: [awsType.rolePolicy, awsType.managedPolicy, awsType.role],
  check({ type, props }, verdict) {
    const owner = read(props, type === awsType.rolePolicy ? "role" : "name");
    if (owner.state === "known" && /-(approver|boundary)$/.test(nameOf(owner.value))) return;
    if (type !== awsType.role) {
      judge(readDocument(props, "policy"), "policy", verdict);
      return;
    }
    const inline = readList(props, "inlinePolicies");
    for (const entry of inline.state === "known" ? inline.value : []) {
      judge(entry.state === "known" ? readDocument(entry.value, "policy") : entry, "inlinePolicies[].policy", verdict);
    }
    if (inline.state === "unknown") verdict.undecided("inlinePolicies cannot be known yet");
  },
});

function judge(document: DocumentRead, property: string, verdict: Verdict): void {
  if (document.state === "unknown") verdict.undecided(`${property} cannot be known yet`);
  if (document.state !== "known") return;
  for (const [index, statement] of document.value.statements.entries()) {
    if (statement.effect !== "Allow" || !grants(statement)) continue;
    const name = statement.sid ?? `number ${index + 1}`;
    verdict.violation({
      property: `${property} ${name}`,
      found: `statement ${name} of ${property} that allows ${action}`,
      expected: "nobody but the approver to change model versions",
      fix: `take ${action} out of the statement, or give it to the role whose name ends with -approver`,
    });
  }
}

function grants({ actions, negations }: Statement): boolean {
  // What a NotAction leaves out cannot be told here; it grants everything else.
  return negations.includes("NotAction") || actions.some((pattern) => matchesPattern(pattern, action));
}

function nameOf(value: unknown): string {
  return String(value).split("/").at(-1) ?? "";
}
