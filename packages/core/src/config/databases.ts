import {
  databaseEngineNames,
  databaseEngines,
  defaultDatabasePorts,
  retentionClasses,
  type DatabaseEngine,
} from "@secure-ml/controls";
import { z } from "zod";
import { mapsIn, repeatedName, type ConfigProblem } from "./given.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

const backups = retentionClasses.personalBackup;

/** Roles that move data and may log in to databases, by what they are for. */
const dataRole = z.enum(["etl", "labels", "erasure"], "must be one of etl, labels, erasure");

/** Port of every database of an environment, which the network opens. */
export const databasePortSchema = wholeNumber(1150, 65_535, "a port")
  .refine((port) => !defaultDatabasePorts.includes(port), {
    error: `must not be the default of an engine (${defaultDatabasePorts.join(", ")}), where a scan looks first`,
  })
  .refine((port) => port !== 3389, { error: "must not be the port of remote desktops, 3389" })
  .default(6432)
  .describe("Port of the environment's databases, the only one that their tier opens.");

/** Keys of the platform stack's config that say which relational databases there are. */
export const databaseShape = {
  databases: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(
            /^[a-z](-?[a-z0-9]){1,39}$/,
            "must be 2 to 40 lower-case letters, digits or single hyphens, starting with a letter",
          )
          .describe("Short name; the instance is `<project>-<environment>-<name>`."),
        engine: z
          .enum(
            databaseEngineNames,
            `must be ${databaseEngineNames.join(", ")}: no other engine of RDS both refuses plaintext by a parameter and takes IAM logins`,
          )
          .describe("Engine, one whose server refuses plaintext and which takes IAM logins."),
        majorVersion: z
          .string("must be text, in quotes")
          .describe(
            "Major version of the engine, in quotes. RDS refuses another one than it runs without `majorUpgrade`.",
          ),
        majorUpgrade: z
          .boolean()
          .default(false)
          .describe(
            "Whether RDS may move it to another major version, at once and with minutes of downtime; for the one `up` that does it.",
          ),
        instanceClass: z
          .string()
          .regex(/^db\.[a-z0-9-]+\.[a-z0-9]+$/, 'must be a class of RDS, such as "db.t4g.medium"')
          .describe("Class of the instance, such as `db.t4g.medium`."),
        storageGib: wholeNumber(20, 65_536, "GiB").default(20).describe("Size of its storage in GiB, 20 to 65536."),
        databaseName: z
          .string()
          .regex(
            /^[a-z][a-z0-9_]{0,62}$/,
            "must be 1 to 63 lower-case letters, digits or underscores, starting with a letter",
          )
          .optional()
          .describe("Database that RDS makes in the instance. Default: none."),
        roles: uniqueList(dataRole, 1, "role").describe(
          "Data roles that log in, each as the database user `<project>_<environment>_<role>`.",
        ),
      }),
    )
    .default([])
    .describe("Relational databases on RDS, in the `data` subnets."),
  databaseBackupDays: wholeNumber(backups.dev.least, backups.prod.most, "days")
    .default(backups.prod.usual)
    .describe(
      `Days to each second of which databases can be restored, ${backups.prod.least} to ${backups.prod.most}; from ${backups.dev.least} where \`dataProtection\` is \`disposable\`.`,
    ),
  databaseMultiZone: z
    .boolean()
    .default(true)
    .describe("Whether each database has a second instance that stands by in another zone."),
};

/**
 * What is wrong with the databases of a config, besides the form of single values.
 *
 * @param config the whole config, of whatever form: what is malformed has been reported already and is passed over
 * @returns each problem with the key that it is about; empty when there is none
 */
export function databaseProblems(config: object): readonly ConfigProblem[] {
  const { databases } = config as { readonly databases?: unknown };
  const given = mapsIn(databases);
  const names = given.map(({ name }) => name);
  return given.flatMap(({ engine, majorVersion, instanceClass }, index) => {
    const at = (key: string, message: string): ConfigProblem => ({ path: ["databases", index, key], message });
    const known: DatabaseEngine | undefined = databaseEngineNames.flatMap((each) =>
      each === engine ? [databaseEngines[each]] : [],
    )[0];
    const size = String(instanceClass).slice(String(instanceClass).lastIndexOf(".") + 1);
    return [
      ...repeatedName(["databases"], names, index),
      ...(known === undefined || typeof majorVersion !== "string" || known.majorVersions.includes(majorVersion)
        ? []
        : [
            at(
              "majorVersion",
              `must be a version of ${String(engine)} that is offered: ${known.majorVersions.join(", ")}`,
            ),
          ]),
      ...(known?.unfitSizes.includes(size) === true
        ? [
            at(
              "instanceClass",
              `must be none of the sizes ${known.unfitSizes.join(", ")}, on which RDS keeps no performance data of ${String(engine)}`,
            ),
          ]
        : []),
    ];
  });
}
