import { matches } from "./commonChecks.js";
import { ec2Id } from "./ec2Id.js";
import type { CheckFailure, PropertyModel, ResourceContext, ResourceModel } from "./resourceModel.js";

const arnOf =
  (kind: string): ((resource: ResourceContext) => string) =>
  (resource) =>
    resource.arn("network-firewall", `${kind}/${resource.text("name")}`);

const token: PropertyModel = (resource) => resource.uuid("update token");
const named = { property: "name", maximumLength: 128 } as const;

/** Network Firewall: groups of rules, policies, firewalls and their logs. */
export const networkFirewall: Readonly<Record<string, ResourceModel>> = {
  "aws:networkfirewall/ruleGroup:RuleGroup": {
    taggable: true,
    autoName: named,
    check: (group) =>
      matches(group, "type", /^(STATEFUL|STATELESS)$/, "expected type to be one of [STATEFUL STATELESS]"),
    id: arnOf("stateful-rulegroup"),
    computed: { arn: arnOf("stateful-rulegroup"), updateToken: token },
    forceNew: ["capacity", "name", "type"],
  },
  "aws:networkfirewall/firewallPolicy:FirewallPolicy": {
    taggable: true,
    autoName: named,
    check: defaultActions,
    id: arnOf("firewall-policy"),
    computed: { arn: arnOf("firewall-policy"), updateToken: token },
    forceNew: ["name"],
  },
  "aws:networkfirewall/firewall:Firewall": {
    taggable: true,
    autoName: named,
    id: arnOf("firewall"),
    computed: { arn: arnOf("firewall"), firewallStatuses: (firewall) => [status(firewall)], updateToken: token },
    forceNew: ["name", "transitGatewayId", "vpcId"],
  },
  "aws:networkfirewall/loggingConfiguration:LoggingConfiguration": {
    id: "firewallArn",
    forceNew: ["firewallArn"],
  },
};

/** AWS takes default actions with the strict order only, and those of packets and of applications not together. */
function defaultActions({ inputs }: ResourceContext): CheckFailure[] {
  const policy = (inputs["firewallPolicy"] ?? {}) as {
    readonly statefulDefaultActions?: readonly string[];
    readonly statefulEngineOptions?: { readonly ruleOrder?: string };
  };
  const { statefulDefaultActions: actions = [], statefulEngineOptions: engine } = policy;
  const established = actions.filter((action) => typeof action === "string" && action.includes("_established"));
  const kinds = new Set(established.map((action) => action.replace(/^aws:(drop|alert)_/, "")));
  return [
    ...(actions.length > 0 && engine?.ruleOrder !== "STRICT_ORDER"
      ? ["StatefulDefaultActions are valid with the rule order STRICT_ORDER only"]
      : []),
    ...(kinds.size > 1 ? ["StatefulDefaultActions cannot exist together"] : []),
  ].map((reason) => ({ property: "firewallPolicy", reason }));
}

/** AWS lists the endpoints in no order; here they stand against that of the subnets. */
function status(firewall: ResourceContext): object {
  const mappings = (firewall.inputs["subnetMappings"] ?? []) as readonly { readonly subnetId: string }[];
  const syncStates = mappings.map(({ subnetId }) => ({
    availabilityZone: `${firewall.facts.region}${subnetId.slice(-1)}`,
    attachments: [{ endpointId: ec2Id("vpce", subnetId)(firewall), subnetId }],
  }));
  return { syncStates: syncStates.reverse(), transitGatewayAttachmentSyncStates: [] };
}
