import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { requireDeny, type DemandedDeny } from "../../denyStatement.js";
import { read } from "../../known.js";
import { companionsOf } from "../../links.js";
import { readDocument } from "../../policyDocument.js";

/** What keeps every other VPC endpoint of the Region out, and the internet, whose calls carry no such key. */
const otherEndpoints: DemandedDeny = {
  sid: "DenyOtherEndpoints",
  actions: ["execute-api:Invoke"],
  conditions: [
    {
      operators: ["stringnotequals"],
      key: "aws:sourcevpce",
      accepts: (values) => values.length > 0 && values.every((value) => /^vpce-[0-9a-z-]+$/.test(value)),
    },
  ],
  when: "with StringNotEquals aws:SourceVpce",
};

/** A private API has a policy, and it refuses calls from other VPC endpoints than the named ones. */
export const infApiResourcePolicyLinked = defineStackRule({
  name: "inf-api-resource-policy-linked",
  types: [awsType.restApi],
  check(api, stack, verdict) {
    const types = read(api.props, "endpointConfiguration.types");
    if (types.state === "unknown") {
      verdict.undecided("endpointConfiguration.types cannot be known yet");
      return;
    }
    if (types.state === "absent" || types.value !== "PRIVATE") verdict.notApplicable("The API is not private");
    const { linked, floating } = companionsOf(stack, api, awsType.restApiPolicy, "restApiId", ["id"]);
    // The API shows the text of a policy beside it as its own.
    const holders = linked.length > 0 ? linked : ownPolicy(api);
    if (holders.length === 0 && floating.length > 0) {
      verdict.undecided(`whether ${floating.map(({ name }) => name).join(", ")} is for it cannot be known yet`);
      return;
    }
    if (holders.length !== 1) {
      verdict.violation({
        property: "aws.apigateway.RestApiPolicy",
        found: holders.length === 0 ? "no policy" : `${holders.length} policies, which overwrite each other`,
        expected: "one policy, without which a private API cannot be deployed",
        fix: "add one aws.apigateway.RestApiPolicy with its restApiId, and leave policy of the API out",
      });
      return;
    }
    for (const holder of holders) {
      const document = readDocument(holder.props, "policy");
      if (document.state === "known") requireDeny(document.value, otherEndpoints, verdict);
      else if (document.state === "unknown") verdict.undecided("policy cannot be known yet");
    }
  },
});

function ownPolicy(api: PolicyResource): readonly PolicyResource[] {
  const policy = read(api.props, "policy");
  return policy.state === "absent" || (policy.state === "known" && policy.value === "") ? [] : [api];
}
