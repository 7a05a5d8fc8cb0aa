import { accessLogging } from "./accessLogging.js";
import { attestedEnclave } from "./attestedEnclave.js";
import { bucketPerZone } from "./bucketPerZone.js";
import { dataRoles } from "./dataRoles.js";
import { defaultEncryption } from "./defaultEncryption.js";
import { deleteGuard } from "./deleteGuard.js";
import { dynamoDbTables } from "./dynamoDbTables.js";
import { encryptedTransport } from "./encryptedTransport.js";
import { erasure } from "./erasure.js";
import { lakeFormationGrants } from "./lakeFormationGrants.js";
import { lineage } from "./lineage.js";
import { macieJobs } from "./macieJobs.js";
import { malwareScan } from "./malwareScan.js";
import { managedSecrets } from "./managedSecrets.js";
import { networkAndRolePerimeter } from "./networkAndRolePerimeter.js";
import { noAccessControlLists } from "./noAccessControlLists.js";
import { noIamUsers } from "./noIamUsers.js";
import { noPublicAccess } from "./noPublicAccess.js";
import { oneSafePolicy } from "./oneSafePolicy.js";
import { ownRotatedKeys } from "./ownRotatedKeys.js";
import { quarantine } from "./quarantine.js";
import { rdsDatabases } from "./rdsDatabases.js";
import { rdsTls } from "./rdsTls.js";
import { secretRotation } from "./secretRotation.js";
import { storeTags } from "./storeTags.js";
import { strictKeyPolicies } from "./strictKeyPolicies.js";
import { versionsAndLifecycles } from "./versionsAndLifecycles.js";
import { wrongKeyRefused } from "./wrongKeyRefused.js";

/** Controls of the data tier, in the order of their ids. */
export const dataControls = [
  ownRotatedKeys,
  strictKeyPolicies,
  bucketPerZone,
  defaultEncryption,
  wrongKeyRefused,
  encryptedTransport,
  noAccessControlLists,
  noPublicAccess,
  networkAndRolePerimeter,
  oneSafePolicy,
  versionsAndLifecycles,
  deleteGuard,
  accessLogging,
  dynamoDbTables,
  rdsDatabases,
  rdsTls,
  managedSecrets,
  secretRotation,
  dataRoles,
  noIamUsers,
  macieJobs,
  quarantine,
  malwareScan,
  attestedEnclave,
  lakeFormationGrants,
  lineage,
  erasure,
  storeTags,
] as const;
