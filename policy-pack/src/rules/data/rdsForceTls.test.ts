import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataRdsForceTls as rule } from "./rdsForceTls.js";

type Parameters = Readonly<Record<string, unknown>>;

const { rdsParameterGroup: instance, rdsClusterParameterGroup: cluster } = awsType;
const group = (type: string, family: unknown, parameters: Parameters | undefined) =>
  resource(type, "group", {
    family,
    ...(parameters === undefined
      ? {}
      : { parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })) }),
  });
const postgres = { "rds.force_ssl": "1", ssl_min_protocol_version: "TLSv1.2" };
const mysql = { require_secure_transport: "ON", tls_version: "TLSv1.2,TLSv1.3" };
const sqlServer = { "rds.force_ssl": "1", "rds.tls10": "disabled", "rds.tls11": "disabled" };
const families: readonly (readonly [string, string, Parameters])[] = [
  [instance, "postgres17", postgres],
  [instance, "postgres14", postgres],
  [cluster, "aurora-postgresql16", postgres],
  [instance, "mysql8.4", mysql],
  [instance, "mariadb11.4", mysql],
  [cluster, "aurora-mysql8.0", mysql],
  [cluster, "mysql8.4", mysql],
  [instance, "sqlserver-se-16.0", sqlServer],
];

describe("data-rds-force-tls", { tags: ["DATA-18"] }, () => {
  it.each(families)("passes on %s a group of %s", async (type, family, parameters) => {
    expect(await reports(rule, [group(type, family, parameters)])).toEqual([]);
    expect(await reports(rule, [group(type, family, { ...parameters, log_statement: "none" })])).toEqual([]);
  });

  it("passes every spelling that AWS takes", async () => {
    expect(await reports(rule, [group(instance, "mysql8.4", { ...mysql, require_secure_transport: "1" })])).toEqual([]);
    expect(await reports(rule, [group(instance, "mysql8.4", { ...mysql, tls_version: "TLSv1.3" })])).toEqual([]);
    expect(
      await reports(rule, [group(instance, "postgres17", { ...postgres, ssl_min_protocol_version: "TLSv1.3" })]),
    ).toEqual([]);
  });

  it.each(
    families.flatMap(([type, family, parameters]) =>
      Object.keys(parameters).map((name) => [type, family, name, parameters] as const),
    ),
  )("violates on %s of %s without %s", async (type, family, name, parameters) => {
    const others = Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== name));
    const lines = await reports(rule, [group(type, family, others)]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^mandatory group: /);
    expect(lines[0]).toContain(`found no parameter ${name}; expected ${name} `);
  });

  it.each<readonly [string, Parameters, string, string]>([
    ["postgres17", postgres, "rds.force_ssl", "0"],
    ["postgres17", postgres, "ssl_min_protocol_version", "TLSv1"],
    ["postgres17", postgres, "ssl_min_protocol_version", "TLSv1.1"],
    ["mysql8.4", mysql, "require_secure_transport", "OFF"],
    ["mysql8.4", mysql, "require_secure_transport", "0"],
    ["mysql8.0", mysql, "tls_version", "TLSv1,TLSv1.1,TLSv1.2"],
    ["mariadb10.11", mysql, "tls_version", "TLSv1.1,TLSv1.2"],
    ["sqlserver-se-16.0", sqlServer, "rds.tls10", "enabled"],
    ["sqlserver-se-16.0", sqlServer, "rds.tls11", "default"],
  ])("violates on %s with %j but %s %s", async (family, parameters, name, value) => {
    const lines = await reports(rule, [group(instance, family, { ...parameters, [name]: value })]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`found parameter ${name} "${value}"; expected ${name} `);
  });

  it("violates without any parameter", async () => {
    expect(await reports(rule, [group(instance, "postgres17", undefined)])).toHaveLength(2);
  });

  it.each(["oracle-ee-19", "db2-se-11.5", "custom-oracle-ee-19"])(
    "violates with %s, which no parameter closes",
    async (family) => {
      const lines = await reports(rule, [group(instance, family, {})]);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(
        `found the family ${family}; expected an engine that parameters make refuse plaintext`,
      );
    },
  );

  it("cannot decide what cannot be known yet", async () => {
    expect(await reports(rule, [group(instance, unknown, postgres)])).toEqual([
      "advisory group: undecided: family cannot be known yet",
    ]);
    expect(await reports(rule, [group(instance, "postgres17", { ...postgres, "rds.force_ssl": unknown })])).toEqual([
      "advisory group: undecided: parameter rds.force_ssl cannot be known yet",
    ]);
    const unnamed = [
      { name: unknown, value: "1" },
      { name: "ssl_min_protocol_version", value: "TLSv1.2" },
    ];
    for (const parameters of [unnamed, [unknown, unnamed[1]]]) {
      expect(await reports(rule, [resource(instance, "group", { family: "postgres17", parameters })])).toEqual([
        "advisory group: undecided: whether rds.force_ssl is among parameters cannot be known yet",
      ]);
    }
    const lines = await reports(rule, [resource(instance, "group", { family: "postgres17", parameters: unknown })]);
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.includes("undecided: whether "))).toBe(true);
  });

  it("does not apply to groups of Aurora's instances and to other types", async () => {
    expect(await reasons(rule, [group(instance, "aurora-postgresql16", {})])).toEqual([
      "Aurora has these parameters in the group of the cluster",
    ]);
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [group(instance, "postgres17", {})]);
});
