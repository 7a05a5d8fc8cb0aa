import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { linkTo } from "../../links.js";

/** Where a database names its parameters. */
const places: Readonly<Record<string, { readonly path: string; readonly group: string; readonly kind: string }>> = {
  [awsType.rdsInstance]: {
    path: "parameterGroupName",
    group: awsType.rdsParameterGroup,
    kind: "aws.rds.ParameterGroup",
  },
  [awsType.rdsCluster]: {
    path: "dbClusterParameterGroupName",
    group: awsType.rdsClusterParameterGroup,
    kind: "aws.rds.ClusterParameterGroup",
  },
};

/** Every database has parameters of the program's own, which `data-rds-force-tls` judges: AWS's default groups are open. */
export const dataRdsForceTlsLinked = defineStackRule({
  name: "data-rds-force-tls-linked",
  types: Object.keys(places),
  check(database, stack, verdict) {
    const place = places[database.type];
    if (place === undefined) return;
    const { path, group, kind } = place;
    const links = stack.ofType(group).map((candidate) => linkTo(database, path, candidate, ["name"]));
    if (links.includes("linked")) return;
    if (links.includes("unknown")) {
      verdict.undecided(`whether ${path} is a group of this program cannot be known yet`);
      return;
    }
    verdict.violation({
      property: path,
      found: read(database.props, path).state === "absent" ? `no ${path}` : `a ${path} of no group in this program`,
      expected: `an ${kind} with the engine's TLS parameters`,
      fix: `make an ${kind} and set ${path} to its name`,
    });
  },
});
