import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readElements, type Read } from "../../known.js";
import { tlsParametersOf } from "../../rdsParameters.js";

/**
 * The parameters of a database make its server refuse plaintext and TLS below 1.2, whatever its version's defaults are.
 *
 * @see AWS, "Using SSL with a PostgreSQL DB instance":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html (rds.force_ssl is 0 below
 * version 15)
 * @see AWS, "Requiring SSL/TLS for all connections to a MySQL DB instance on Amazon RDS":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html (off up to 8.4)
 */
export const dataRdsForceTls = defineResourceRule({
  name: "data-rds-force-tls",
  types: [awsType.rdsParameterGroup, awsType.rdsClusterParameterGroup],
  check({ type, props }, verdict) {
    const family = read(props, "family");
    if (family.state === "unknown") verdict.undecided("family cannot be known yet");
    if (family.state !== "known") return;
    if (type === awsType.rdsParameterGroup && /^aurora/.test(String(family.value))) {
      verdict.notApplicable("Aurora has these parameters in the group of the cluster");
    }
    const demanded = tlsParametersOf(String(family.value));
    if (demanded === undefined) {
      verdict.violation({
        property: "family",
        found: `the family ${String(family.value)}`,
        expected: "an engine that parameters make refuse plaintext",
        fix: "use PostgreSQL, MySQL, MariaDB or SQL Server",
      });
      return;
    }
    const elements = readElements(props, "parameters");
    const isUnclear = elements.some(
      (element) =>
        element.state === "unknown" || (element.state === "known" && read(element.value, "name").state === "unknown"),
    );
    for (const { name, accepts, expected } of demanded) {
      const found = elements.filter((element): element is Extract<Read, { state: "known" }> => {
        if (element.state !== "known") return false;
        const own = read(element.value, "name");
        return own.state === "known" && own.value === name;
      });
      if (found.length === 0 && isUnclear) {
        verdict.undecided(`whether ${name} is among parameters cannot be known yet`);
        continue;
      }
      const [first] = found;
      verdict.require(first === undefined ? { state: "absent" } : read(first.value, "value"), {
        property: `parameter ${name}`,
        accepts: (value) => accepts(String(value)),
        expected: `${name} ${expected}, without which the server takes plaintext or old TLS`,
        fix: `add the parameter ${name} with the value ${expected}`,
      });
    }
  },
});
