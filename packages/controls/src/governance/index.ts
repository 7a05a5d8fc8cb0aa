import { accessAnalyzers } from "./accessAnalyzers.js";
import { accessReview } from "./accessReview.js";
import { accountKeys } from "./accountKeys.js";
import { archiveAccess } from "./archiveAccess.js";
import { auditEvidence } from "./auditEvidence.js";
import { backup } from "./backup.js";
import { breakGlass } from "./breakGlass.js";
import { catalogueKey } from "./catalogueKey.js";
import { cisAlarms } from "./cisAlarms.js";
import { configRecorder } from "./configRecorder.js";
import { configRules } from "./configRules.js";
import { controlPlaneWatch } from "./controlPlaneWatch.js";
import { dataEvents } from "./dataEvents.js";
import { deploymentPath } from "./deploymentPath.js";
import { detective } from "./detective.js";
import { findingExport } from "./findingExport.js";
import { firewallManager } from "./firewallManager.js";
import { guardDuty } from "./guardDuty.js";
import { identityFloor } from "./identityFloor.js";
import { keyMisuseAlarms } from "./keyMisuseAlarms.js";
import { lakeFormationSettings } from "./lakeFormationSettings.js";
import { lockedArchive } from "./lockedArchive.js";
import { logGroups } from "./logGroups.js";
import { logStream } from "./logStream.js";
import { macieSession } from "./macieSession.js";
import { mlInsights } from "./mlInsights.js";
import { notebookStop } from "./notebookStop.js";
import { notifications } from "./notifications.js";
import { organisationPolicies } from "./organisationPolicies.js";
import { permissionsBoundary } from "./permissionsBoundary.js";
import { processingRegister } from "./processingRegister.js";
import { quarantineResponder } from "./quarantineResponder.js";
import { regionGuardrails } from "./regionGuardrails.js";
import { remediationFramework } from "./remediationFramework.js";
import { residency } from "./residency.js";
import { retentionTable } from "./retentionTable.js";
import { securityHub } from "./securityHub.js";
import { spendGuard } from "./spendGuard.js";
import { tags } from "./tags.js";
import { trail } from "./trail.js";
import { trailQueries } from "./trailQueries.js";

/** Controls of the governance tier, in the order of their ids. */
export const governanceControls = [
  trail,
  dataEvents,
  accountKeys,
  lockedArchive,
  archiveAccess,
  trailQueries,
  logGroups,
  cisAlarms,
  guardDuty,
  findingExport,
  macieSession,
  securityHub,
  mlInsights,
  detective,
  logStream,
  configRecorder,
  configRules,
  accessAnalyzers,
  accessReview,
  identityFloor,
  regionGuardrails,
  firewallManager,
  auditEvidence,
  notifications,
  remediationFramework,
  quarantineResponder,
  notebookStop,
  keyMisuseAlarms,
  controlPlaneWatch,
  processingRegister,
  retentionTable,
  residency,
  catalogueKey,
  lakeFormationSettings,
  permissionsBoundary,
  organisationPolicies,
  tags,
  spendGuard,
  backup,
  breakGlass,
  deploymentPath,
] as const;
