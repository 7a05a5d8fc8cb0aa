import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isForEveryone, type Statement } from "../../policyDocument.js";
import { requireDocument } from "../../requireDocument.js";

/** The policy of a repository or of the registry lets nobody in but named principals. */
export const trnEcrNoStarPrincipal = defineResourceRule({
  name: "trn-ecr-no-star-principal",
  types: [awsType.ecrRepositoryPolicy, awsType.ecrRegistryPolicy],
  check({ props }, verdict) {
    const document = requireDocument(props, verdict);
    for (const [index, statement] of (document?.statements ?? []).entries()) {
      if (statement.effect !== "Allow" || !isOpen(statement)) continue;
      const name = statement.sid ?? `number ${index + 1}`;
      verdict.violation({
        property: `policy ${name}`,
        found: `statement ${name} of policy that allows everyone`,
        expected: "named principals in every Allow",
        fix: "name accounts, roles or services in the statement's Principal",
      });
    }
  },
});

/** A condition on such a statement is no excuse: the principals belong into `Principal`. */
function isOpen(statement: Statement): boolean {
  return isForEveryone(statement) || statement.negations.includes("NotPrincipal");
}
