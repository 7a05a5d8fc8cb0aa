import { defineControl } from "../control.js";

/** DATA-18: TLS enforced by RDS. */
export const rdsTls = defineControl({
  id: "DATA-18",
  title: "TLS enforced by RDS",
  requirement: "The database server itself refuses plaintext and TLS below 1.2.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-17"],
  rules: ["data-rds-force-tls", "data-rds-force-tls-linked"],
  acceptance: {
    refused: ["A client logs in with sslmode=disable.", "A client uses TLS 1.1."],
    works: ["A role with IAM authentication logs in over verified TLS 1.2."],
  },
  remediation:
    "Attach an own `aws.rds.ParameterGroup` or `aws.rds.ClusterParameterGroup` with the engine's parameters at creation: `rds.force_ssl` and `ssl_min_protocol_version` for PostgreSQL, `require_secure_transport` and `tls_version` for MySQL. Default groups do not pass.",
  frameworks: { fsbp: ["RDS.43"] },
  references: [
    {
      title: "Using SSL with a PostgreSQL DB instance",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html",
      read: "2026-11-28",
    },
    {
      title: "Requiring SSL/TLS for all connections to a MariaDB DB instance on Amazon RDS",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html",
      read: "2026-11-28",
    },
    {
      title: "Requiring SSL/TLS for all connections to a MySQL DB instance on Amazon RDS",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
