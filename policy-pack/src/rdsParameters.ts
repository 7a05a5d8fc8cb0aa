/** What a parameter of a database engine must be. */
export interface DemandedParameter {
  readonly name: string;
  readonly accepts: (value: string) => boolean;
  readonly expected: string;
}

const is = (name: string, ...values: readonly string[]): DemandedParameter => ({
  name,
  accepts: (value) => values.includes(value),
  expected: values[0] ?? "",
});

const postgres: readonly DemandedParameter[] = [
  is("rds.force_ssl", "1"),
  is("ssl_min_protocol_version", "TLSv1.2", "TLSv1.3"),
];

const mysql: readonly DemandedParameter[] = [
  is("require_secure_transport", "1", "ON"),
  {
    name: "tls_version",
    accepts: (value) => value.split(",").every((version) => ["TLSv1.2", "TLSv1.3"].includes(version.trim())),
    expected: "TLSv1.2,TLSv1.3",
  },
];

const sqlServer: readonly DemandedParameter[] = [
  is("rds.force_ssl", "1"),
  is("rds.tls10", "disabled"),
  is("rds.tls11", "disabled"),
];

/** Parameters by the beginning of a parameter group's family. */
const families: readonly (readonly [beginning: RegExp, parameters: readonly DemandedParameter[]])[] = [
  [/^(postgres|aurora-postgresql)\d/, postgres],
  [/^(aurora-mysql|mysql|mariadb)\d/, mysql],
  [/^sqlserver-/, sqlServer],
];

/**
 * What makes the servers of a parameter group family refuse plaintext and TLS below 1.2.
 *
 * @param family such as `postgres17`
 * @returns nothing for a family whose servers no parameter makes do so
 */
export function tlsParametersOf(family: string): readonly DemandedParameter[] | undefined {
  return families.find(([beginning]) => beginning.test(family))?.[1];
}
