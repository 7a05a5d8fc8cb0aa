import { requireArchive } from "../../archiveDestination.js";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { requireForVpc } from "../../vpcCompanion.js";

/** Whatever is looked up in a VPC is recorded in the account's archive. */
export const netDnsLogged = defineStackRule({
  name: "net-dns-logged",
  types: [awsType.vpc, awsType.resolverQueryLogConfig],
  check(resource, stack, verdict) {
    if (resource.type === awsType.resolverQueryLogConfig) {
      requireArchive(resource, "destinationArn", "DNS query logs", stack, verdict);
      return;
    }
    requireForVpc(
      resource,
      {
        type: awsType.resolverQueryLogConfigAssociation,
        path: "resourceId",
        resource: "aws.route53.ResolverQueryLogConfigAssociation",
        expected: "a record of every name that is looked up",
      },
      stack,
      verdict,
    );
  },
});
