import { awsType, keySources } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { companionsOf, dependenciesOf } from "../../links.js";
import { requireOnly } from "../../onlyCompanion.js";

/** Every table has one policy of its own, and a key that is not known yet at least comes from one of ours. */
export const dataDdbCmkLinked = defineStackRule({
  name: "data-ddb-cmk-linked",
  types: [awsType.table],
  check(table, stack, verdict) {
    const key = read(table.props, "serverSideEncryption.kmsKeyArn");
    if (
      key.state === "unknown" &&
      !dependenciesOf(table, "serverSideEncryption").some(({ type }) => keySources.includes(type))
    ) {
      verdict.undecided("serverSideEncryption.kmsKeyArn cannot be known yet and depends on no aws.kms.Key");
    }
    const policies = companionsOf(stack, table, awsType.tablePolicy, "resourceArn", ["arn"]);
    requireOnly(policies, "aws.dynamodb.ResourcePolicy", verdict, "that refuses plain HTTP and other roles");
  },
});
