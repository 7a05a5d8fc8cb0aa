import type { Environment, PlatformConfig } from "@secure-ml/core";
import {
  DataEngineerRole,
  dataJobProgramLocation,
  DataJobs,
  type DataBuckets,
  type DataKeys,
  type DataRoles,
} from "@secure-ml/data";
import type { PrivateNetwork } from "@secure-ml/network";
import * as pulumi from "@pulumi/pulumi";

/** What taking in data works with. */
export interface IntakeArgs {
  readonly environment: Environment;
  readonly config: Pick<PlatformConfig, "intake" | "intakeMinutes" | "logRetention" | "malwareScan" | "personas">;
  readonly roles: DataRoles["roles"];
  readonly buckets: DataBuckets;
  readonly keys: DataKeys;
  readonly network: PrivateNetwork;
  readonly alertTopicArn: pulumi.Input<string>;
  /** The account's home Region, where the jobs' program lies. */
  readonly homeRegion: pulumi.Output<string>;
}

/**
 * Whoever brings data, and the jobs that take it in, where the config lists files.
 *
 * @throws pulumi.RunError for an environment outside the account's home Region
 */
export function intake(args: IntakeArgs, options: pulumi.ComponentResourceOptions): void {
  const { environment, config, roles, buckets, keys, network } = args;
  if (config.intake.length === 0) return;
  new DataEngineerRole(
    "data-engineer",
    {
      environment,
      lakeKeyArn: keys.keyArns.lake,
      permissionSets: config.personas.dataEngineerPermissionSets,
    },
    options,
  );
  const { raw, curated, labels } = buckets.buckets;
  new DataJobs(
    "data-jobs",
    {
      environment,
      roles,
      files: config.intake,
      programLocation: args.homeRegion.apply((region) => {
        if (region === environment.region) return dataJobProgramLocation(environment);
        throw new pulumi.RunError(
          `intake must be empty in ${environment.region}: the program of the data jobs lies in ${region}, the home Region ` +
            "of the account, and the network's way to S3 leads to buckets of its own Region only.",
        );
      }),
      bucketNames: {
        raw: raw.bucketName,
        curated: curated.bucketName,
        labels: labels.bucketName,
      },
      keyArns: keys.keyArns,
      subnetId: network.subnetIds.functions.apply(([first = ""]) => first),
      availabilityZone: network.availabilityZones.apply(([first = ""]) => first),
      securityGroupId: network.securityGroupIds["data-jobs"],
      logRetention: {
        days: config.logRetention.standardDays,
        deletionProtection: config.logRetention.deletionProtection,
      },
      alertTopicArn: args.alertTopicArn,
      scannedPrefixes: config.malwareScan.prefixes.raw,
      timeoutMinutes: config.intakeMinutes,
    },
    options,
  );
}
