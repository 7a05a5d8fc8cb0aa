import { arn, type Environment, type PlatformConfig } from "@secure-ml/core";
import type { DataBuckets, DataKeys } from "@secure-ml/data";
import { ModelHosting } from "@secure-ml/inference";
import type { PrivateNetwork } from "@secure-ml/network";
import type * as pulumi from "@pulumi/pulumi";

/** What the models are served with. */
export interface ServedModelsArgs {
  readonly environment: Environment;
  readonly config: PlatformConfig;
  readonly network: PrivateNetwork;
  readonly keys: DataKeys;
  readonly buckets: DataBuckets;
}

/** Serves the models that the config lists. */
export function servedModels(
  { environment, config, network, keys, buckets }: ServedModelsArgs,
  options: pulumi.ComponentResourceOptions,
): ModelHosting {
  return new ModelHosting(
    "models",
    {
      environment,
      models: config.models,
      subnetIds: network.subnetIds.inference,
      securityGroupIds: [network.securityGroupIds.inference],
      keyArns: keys.keyArns,
      bucketNames: {
        artifacts: buckets.buckets.artifacts.bucketName,
        capture: buckets.buckets.capture.bucketName,
      },
      repositoryArns: [
        arn(environment, { service: "ecr", resource: `repository/${environment.project}-${environment.name}-*` }),
      ],
      logRetention: {
        days: config.logRetention.standardDays,
        deletionProtection: config.logRetention.deletionProtection,
      },
      after: [network],
      dataProtection: config.dataProtection,
    },
    options,
  );
}
