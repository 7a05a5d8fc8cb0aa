import { databaseEngines } from "@secure-ml/controls";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { databasePortSchema, databaseProblems, databaseShape } from "./databases.js";

const schema = z.strictObject(databaseShape);
const database = {
  name: "sources",
  engine: "postgres",
  majorVersion: "17",
  instanceClass: "db.t4g.medium",
  roles: ["etl"],
};
const problems = (...databases: readonly object[]) => [
  ...(schema.safeParse({ databases }).error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
  ...databaseProblems({ databases }).map(({ path, message }) => `${path.join(".")} ${message}`),
];

describe("databases of the config", { tags: ["DATA-17", "DATA-18"] }, () => {
  it("are none by default, and otherwise fit for production", () => {
    expect(schema.parse({})).toEqual({ databases: [], databaseBackupDays: 35, databaseMultiZone: true });
    expect(schema.parse({ databases: [database] }).databases).toEqual([
      { ...database, majorUpgrade: false, storageGib: 20 },
    ]);
    expect(problems(database)).toEqual([]);
  });

  it.each(["oracle-ee", "sqlserver-se", "db2-se", "aurora-postgresql"])(
    "refuse %s, which parameters do not make refuse plaintext or which takes no IAM logins",
    (engine) => {
      expect(problems({ ...database, engine })).toEqual([
        "databases.0.engine must be postgres, mysql, mariadb: no other engine of RDS both refuses plaintext by a parameter and takes IAM logins",
      ]);
    },
  );

  it("are refused with all reasons", () => {
    expect(problems({ ...database, majorVersion: "14" })).toEqual([
      "databases.0.majorVersion must be a version of postgres that is offered: 15, 16, 17, 18",
    ]);
    expect(problems({ ...database, majorVersion: 17 })).toEqual(["databases.0.majorVersion must be text, in quotes"]);
    expect(problems(database, database)).toEqual(["databases.1.name must stand once; databases[0] is the same"]);
    expect(problems({ ...database, name: "Sources-", instanceClass: "t4g.medium", roles: ["ds"] })).toEqual([
      "databases.0.name must be 2 to 40 lower-case letters, digits or single hyphens, starting with a letter",
      'databases.0.instanceClass must be a class of RDS, such as "db.t4g.medium"',
      "databases.0.roles.0 must be one of etl, labels, erasure",
    ]);
    for (const engine of ["mysql", "mariadb"] as const) {
      const { majorVersions } = databaseEngines[engine];
      const small = { ...database, engine, majorVersion: majorVersions[0], instanceClass: "db.t4g.micro" };
      expect(problems(small)).toEqual([
        `databases.0.instanceClass must be none of the sizes micro, small, on which RDS keeps no performance data of ${engine}`,
      ]);
    }
    expect(problems({ ...database, instanceClass: "db.t4g.micro" })).toEqual([]);
    expect(problems({ ...database, roles: [] })).toHaveLength(1);
    expect(schema.safeParse({ databaseBackupDays: 36 }).success).toBe(false);
  });

  it("pass over what is malformed and reported elsewhere", () => {
    expect(databaseProblems({})).toEqual([]);
    expect(databaseProblems({ databases: [null, 1] })).toEqual([]);
  });

  it("listen on a port where no scan looks first", () => {
    expect(databasePortSchema.parse(undefined)).toBe(6432);
    for (const port of [5432, 3306, 1433, 1521, 50_000]) {
      expect(databasePortSchema.safeParse(port).error?.issues.map(({ message }) => message)).toEqual([
        "must not be the default of an engine (1433, 1521, 3306, 5432, 50000), where a scan looks first",
      ]);
    }
    expect(databasePortSchema.safeParse(3389).success).toBe(false);
    expect(databasePortSchema.safeParse(1149).success).toBe(false);
  });
});
