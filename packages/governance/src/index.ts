export { accountBucketAccess } from "./accountBucketAccess.js";
export { AccountGuardrails, type AccountGuardrailsArgs } from "./accountGuardrails.js";
export { accountKeyDomains, accountKeyUses, type AccountKeyDomain } from "./accountKeyUses.js";
export { AccountKeys, type AccountKeysArgs } from "./accountKeys.js";
export { AuditorRole, auditorPurpose, recordReaders, type AuditorRoleArgs } from "./auditorRole.js";
export { AuditTrail, trailArn, trailName, type AuditTrailArgs, type TrailArchive } from "./auditTrail.js";
export { AlertTopic, alertTopicArn, type AlertTopicArgs } from "./alertTopic.js";
export { boundaryPolicy, type BoundaryPolicyArgs } from "./boundaryPolicy.js";
export { dataEventSelectors, type ObjectEvents } from "./dataEventSelectors.js";
export { FindingAlerts, findingAlertsPurpose, type AlertSeverity, type FindingAlertsArgs } from "./findingAlerts.js";
export { deployerBoundary } from "./deployerBoundary.js";
export { deployerPolicy, deployerPurpose, type DeployerFacts, type DeploymentState } from "./deployerPolicy.js";
export { DeploymentPath, type DeployedStack, type DeploymentPathArgs } from "./deploymentPath.js";
export { MacieSession } from "./macieSession.js";
export type { MacieSessionArgs } from "./macieSession.js";
export { PermissionsBoundary, type PermissionsBoundaryArgs } from "./permissionsBoundary.js";
export {
  evidenceExportPurpose,
  TrailIntegrity,
  type EvidenceExportBundle,
  type TrailIntegrityArgs,
} from "./trailIntegrity.js";
export { RegionGuardrails, type RegionGuardrailsArgs, type RegionSingleton } from "./regionGuardrails.js";
