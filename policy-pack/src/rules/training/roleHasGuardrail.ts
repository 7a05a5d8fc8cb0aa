import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { isDeployerRole } from "../../deployerRole.js";
import { guardedCalls, guardrailGaps } from "../../guardrailDenies.js";
import { read } from "../../known.js";
import { companionsOf, linkTo } from "../../links.js";
import { coversAction, readDocument, type Statement } from "../../policyDocument.js";
import type { StackView } from "../../stackView.js";
import { readTag } from "../../tags.js";

/** What a deployer declares as resources of a stack, which other rules judge one by one. */
const declared = ["sagemaker:CreateModel", "sagemaker:CreateNotebookInstance"];

/**
 * Whoever is a persona, or is allowed to start jobs by any policy, carries the policies that refuse jobs which are not private and
 * encrypted. A deployer is there before the guardrail, whose policies name the network that it makes: its boundary keeps
 * models and notebooks in a VPC.
 */
export const trnRoleHasGuardrail = defineStackRule({
  name: "trn-role-has-guardrail",
  types: [awsType.role],
  check(role, stack, verdict) {
    const persona = readTag(role, "persona");
    const own = ownStatements(role, stack);
    const calls = isDeployerRole(role) ? guardedCalls.filter((call) => !declared.includes(call)) : guardedCalls;
    // Auditors read, and are of the account, where there is no guardrail.
    const isPersona = persona.state !== "absent" && !(persona.state === "known" && persona.value === "auditor");
    const attached = attachedStatements(role, stack);
    const statements = [...own.statements, ...attached.statements];
    const unreadable = [...own.unreadable, ...attached.unreadable].sort().join(", ");
    if (!isPersona && !statements.some((statement) => starts(statement, calls))) {
      if (unreadable === "") verdict.notApplicable("The role is no persona and starts no jobs");
      verdict.undecided(`whether ${unreadable} lets it start jobs cannot be known yet`);
      return;
    }
    const gaps = guardrailGaps(statements);
    if (gaps.length === 0) return;
    if (unreadable !== "") {
      verdict.undecided(`what ${unreadable} refuses cannot be known yet`);
      return;
    }
    verdict.violation({
      property: "aws.iam.RolePolicyAttachment",
      found: `a role that could ${gaps.length === 1 ? "" : `(${gaps.length} gaps) `}${gaps[0]}`,
      expected: "the guardrail policies for network, encryption and platform",
      fix: "attach the guardrail's three policies by an aws.iam.RolePolicyAttachment each",
    });
  },
});

interface Readable {
  readonly statements: readonly Statement[];
  /** Names of what cannot be read. */
  readonly unreadable: readonly string[];
}

function ownStatements(role: PolicyResource, stack: StackView): Readable {
  const { linked, floating } = companionsOf(stack, role, awsType.rolePolicy, "role", ["name", "id", "arn"]);
  const read = documentsOf(linked);
  return { ...read, unreadable: [...read.unreadable, ...floating.map(({ name }) => name)] };
}

/** What is attached to a role; what comes from elsewhere cannot be read here. */
function attachedStatements(role: PolicyResource, stack: StackView): Readable {
  const { linked, floating } = companionsOf(stack, role, awsType.rolePolicyAttachment, "role", ["name", "id", "arn"]);
  const policies = stack.ofType(awsType.managedPolicy);
  const parts = linked.map((attachment) => {
    const found = policies.find((policy) => linkTo(attachment, "policyArn", policy, ["arn"]) === "linked");
    if (found !== undefined) return documentsOf([found]);
    const arn = read(attachment.props, "policyArn");
    // What AWS manages refuses nothing.
    const isAws = arn.state === "known" && /^arn:[^:]+:iam::aws:/.test(String(arn.value));
    return { statements: [], unreadable: isAws ? [] : [attachment.name] };
  });
  return {
    statements: parts.flatMap(({ statements }) => statements),
    unreadable: [...parts.flatMap(({ unreadable }) => unreadable), ...floating.map(({ name }) => name)],
  };
}

function documentsOf(policies: readonly PolicyResource[]): Readable {
  const documents = policies.map((policy) => ({ policy, document: readDocument(policy.props, "policy") }));
  return {
    statements: documents.flatMap(({ document }) => (document.state === "known" ? document.value.statements : [])),
    unreadable: documents.flatMap(({ policy, document }) => (document.state === "unknown" ? [policy.name] : [])),
  };
}

function starts(statement: Statement, calls: readonly string[]): boolean {
  return (
    statement.effect === "Allow" &&
    (statement.negations.includes("NotAction") || calls.some((call) => coversAction(statement, call)))
  );
}
