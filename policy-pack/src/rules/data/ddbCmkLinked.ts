import { awsType, keySources } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { companionsOf, dependenciesOf } from "../../links.js";

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
    const kind = "aws.dynamodb.ResourcePolicy";
    const { linked, floating } = companionsOf(stack, table, awsType.tablePolicy, "resourceArn", ["arn"]);
    if (linked.length === 1) return;
    if (linked.length === 0 && floating.length > 0) {
      verdict.undecided(`whether ${floating.map(({ name }) => name).join(", ")} is for it cannot be known yet`);
      return;
    }
    verdict.violation({
      property: kind,
      found: linked.length === 0 ? `no ${kind}` : `${linked.length} of type ${kind}`,
      expected: `exactly one ${kind}`,
      fix: linked.length === 0 ? `add an ${kind} that refuses plain HTTP and other roles` : "merge them into one",
    });
  },
});
