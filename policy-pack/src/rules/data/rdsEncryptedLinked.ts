import { awsType, keySources } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { dependenciesOf, linkTo } from "../../links.js";

const keys = ["kmsKeyId", "masterUserSecretKmsKeyId", "performanceInsightsKmsKeyId"];

/** A database lies in subnets that the program chose, and a key that is not known yet at least comes from one of ours. */
export const dataRdsEncryptedLinked = defineStackRule({
  name: "data-rds-encrypted-linked",
  types: [awsType.rdsInstance, awsType.rdsCluster],
  check(database, stack, verdict) {
    for (const path of keys) {
      const isUnknown = read(database.props, path).state === "unknown";
      if (isUnknown && !dependenciesOf(database, path).some(({ type }) => keySources.includes(type))) {
        verdict.undecided(`${path} cannot be known yet and depends on no aws.kms.Key`);
      }
    }
    // A replica in the same Region lies where its source does.
    if (read(database.props, "replicateSourceDb").state !== "absent") return;
    const links = stack
      .ofType(awsType.rdsSubnetGroup)
      .map((group) => linkTo(database, "dbSubnetGroupName", group, ["name"]));
    if (links.includes("linked")) return;
    if (links.includes("unknown")) {
      verdict.undecided("whether dbSubnetGroupName is a group of this program cannot be known yet");
      return;
    }
    const name = read(database.props, "dbSubnetGroupName");
    verdict.violation({
      property: "dbSubnetGroupName",
      found: name.state === "absent" ? "no dbSubnetGroupName" : "a dbSubnetGroupName of no group in this program",
      expected: "an aws.rds.SubnetGroup of private subnets; without one RDS takes the default VPC",
      fix: "make an aws.rds.SubnetGroup of the data subnets and set dbSubnetGroupName to its name",
    });
  },
});
