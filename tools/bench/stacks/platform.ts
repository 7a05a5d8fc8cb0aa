import { accountEnvironment, bucketArn, loadPlatformConfig, physicalName, startStack } from "@secure-ml/core";
import { DataBuckets, DataKeys } from "@secure-ml/data";
import { PrivateNetwork } from "@secure-ml/network";
import * as pulumi from "@pulumi/pulumi";
import { copies, copyCount } from "./copies.ts";

/** What stacks/platform makes, several times over. */
export default async function run(): Promise<void> {
  const config = loadPlatformConfig();
  if (copyCount() === 0) return;
  const start = await startStack({ ...config, environmentName: pulumi.getStack() });
  const options = { provider: start.provider };
  new pulumi.StackReference("account", {
    name: `${pulumi.getOrganization()}/secure-ml-account/${config.accountStack ?? pulumi.getStack()}`,
  });
  for (const { prefix, environment } of copies(start.environment)) {
    const { keyArns } = new DataKeys(
      `${prefix}keys`,
      {
        environment,
        sharing: config.keys.sharing,
        deletionWindowDays: config.keyDeletionWindowDays,
        dataProtection: config.dataProtection,
      },
      options,
    );
    new PrivateNetwork(
      `${prefix}network`,
      {
        environment,
        cidrBlock: config.network.cidrBlock,
        zoneIds: config.network.zoneIds,
        flowLogs: {
          archiveBucketArn: bucketArn(
            environment,
            physicalName(accountEnvironment(environment), "bucket", "audit-logs"),
          ),
          logKeyArn: keyArns.logs,
          retention: {
            days: config.logRetention.auditDays,
            deletionProtection: config.logRetention.deletionProtection,
          },
          aggregationSeconds: config.network.flowLogs.aggregationSeconds,
        },
      },
      options,
    );
    new DataBuckets(
      `${prefix}buckets`,
      {
        environment,
        keyArns,
        supersededVersionDays: config.supersededVersionDays,
        dataProtection: config.dataProtection,
      },
      options,
    );
  }
}
