import { accountEnvironment, bucketArn, loadPlatformConfig, physicalName } from "@secure-ml/core";
import { DataBuckets, DataKeys } from "@secure-ml/data";
import { PrivateNetwork } from "@secure-ml/network";
import platformStack from "@secure-ml/stack-platform";
import * as pulumi from "@pulumi/pulumi";
import { copyCount, furtherCopies } from "./copies.ts";

/** What stacks/platform makes, with further copies of it. */
export default async function run(): Promise<unknown> {
  const count = copyCount();
  if (count === undefined) return undefined;
  const outputs = await platformStack();
  if (count === 0) return outputs;

  const config = loadPlatformConfig();
  const { provider, copies } = furtherCopies({ ...config, environmentName: pulumi.getStack() });
  const options = { provider };
  for (const { prefix, environment } of copies) {
    const { keyArns } = new DataKeys(`${prefix}keys`, { environment, sharing: config.keys.sharing }, options);
    const { endpointIds } = new PrivateNetwork(
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
      { environment, keyArns, s3EndpointId: endpointIds.s3, supersededVersionDays: config.supersededVersionDays },
      options,
    );
  }
  return outputs;
}
