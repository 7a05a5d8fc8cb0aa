import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { endpointWeaknesses, type EndpointWeakness } from "../../endpointStatements.js";
import { readEndpointType } from "../../endpointService.js";
import { requireDocument } from "../../requireDocument.js";

const wording: Readonly<
  Record<EndpointWeakness, { readonly found: string; readonly expected: string; readonly fix: string }>
> = {
  anything: {
    found: "lets everybody do everything",
    expected: "listed actions only",
    fix: "list the actions that the workloads need",
  },
  negation: {
    found: "says what it does not mean",
    expected: "Principal, Action and Resource",
    fix: "replace NotPrincipal, NotAction and NotResource by what is meant",
  },
  "foreign principals": {
    found: "does not say whose principals may call",
    expected: "a condition on aws:PrincipalAccount or aws:PrincipalOrgID",
    fix: "add StringEquals aws:PrincipalAccount with the account's id",
  },
  "foreign resources": {
    found: "does not say whose resources may be reached",
    expected: "a condition on aws:ResourceAccount or aws:ResourceOrgID, or ARNs with an account id",
    fix: "add StringEquals aws:ResourceAccount with the account's id",
  },
};

/**
 * Each endpoint has a policy of its own from the start, and it admits our principals to our resources only.
 *
 * @see AWS, "Control access to VPC endpoints using endpoint policies":
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html ("If you don't attach an endpoint policy,
 * we attach the default endpoint policy", which "grants full access to the endpoint")
 */
export const netEndpointPolicy = defineResourceRule({
  name: "net-endpoint-policy",
  types: [awsType.vpcEndpoint, awsType.vpcEndpointPolicy],
  check({ type, props }, verdict) {
    if (type === awsType.vpcEndpointPolicy) {
      verdict.violation({
        property: "aws.ec2.VpcEndpointPolicy",
        found: "a policy that is a resource of its own",
        expected: "policy on the aws.ec2.VpcEndpoint, which otherwise starts with full access and falls back to it",
        fix: "move the document to policy of the endpoint and remove this resource",
      });
      return;
    }
    const kind = readEndpointType(props);
    if (kind.state === "known" && kind.value !== "Gateway" && kind.value !== "Interface") {
      verdict.notApplicable(`An endpoint of type ${String(kind.value)} takes no policy`);
    }
    const document = requireDocument(props, verdict);
    for (const statement of document?.statements ?? []) {
      const name = statement.sid ?? "without Sid";
      for (const weakness of endpointWeaknesses(statement)) {
        const { found, expected, fix } = wording[weakness];
        verdict.violation({
          property: `policy ${name} ${weakness}`,
          found: `an Allow (${name}) that ${found}`,
          expected,
          fix,
        });
      }
    }
  },
});
