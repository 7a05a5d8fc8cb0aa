export * from "./adoption.js";
export * from "./argsCheck.js";
export * from "./arn.js";
export * from "./bundledFunction.js";
export * from "./childOf.js";
export * from "./config/accountConfig.js";
export * from "./config/adopt.js";
export * from "./config/cidr.js";
export * from "./config/controlsOff.js";
export * from "./config/loadConfig.js";
export {
  domainProblem,
  unencryptedEgressProblem,
  encryptionExclusions,
  maximumResolvedDomains,
  type EncryptionExclusion,
} from "./config/networkSettings.js";
export * from "./config/platformConfig.js";
export * from "./config/studio.js";
export * from "./config/zoneIds.js";
export * from "./customerKey.js";
export * from "./dataPrograms.js";
export * from "./dataProtection.js";
export * from "./dataSet.js";
export * from "./deadLetterQueue.js";
export * from "./encryptedLogGroup.js";
export * from "./environment.js";
export * from "./iam/keyPolicy.js";
export * from "./iam/keyServiceUses.js";
export * from "./iam/policyDocument.js";
export * from "./iam/servicePrincipal.js";
export * from "./iam/trustPolicy.js";
export * from "./logMasking.js";
export * from "./logRetention.js";
export * from "./names.js";
export * from "./routedEvent.js";
export * from "./sageMakerLogGroups.js";
export * from "./serviceRole.js";
export * from "./stackStart.js";
export * from "./storeTags.js";
export * from "./tags.js";
