import { isPersonal, type Environment, type PlatformConfig } from "@secure-ml/core";
import { SecureTable, tableRoleArns, type DataTableAccess } from "@secure-ml/data";
import type * as pulumi from "@pulumi/pulumi";

/** What the tables are made with. */
export interface TablesArgs {
  readonly environment: Environment;
  readonly config: Pick<
    PlatformConfig,
    "dataProtection" | "dataSets" | "personalDataDays" | "tableRecoveryDays" | "tables"
  >;
  readonly keyArn: pulumi.Input<string>;
  /** Id of the VPC's gateway endpoint for DynamoDB. */
  readonly vpcEndpointId: pulumi.Input<string>;
}

/** Which data roles reach which tables, as the config says. */
export function tableAccess(config: Pick<PlatformConfig, "tables">): readonly DataTableAccess[] {
  return config.tables.map(({ name, readers, writers }) => ({ purpose: name, readers, writers }));
}

/** Makes the tables that the config lists; returns them by the name in config. */
export function tables(
  { environment, config, keyArn, vpcEndpointId }: TablesArgs,
  options: pulumi.ComponentResourceOptions,
): Readonly<Record<string, SecureTable>> {
  return Object.fromEntries(
    config.tables.map(({ name, partitionKey, sortKey, timeToLiveAttribute, readers, writers, ...table }) => {
      const dataSets = config.dataSets.filter((dataSet) => table.dataSets.includes(dataSet.name));
      // Items of several data sets end with the first: nobody can tell them apart.
      const ends = dataSets.flatMap((dataSet) => [
        ...(isPersonal(dataSet) ? [config.personalDataDays] : []),
        ...(dataSet.retentionDays === undefined ? [] : [dataSet.retentionDays]),
      ]);
      const made = new SecureTable(
        `table-${name}`,
        {
          environment,
          purpose: name,
          keyArn,
          partitionKey,
          ...(sortKey === undefined ? {} : { sortKey }),
          ...(timeToLiveAttribute === undefined ? {} : { timeToLiveAttribute }),
          dataSets,
          ...(ends.length === 0 || timeToLiveAttribute === undefined ? {} : { retentionDays: Math.min(...ends) }),
          roleArns: tableRoleArns(environment, { purpose: name, readers, writers }),
          vpcEndpointId,
          recoveryDays: config.tableRecoveryDays,
          dataProtection: config.dataProtection,
        },
        options,
      );
      return [name, made];
    }),
  );
}
