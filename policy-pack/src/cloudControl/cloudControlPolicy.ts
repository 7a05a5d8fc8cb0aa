import type { Policy, ResourceValidationArgs, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { awsType } from "../awsTypes.js";
import { judgeOf } from "../defineRule.js";
import { read } from "../known.js";
import type { Diagnostic } from "../verdict.js";
import { readDesiredState } from "./desiredState.js";
import { providerArguments } from "./providerResources.js";
import { translations } from "./translations.js";

/**
 * The policy that asks every resource rule about what Cloud Control makes, and reports in the name of the rule that
 * speaks. One policy does it for all, because the SDK reads a resource anew for each policy that is asked about it.
 *
 * @param rules the pack's rules; rules about links see the same resources through `StackView`
 */
export function cloudControlPolicy(
  rules: readonly (ResourceValidationPolicy | StackValidationPolicy)[],
): ResourceValidationPolicy {
  return {
    name: "secure-ml-cloud-control",
    displayName: "Cloud Control",
    description: "What Cloud Control makes is held to the rules of the provider's own resources.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Mend what the rule names inside desiredState.",
    validateResource: Object.assign<ResourceValidationPolicy["validateResource"] & object, object>(
      (args, report) => {
        const send = report as unknown as (diagnostic: object) => void;
        const typeName = read(args.props, "typeName");
        if (typeName.state === "unknown") {
          send({
            message: "undecided: typeName cannot be known yet",
            urn: args.urn,
            enforcementLevel: "advisory",
          });
          return;
        }
        const type = typeName.state === "known" ? String(typeName.value) : "";
        if (translations[type] === undefined)
          args.notApplicable(`No rule judges ${type || "a resource without typeName"}`);
        const { state } = readDesiredState(args.props);
        if (state === "malformed") {
          const message = `found a desiredState of ${type} that is no JSON object; expected its properties`;
          send({ message, urn: args.urn });
          return;
        }
        for (const translated of providerArguments(args)) {
          const place = `in desiredState of ${type}, named as in ${providerClass(translated.type)}`;
          for (const rule of rules) {
            for (const diagnostic of state === "known" ? said(rule, translated) : saidOfUnknown(rule, translated)) {
              const { description, severity } = rule;
              const message = `${diagnostic.message} (${place})`;
              send({ ...diagnostic, message, name: rule.name, description, severity });
            }
          }
        }
      },
      { __pulumiType: awsType.cloudControlResource },
    ),
  };
}

function said(rule: Policy, args: ResourceValidationArgs): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  judgeOf(rule)?.(args, (diagnostic) => diagnostics.push(diagnostic));
  return diagnostics;
}

/** The rule's objections to the type itself, or that it cannot decide; which arguments are there, nobody can know. */
function saidOfUnknown(rule: Policy, args: ResourceValidationArgs): readonly Diagnostic[] {
  if (judgeOf(rule)?.types.has(args.type) !== true) return [];
  const objections = said(rule, args).filter(({ message }) => !message.startsWith("undecided:"));
  if (objections.length > 0) return objections;
  return [{ message: "undecided: desiredState cannot be known yet", urn: args.urn, enforcementLevel: "advisory" }];
}

/** `aws:s3/bucket:Bucket` as people write it: `aws.s3.Bucket`. */
function providerClass(token: string): string {
  const [, module = "", name = ""] = /^aws:(\w+)\/\w+:(\w+)$/.exec(token) ?? [];
  return `aws.${module}.${name}`;
}
