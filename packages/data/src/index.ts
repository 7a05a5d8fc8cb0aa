export { accessLogBucket } from "./accessLogBucket.js";
export type { AccessLogBucketArgs } from "./accessLogBucket.js";
export { AccountBuckets } from "./accountBuckets.js";
export type { AccountBucketKeys, AccountBucketsArgs } from "./accountBuckets.js";
export { accessLogDelivery, accessLogPrefix, logDelivery, trailDelivery } from "./bucketDelivery.js";
export type { BucketLifecycle, ExpiringPrefix, StorageTransition, SupersededVersions } from "./bucketLifecycle.js";
export type { BucketAccess } from "./bucketPerimeter.js";
export { DataBuckets } from "./dataBuckets.js";
export type { DataBucketAccess, DataBucketsArgs, SupersededVersionDays } from "./dataBuckets.js";
export { DataKeys } from "./dataKeys.js";
export type { BucketKeyDomain, DataKeyDomain, DataKeysArgs, DataKeyUses, KeySharing } from "./dataKeys.js";
export {
  dataRoleKeyUses,
  dataRolePurposes,
  DataRoles,
  intakePrefix,
  labelSourcePrefix,
  tableRoleArns,
} from "./dataRoles.js";
export type { DataRolePurpose, DataRolesArgs, DataTableAccess } from "./dataRoles.js";
export { dataRoleAccess } from "./dataRoleAccess.js";
export { accountBucketName, accountZones, platformZones } from "./dataZone.js";
export type { AccountZone, DataZone, PlatformZone } from "./dataZone.js";
export type { ObjectLock } from "./objectLock.js";
export type { ProcessingRecord } from "./processingRecord.js";
export type { AccessLevel, PrefixAccess } from "./prefixAccess.js";
export { SecureBucket } from "./secureBucket.js";
export type { AccessLogging, BucketHandle, SecureBucketArgs } from "./secureBucket.js";
export { SecureTable } from "./secureTable.js";
export type { SecureTableArgs } from "./secureTable.js";
export { tableArn } from "./tablePolicy.js";
