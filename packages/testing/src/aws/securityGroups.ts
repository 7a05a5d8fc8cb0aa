import { matches } from "./commonChecks.js";
import { accountDefaultVpc, ec2Id } from "./ec2Id.js";
import type { CheckFailure, PropertyModel, ResourceContext, ResourceModel } from "./resourceModel.js";

/** Where a rule leads: AWS takes exactly one. */
const peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

function onePeer({ inputs }: ResourceContext): CheckFailure[] {
  const given = peers.filter((property) => inputs[property] !== undefined);
  return given.length === 1
    ? []
    : [
        {
          property: given[1] ?? "",
          reason: `Exactly one of these attributes must be configured: [${peers.join(",")}]`,
        },
      ];
}

function description(resource: ResourceContext): CheckFailure[] {
  return matches(
    resource,
    "description",
    /^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]{0,255}$/,
    "description must be at most 255 characters of a-z, A-Z, 0-9, spaces, and ._-:/()#,@[]+=&;{}!$*",
  );
}

const ruleId = ec2Id("sgr");

/** A rule that is a resource of its own; all but its group can be changed in place. */
const rule: ResourceModel = {
  taggable: true,
  check: (resource) => [...onePeer(resource), ...description(resource)],
  id: ruleId,
  computed: {
    arn: (resource) => resource.arn("ec2", `security-group-rule/${ruleId(resource)}`),
    securityGroupRuleId: ruleId,
  },
  forceNew: ["securityGroupId"],
};

const groupId = ec2Id("sg");
const none: PropertyModel = () => [];

/** Security groups and their rules. */
export const securityGroups: Readonly<Record<string, ResourceModel>> = {
  "aws:ec2/securityGroup:SecurityGroup": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255 },
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    check: description,
    id: groupId,
    computed: {
      arn: (group) => group.arn("ec2", `security-group/${groupId(group)}`),
      egress: none,
      ingress: none,
      vpcId: accountDefaultVpc,
      ownerId: ({ facts }) => facts.accountId,
    },
    forceNew: ["description", "name", "namePrefix", "vpcId"],
  },
  "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive": {
    id: "securityGroupId",
    forceNew: ["securityGroupId"],
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
};
