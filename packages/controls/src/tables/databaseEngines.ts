/** A parameter of a database engine, as an RDS parameter group takes it. */
export interface EngineParameter {
  readonly name: string;
  readonly value: string;
  /** `pending-reboot` for parameters that RDS refuses to change at once. */
  readonly applyMethod: "immediate" | "pending-reboot";
}

/** What the blueprint knows of a database engine of RDS. */
export interface DatabaseEngine {
  /** Major versions, as parameter group families spell them, oldest first. */
  readonly majorVersions: readonly string[];
  /** Port that the engine listens on when told nothing. */
  readonly defaultPort: number;
  /** Logs that RDS exports to CloudWatch Logs. */
  readonly logs: readonly string[];
  /** Sizes of instance classes on which RDS keeps no performance data of the engine, so that they are not offered. */
  readonly unfitSizes: readonly string[];
  /** What makes the server refuse plaintext and TLS below 1.2. */
  readonly tlsParameters: readonly EngineParameter[];
}

/**
 * Engines that can be made to refuse plaintext, and to take logins with IAM instead of passwords. Oracle and Db2 need
 * other means than parameters for the first, SQL Server has no second.
 *
 * The parameters are set although newer versions have them by default: PostgreSQL since 15, MariaDB since 11.8, MySQL since
 * 9.7.
 *
 * @see AWS, "Amazon RDS DB engine, Region, and instance class support for Performance Insights":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
 * @see AWS, "Using SSL with a PostgreSQL DB instance":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
 * @see AWS, "Requiring SSL/TLS for all connections to a MySQL DB instance on Amazon RDS":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
 * @see AWS, "Requiring SSL/TLS for all connections to a MariaDB DB instance on Amazon RDS":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html
 */
export const databaseEngines = {
  postgres: {
    majorVersions: ["15", "16", "17", "18"],
    defaultPort: 5432,
    logs: ["postgresql", "upgrade"],
    unfitSizes: [],
    tlsParameters: [
      { name: "rds.force_ssl", value: "1", applyMethod: "immediate" },
      { name: "ssl_min_protocol_version", value: "TLSv1.2", applyMethod: "immediate" },
    ],
  },
  mysql: {
    majorVersions: ["8.4"],
    defaultPort: 3306,
    logs: ["audit", "error", "general", "slowquery"],
    unfitSizes: ["micro", "small"],
    tlsParameters: [
      { name: "require_secure_transport", value: "1", applyMethod: "immediate" },
      { name: "tls_version", value: "TLSv1.2,TLSv1.3", applyMethod: "pending-reboot" },
    ],
  },
  mariadb: {
    majorVersions: ["10.11", "11.4", "11.8"],
    defaultPort: 3306,
    logs: ["audit", "error", "general", "slowquery"],
    unfitSizes: ["micro", "small"],
    tlsParameters: [
      { name: "require_secure_transport", value: "1", applyMethod: "immediate" },
      { name: "tls_version", value: "TLSv1.2,TLSv1.3", applyMethod: "pending-reboot" },
    ],
  },
} as const satisfies Record<string, DatabaseEngine>;

/** Name of one of the engines. */
export type DatabaseEngineName = keyof typeof databaseEngines;

/** Names of the engines. */
export const databaseEngineNames = Object.keys(databaseEngines) as readonly DatabaseEngineName[];

/** Ports on which engines listen when told nothing, those that are not offered included: where a scan looks first. */
export const defaultDatabasePorts: readonly number[] = [1433, 1521, 3306, 5432, 50_000];
