import { retentionClasses } from "@secure-ml/controls";
import { accountEnvironment, physicalName, type DataProtection, type Environment } from "@secure-ml/core";
import type * as pulumi from "@pulumi/pulumi";
import { accessLogDelivery } from "./bucketDelivery.js";
import type { BucketAccess } from "./bucketPerimeter.js";
import { accountBucketName, accountZones, platformZones } from "./dataZone.js";
import { SecureBucket } from "./secureBucket.js";

/** Arguments of {@link accessLogBucket}. */
export interface AccessLogBucketArgs {
  /** Facts of the account stack in the bucket's Region. */
  readonly environment: Environment;
  /** Names of the environments in the account, whose buckets log to this one. */
  readonly environmentNames: readonly string[];
  /**
   * Roles that read the logs.
   * @defaultValue none but deployers and break-glass roles
   */
  readonly access?: BucketAccess;
  /**
   * Days until a log expires, 1 to 36,500.
   * @defaultValue 731
   */
  readonly retentionDays?: number;
  /**
   * What a destroy does to the bucket.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * Makes the bucket that takes the server access logs of all other buckets in a Region (GOV-04, DATA-14). S3 delivers
 * to it under its own keys only and not past a lock; it has no versions, since nothing is ever overwritten, and logs
 * nothing itself, which would never end.
 *
 * @param name logical name; needed once in each Region
 * @returns the bucket, in the common form otherwise
 * @throws pulumi.ResourceError for a retention out of range
 * @see AWS, "Enabling Amazon S3 server access logging":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function accessLogBucket(
  name: string,
  args: AccessLogBucketArgs,
  opts?: pulumi.ComponentResourceOptions,
): SecureBucket {
  const environment = accountEnvironment(args.environment);
  return new SecureBucket(
    name,
    {
      environment,
      zone: "access-logs",
      personalData: false,
      dataSets: [{ name: "access-logs", purpose: "Records of the requests that buckets got, to look into incidents" }],
      lifecycle: { expirationDays: args.retentionDays ?? retentionClasses.accessLog.prod.usual },
      statements: accessLogDelivery(
        environment,
        accountBucketName(environment, "access-logs"),
        sourceBuckets(environment, args.environmentNames),
      ),
      controls: ["GOV-04", "DATA-14"],
      ...(args.access === undefined ? {} : { access: args.access }),
      ...(args.dataProtection === undefined ? {} : { dataProtection: args.dataProtection }),
    },
    opts,
  );
}

/** Every bucket that may log to the account's `access-logs` in this Region, by name. */
function sourceBuckets(environment: Environment, environmentNames: readonly string[]): string[] {
  return [
    ...accountZones.filter((zone) => zone !== "access-logs").map((zone) => accountBucketName(environment, zone)),
    ...environmentNames.flatMap((name) =>
      platformZones.map((zone) => physicalName({ ...environment, name }, "bucket", zone)),
    ),
  ];
}
