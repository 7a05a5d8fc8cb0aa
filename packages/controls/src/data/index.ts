import { accessLogging } from "./accessLogging.js";
import { bucketPerZone } from "./bucketPerZone.js";
import { defaultEncryption } from "./defaultEncryption.js";
import { encryptedTransport } from "./encryptedTransport.js";
import { noAccessControlLists } from "./noAccessControlLists.js";
import { noPublicAccess } from "./noPublicAccess.js";
import { oneSafePolicy } from "./oneSafePolicy.js";
import { ownRotatedKeys } from "./ownRotatedKeys.js";
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
  oneSafePolicy,
  versionsAndLifecycles,
  accessLogging,
] as const;
