import { awsType } from "../../awsTypes.js";
import { requireDeny } from "../../denyStatement.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { requireDocument } from "../../requireDocument.js";
import { tableDenies } from "../../storePolicy.js";

/**
 * The policy of a table refuses plain HTTP and every role that it does not list.
 *
 * @see AWS, "DynamoDB resource-based policy examples":
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-examples.html
 */
export const dataDdbPolicy = defineResourceRule({
  name: "data-ddb-policy",
  types: [awsType.tablePolicy],
  check({ props }, verdict) {
    const target = read(props, "resourceArn");
    if (target.state === "known" && String(target.value).includes("/stream/")) {
      verdict.notApplicable("The policy is one of a stream");
    }
    const document = requireDocument(props, verdict);
    if (document === undefined) return;
    for (const deny of tableDenies) requireDeny(document, deny, verdict);
  },
});
