import { describe, expect, it } from "vitest";
import { z } from "zod";
import { tableProblems, tableShape } from "./tables.js";

const schema = z.strictObject(tableShape);
const table = { name: "feature-index", partitionKey: "feature", writers: ["etl"] };
const problems = (...tables: readonly object[]) => [
  ...(schema.safeParse({ tables }).error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
  ...tableProblems({ tables }).map(({ path, message }) => `${path.join(".")} ${message}`),
];

describe("tables of the config", { tags: ["DATA-16"] }, () => {
  it("are none by default, and keep what was deleted for as long as DynamoDB offers", () => {
    expect(schema.parse({})).toEqual({ tables: [], tableRecoveryDays: 35 });
    expect(schema.parse({ tables: [table] }).tables).toEqual([{ ...table, readers: [], dataSets: [] }]);
    expect(problems(table)).toEqual([]);
  });

  it("are refused with all reasons", () => {
    expect(problems({ ...table, name: "Feature_Index" })).toEqual([
      "tables.0.name must be 2 to 63 lower-case letters, digits or hyphens, starting with a letter",
    ]);
    expect(problems({ ...table, readers: ["scientist"] })).toEqual([
      "tables.0.readers.0 must be one of ingest, etl, labels, erasure",
    ]);
    expect(problems(table, table)).toEqual(["tables.1.name must stand once; tables[0] is the same"]);
    expect(problems({ ...table, sortKey: "feature", timeToLiveAttribute: "feature" })).toEqual([
      "tables.0.sortKey must differ from partitionKey",
      "tables.0.timeToLiveAttribute must be no key: keys are texts and the time is a number",
    ]);
    expect(problems({ ...table, writers: [] })).toEqual([
      "tables.0.readers must name a role, or writers must: nobody could use the table",
    ]);
    expect(problems({ ...table, writers: ["etl", "etl"] })).toEqual([
      "tables.0.writers must name each role once (twice: etl)",
    ]);
    expect(schema.safeParse({ tableRecoveryDays: 36 }).error?.issues.map(({ message }) => message)).toHaveLength(1);
  });

  it("name data sets of the config, and end what is personal of them", { tags: ["DATA-33"] }, () => {
    const dataSets = [
      { name: "customers", regimes: { gdpr: "consent" } },
      { name: "features", regimes: {} },
    ];
    const told = (changes: object) =>
      tableProblems({ dataSets, tables: [{ ...table, ...changes }] }).map(({ path, message }) => [path[2], message]);
    expect(told({ dataSets: ["features"] })).toEqual([]);
    expect(told({ dataSets: ["customers"], timeToLiveAttribute: "expires" })).toEqual([]);
    expect(told({ dataSets: ["customers", "clients"] })).toEqual([
      ["dataSets", 'must name data sets of this config; dataSets has no "clients"'],
      ["timeToLiveAttribute", "must be given, since dataSets holds personal data: nothing else ends an item"],
    ]);
  });

  it("pass over what is malformed and reported elsewhere", () => {
    expect(tableProblems({})).toEqual([]);
    expect(tableProblems({ tables: "none" })).toEqual([]);
    expect(tableProblems({ tables: [null] })).toEqual([
      { path: ["tables", 0, "readers"], message: "must name a role, or writers must: nobody could use the table" },
    ]);
  });
});
