import type { Environment, PlatformConfig } from "@secure-ml/core";
import { Database, type DataRolePurpose } from "@secure-ml/data";
import type { DataKeys } from "@secure-ml/data";
import type { PrivateNetwork } from "@secure-ml/network";
import type * as pulumi from "@pulumi/pulumi";

/** What the databases are made with. */
export interface DatabasesArgs {
  readonly environment: Environment;
  readonly config: PlatformConfig;
  readonly network: PrivateNetwork;
  readonly keys: DataKeys;
}

/** Data roles that log in to a database, as the config says. */
export function databaseRoles(config: Pick<PlatformConfig, "databases">): readonly DataRolePurpose[] {
  return [...new Set(config.databases.flatMap(({ roles }) => roles))];
}

/** Makes the databases that the config lists; returns their host names by the name in config. */
export function databases(
  { environment, config, network, keys }: DatabasesArgs,
  options: pulumi.ComponentResourceOptions,
): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(
    config.databases.map(({ name, engine, majorVersion, majorUpgrade, instanceClass, storageGib, databaseName }) => {
      const database = new Database(
        `database-${name}`,
        {
          environment,
          purpose: name,
          engine,
          majorVersion,
          majorUpgrade,
          instanceClass,
          storageGib,
          ...(databaseName === undefined ? {} : { databaseName }),
          port: config.network.databasePort,
          subnetIds: network.subnetIds.data,
          securityGroupIds: [network.securityGroupIds.database],
          keyArns: keys.keyArns,
          logRetention: {
            days: config.logRetention.standardDays,
            deletionProtection: config.logRetention.deletionProtection,
          },
          backupDays: config.databaseBackupDays,
          multiZone: config.databaseMultiZone,
          dataProtection: config.dataProtection,
        },
        options,
      );
      return [name, database.address];
    }),
  );
}
