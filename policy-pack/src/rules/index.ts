import type { Policy, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { dataDdbCmk } from "./data/ddbCmk.js";
import { dataDdbCmkLinked } from "./data/ddbCmkLinked.js";
import { dataDdbPolicy } from "./data/ddbPolicy.js";
import { dataIntakeScanned } from "./data/intakeScanned.js";
import { dataIntakeScannedLinked } from "./data/intakeScannedLinked.js";
import { dataGlueMetadata } from "./data/glueMetadata.js";
import { dataKmsCustomerManaged } from "./data/kmsCustomerManaged.js";
import { dataKmsCustomerManagedLinked } from "./data/kmsCustomerManagedLinked.js";
import { dataKmsPolicyStrict } from "./data/kmsPolicyStrict.js";
import { dataKmsRotation } from "./data/kmsRotation.js";
import { dataMacieJobs } from "./data/macieJobs.js";
import { dataMacieJobsLinked } from "./data/macieJobsLinked.js";
import { dataMessagingTlsOnly } from "./data/messagingTlsOnly.js";
import { dataMessagingTlsOnlyLinked } from "./data/messagingTlsOnlyLinked.js";
import { dataNoIamUsers } from "./data/noIamUsers.js";
import { dataQuarantineDeny } from "./data/quarantineDeny.js";
import { dataQuarantineDenyLinked } from "./data/quarantineDenyLinked.js";
import { dataRdsEncrypted } from "./data/rdsEncrypted.js";
import { dataRdsEncryptedLinked } from "./data/rdsEncryptedLinked.js";
import { dataRdsForceTls } from "./data/rdsForceTls.js";
import { dataRdsForceTlsLinked } from "./data/rdsForceTlsLinked.js";
import { dataRetentionMatches } from "./data/retentionMatches.js";
import { dataRoleLeastPrivilege } from "./data/roleLeastPrivilege.js";
import { dataRoleLeastPrivilegeLinked } from "./data/roleLeastPrivilegeLinked.js";
import { dataS3AccessLogged } from "./data/s3AccessLogged.js";
import { dataS3AccessLoggedLinked } from "./data/s3AccessLoggedLinked.js";
import { dataS3BucketPab } from "./data/s3BucketPab.js";
import { dataS3BucketPabLinked } from "./data/s3BucketPabLinked.js";
import { dataS3DefaultCmk } from "./data/s3DefaultCmk.js";
import { dataS3DefaultCmkLinked } from "./data/s3DefaultCmkLinked.js";
import { dataS3DeleteGuard } from "./data/s3DeleteGuard.js";
import { dataS3DeleteGuardLinked } from "./data/s3DeleteGuardLinked.js";
import { dataS3DenyWrongKey } from "./data/s3DenyWrongKey.js";
import { dataS3DenyWrongKeyLinked } from "./data/s3DenyWrongKeyLinked.js";
import { dataS3Eventbridge } from "./data/s3Eventbridge.js";
import { dataS3EventbridgeLinked } from "./data/s3EventbridgeLinked.js";
import { dataS3Lifecycle } from "./data/s3Lifecycle.js";
import { dataS3LifecycleLinked } from "./data/s3LifecycleLinked.js";
import { dataS3ModernApi } from "./data/s3ModernApi.js";
import { dataS3NoForceDestroy } from "./data/s3NoForceDestroy.js";
import { dataS3OwnerEnforced } from "./data/s3OwnerEnforced.js";
import { dataS3OwnerEnforcedLinked } from "./data/s3OwnerEnforcedLinked.js";
import { dataS3Perimeter } from "./data/s3Perimeter.js";
import { dataS3PerimeterLinked } from "./data/s3PerimeterLinked.js";
import { dataS3SinglePolicy } from "./data/s3SinglePolicy.js";
import { dataS3SinglePolicyLinked } from "./data/s3SinglePolicyLinked.js";
import { dataS3TlsOnly } from "./data/s3TlsOnly.js";
import { dataS3Versioned } from "./data/s3Versioned.js";
import { dataS3VersionedLinked } from "./data/s3VersionedLinked.js";
import { dataS3ZoneTag } from "./data/s3ZoneTag.js";
import { dataNoInlineSecrets } from "./data/noInlineSecrets.js";
import { dataSecretCmk } from "./data/secretCmk.js";
import { dataSecretCmkLinked } from "./data/secretCmkLinked.js";
import { dataSecretPolicy } from "./data/secretPolicy.js";
import { dataSecretRotated } from "./data/secretRotated.js";
import { dataSecretRotatedLinked } from "./data/secretRotatedLinked.js";
import { netDefaultsLocked } from "./network/defaultsLocked.js";
import { netDefaultsLockedLinked } from "./network/defaultsLockedLinked.js";
import { netDnsFirewall } from "./network/dnsFirewall.js";
import { netDnsLogged } from "./network/dnsLogged.js";
import { netEncryptionControl } from "./network/encryptionControl.js";
import { netEgressGated } from "./network/egressGated.js";
import { netEgressInspected } from "./network/egressInspected.js";
import { netEndpointPolicy } from "./network/endpointPolicy.js";
import { netFlowLogs } from "./network/flowLogs.js";
import { netFlowLogsLinked } from "./network/flowLogsLinked.js";
import { netGatewayEndpointsLinked } from "./network/gatewayEndpointsLinked.js";
import { netInterfaceEndpoints } from "./network/interfaceEndpoints.js";
import { netInterfaceEndpointsLinked } from "./network/interfaceEndpointsLinked.js";
import { netNaclExplicit } from "./network/naclExplicit.js";
import { netNaclExplicitLinked } from "./network/naclExplicitLinked.js";
import { netNoDefaultVpc } from "./network/noDefaultVpc.js";
import { netNoDefaultVpcLinked } from "./network/noDefaultVpcLinked.js";
import { netNoSideDoors } from "./network/noSideDoors.js";
import { netPrivateSubnets } from "./network/privateSubnets.js";
import { netPrivateSubnetsLinked } from "./network/privateSubnetsLinked.js";
import { netSgNoWorld } from "./network/sgNoWorld.js";
import { trnApproverOnlyUpdates } from "./training/approverOnlyUpdates.js";
import { trnEcrCmk } from "./training/ecrCmk.js";
import { trnEcrForceDelete } from "./training/ecrForceDelete.js";
import { trnEcrImmutable } from "./training/ecrImmutable.js";
import { trnEcrLifecycle } from "./training/ecrLifecycle.js";
import { trnEcrLifecycleLinked } from "./training/ecrLifecycleLinked.js";
import { trnEcrNoStarPrincipal } from "./training/ecrNoStarPrincipal.js";
import { trnEcrScanOnPush } from "./training/ecrScanOnPush.js";
import { trnEcrTemplateSame } from "./training/ecrTemplateSame.js";
import { trnDomainCmk } from "./training/domainCmk.js";
import { trnDomainDockerOff } from "./training/domainDockerOff.js";
import { trnDomainSourceIdentity } from "./training/domainSourceIdentity.js";
import { trnDomainSpaceSg } from "./training/domainSpaceSg.js";
import { trnDomainSso } from "./training/domainSso.js";
import { trnDomainVpcOnly } from "./training/domainVpcOnly.js";
import { trnNbCmk } from "./training/nbCmk.js";
import { trnNbImdsv2 } from "./training/nbImdsv2.js";
import { trnNbInVpc } from "./training/nbInVpc.js";
import { trnNbNoInternet } from "./training/nbNoInternet.js";
import { trnNbNoRoot } from "./training/nbNoRoot.js";
import { trnNbPlatform } from "./training/nbPlatform.js";
import { infApiEndpointType } from "./inference/apiEndpointType.js";
import { infApiResourcePolicy } from "./inference/apiResourcePolicy.js";
import { infApiResourcePolicyLinked } from "./inference/apiResourcePolicyLinked.js";
import { infMethodAuth } from "./inference/methodAuth.js";
import { infMethodAuthLinked } from "./inference/methodAuthLinked.js";
import { infNoFunctionUrl } from "./inference/noFunctionUrl.js";
import { infProxyHardened } from "./inference/proxyHardened.js";
import { infProxyHardenedLinked } from "./inference/proxyHardenedLinked.js";
import { infEndpointconfigCmk } from "./inference/endpointconfigCmk.js";
import { infEndpointconfigNoSsm } from "./inference/endpointconfigNoSsm.js";
import { infModelIsolated } from "./inference/modelIsolated.js";
import { infModelPinned } from "./inference/modelPinned.js";
import { trnProfileOwnRole } from "./training/profileOwnRole.js";
import { trnSsoProfileAssigned } from "./training/ssoProfileAssigned.js";
import { trnImageByDigest } from "./training/imageByDigest.js";
import { trnImageOwnRegistry } from "./training/imageOwnRegistry.js";
import { trnPipeNoSecurityParams } from "./training/pipeNoSecurityParams.js";
import { trnPipeRegisterInCondition } from "./training/pipeRegisterInCondition.js";
import { trnPipeRegisterPending } from "./training/pipeRegisterPending.js";
import { trnPipeRole } from "./training/pipeRole.js";
import { trnPipeS3Version } from "./training/pipeS3Version.js";
import { trnPipeStepRoles } from "./training/pipeStepRoles.js";
import { trnPipeStepsPrivate } from "./training/pipeStepsPrivate.js";
import { infNoPublicServing } from "./inference/noPublicServing.js";
import { infNoWildcardInvoke } from "./inference/noWildcardInvoke.js";
import { govAccountKeys } from "./governance/accountKeys.js";
import { govAccountPabAllTrue } from "./governance/accountPabAllTrue.js";
import { govArchiveDenyTamper } from "./governance/archiveDenyTamper.js";
import { govArchiveImmutable } from "./governance/archiveImmutable.js";
import { govArchiveImmutableLinked } from "./governance/archiveImmutableLinked.js";
import { govBoundaryDeniesComplete } from "./governance/boundaryDeniesComplete.js";
import { govConfigNotToLockedBucket } from "./governance/configNotToLockedBucket.js";
import { govDeployerExists } from "./governance/deployerExists.js";
import { govEndpointNeedsInvokeLogging } from "./governance/endpointNeedsInvokeLogging.js";
import { govEventTargetDlqRole } from "./governance/eventTargetDlqRole.js";
import { govExemptionValid } from "./governance/exemptionValid.js";
import { govFindingsRouted } from "./governance/findingsRouted.js";
import { govLambdaPermissionScoped } from "./governance/lambdaPermissionScoped.js";
import { govLogGroupCmkRetention } from "./governance/logGroupCmkRetention.js";
import { govLogResourcePolicyScoped } from "./governance/logResourcePolicyScoped.js";
import { govNoCrossRegionCopy } from "./governance/noCrossRegionCopy.js";
import { govNoCrossRegionCopyLinked } from "./governance/noCrossRegionCopyLinked.js";
import { govMacieNotLockedOut } from "./governance/macieNotLockedOut.js";
import { govMacieOn } from "./governance/macieOn.js";
import { govNoWorkloadReadOnArchive } from "./governance/noWorkloadReadOnArchive.js";
import { govOidcTrustExact } from "./governance/oidcTrustExact.js";
import { govPayloadLogMaskedLinked } from "./governance/payloadLogMaskedLinked.js";
import { govProducerHasLogGroup } from "./governance/producerHasLogGroup.js";
import { govRegionAllowlist } from "./governance/regionAllowlist.js";
import { govRequiredTags } from "./governance/requiredTags.js";
import { govRetentionInBounds } from "./governance/retentionInBounds.js";
import { govRoleHasBoundary } from "./governance/roleHasBoundary.js";
import { govSingletonsOnlyInBaseline } from "./governance/singletonsOnlyInBaseline.js";
import { govTrailBaseline } from "./governance/trailBaseline.js";
import { govTrailDataEvents } from "./governance/trailDataEvents.js";
import { govTrailExists } from "./governance/trailExists.js";
import { govVolumeDefaults } from "./governance/volumeDefaults.js";
import { govVolumeEncrypted } from "./governance/volumeEncrypted.js";
import { trnJobIntercontainer } from "./training/jobIntercontainer.js";
import { trnJobIsolated } from "./training/jobIsolated.js";
import { trnJobNoDebug } from "./training/jobNoDebug.js";
import { trnJobOutputKey } from "./training/jobOutputKey.js";
import { trnJobRuntimeCap } from "./training/jobRuntimeCap.js";
import { trnJobVolumeKey } from "./training/jobVolumeKey.js";
import { trnJobVpc } from "./training/jobVpc.js";
import { trnPolicyDeadKeys } from "./training/policyDeadKeys.js";
import { trnPolicyForallvaluesDeny } from "./training/policyForallvaluesDeny.js";
import { trnKmsGrantCondition } from "./training/kmsGrantCondition.js";
import { trnPassroleScoped } from "./training/passroleScoped.js";
import { trnRoleCreategrantConditioned } from "./training/roleCreategrantConditioned.js";
import { trnRoleNoCreateloggroup } from "./training/roleNoCreateloggroup.js";
import { trnTrainingRoleReadonlyInput } from "./training/trainingRoleReadonlyInput.js";
import { trnTrustConfusedDeputy } from "./training/trustConfusedDeputy.js";
import { trnTrustNoStarPrincipal } from "./training/trustNoStarPrincipal.js";
import { trnRoleHasGuardrail } from "./training/roleHasGuardrail.js";

/**
 * Every rule of the pack, by tier and name. `gov-exemption-valid` stands last, because it asks which exemptions the
 * others have used.
 */
export const rules: readonly (ResourceValidationPolicy | StackValidationPolicy)[] = [
  dataRdsEncrypted,
  dataRdsEncryptedLinked,
  dataRdsForceTls,
  dataRdsForceTlsLinked,
  dataNoInlineSecrets,
  dataSecretCmk,
  dataSecretCmkLinked,
  dataSecretPolicy,
  dataSecretRotated,
  dataSecretRotatedLinked,
  dataS3DeleteGuard,
  dataS3DeleteGuardLinked,
  dataDdbCmk,
  dataDdbCmkLinked,
  dataDdbPolicy,
  dataIntakeScanned,
  dataIntakeScannedLinked,
  dataGlueMetadata,
  dataKmsCustomerManaged,
  dataKmsCustomerManagedLinked,
  dataKmsPolicyStrict,
  dataKmsRotation,
  dataMacieJobs,
  dataMacieJobsLinked,
  dataMessagingTlsOnly,
  dataMessagingTlsOnlyLinked,
  dataNoIamUsers,
  dataQuarantineDeny,
  dataQuarantineDenyLinked,
  dataRetentionMatches,
  dataRoleLeastPrivilege,
  dataRoleLeastPrivilegeLinked,
  dataS3AccessLogged,
  dataS3AccessLoggedLinked,
  dataS3BucketPab,
  dataS3BucketPabLinked,
  dataS3DefaultCmk,
  dataS3DefaultCmkLinked,
  dataS3DenyWrongKey,
  dataS3DenyWrongKeyLinked,
  dataS3Eventbridge,
  dataS3EventbridgeLinked,
  dataS3Lifecycle,
  dataS3LifecycleLinked,
  dataS3ModernApi,
  dataS3NoForceDestroy,
  dataS3OwnerEnforced,
  dataS3OwnerEnforcedLinked,
  dataS3Perimeter,
  dataS3PerimeterLinked,
  dataS3SinglePolicy,
  dataS3SinglePolicyLinked,
  dataS3TlsOnly,
  dataS3Versioned,
  dataS3VersionedLinked,
  dataS3ZoneTag,
  netDefaultsLocked,
  netDefaultsLockedLinked,
  netDnsFirewall,
  netDnsLogged,
  netEgressGated,
  netEgressInspected,
  netEncryptionControl,
  netEndpointPolicy,
  netFlowLogs,
  netFlowLogsLinked,
  netGatewayEndpointsLinked,
  netInterfaceEndpoints,
  netInterfaceEndpointsLinked,
  netNaclExplicit,
  netNaclExplicitLinked,
  netNoDefaultVpc,
  netNoDefaultVpcLinked,
  netNoSideDoors,
  netPrivateSubnets,
  netPrivateSubnetsLinked,
  netSgNoWorld,
  trnApproverOnlyUpdates,
  trnEcrCmk,
  trnEcrForceDelete,
  trnEcrImmutable,
  trnEcrLifecycle,
  trnEcrLifecycleLinked,
  trnEcrNoStarPrincipal,
  trnEcrScanOnPush,
  trnEcrTemplateSame,
  trnDomainCmk,
  trnDomainDockerOff,
  trnDomainSourceIdentity,
  trnDomainSpaceSg,
  trnDomainSso,
  trnDomainVpcOnly,
  trnNbCmk,
  trnNbImdsv2,
  trnNbInVpc,
  trnNbNoInternet,
  trnNbNoRoot,
  trnNbPlatform,
  infApiEndpointType,
  infApiResourcePolicy,
  infApiResourcePolicyLinked,
  infMethodAuth,
  infMethodAuthLinked,
  infNoFunctionUrl,
  infProxyHardened,
  infProxyHardenedLinked,
  infEndpointconfigCmk,
  infEndpointconfigNoSsm,
  infModelIsolated,
  infModelPinned,
  trnProfileOwnRole,
  trnSsoProfileAssigned,
  trnImageByDigest,
  trnImageOwnRegistry,
  trnPipeNoSecurityParams,
  trnPipeRegisterInCondition,
  trnPipeRegisterPending,
  trnPipeRole,
  trnPipeS3Version,
  trnPipeStepRoles,
  trnPipeStepsPrivate,
  trnJobIntercontainer,
  trnJobIsolated,
  trnJobNoDebug,
  trnJobOutputKey,
  trnJobRuntimeCap,
  trnJobVolumeKey,
  trnJobVpc,
  trnPolicyDeadKeys,
  trnPolicyForallvaluesDeny,
  trnKmsGrantCondition,
  trnPassroleScoped,
  trnRoleCreategrantConditioned,
  trnRoleNoCreateloggroup,
  trnTrainingRoleReadonlyInput,
  trnTrustConfusedDeputy,
  trnTrustNoStarPrincipal,
  trnRoleHasGuardrail,
  infNoPublicServing,
  infNoWildcardInvoke,
  govAccountKeys,
  govAccountPabAllTrue,
  govArchiveDenyTamper,
  govArchiveImmutable,
  govArchiveImmutableLinked,
  govBoundaryDeniesComplete,
  govConfigNotToLockedBucket,
  govDeployerExists,
  govEndpointNeedsInvokeLogging,
  govEventTargetDlqRole,
  govFindingsRouted,
  govLambdaPermissionScoped,
  govLogGroupCmkRetention,
  govLogResourcePolicyScoped,
  govNoCrossRegionCopy,
  govNoCrossRegionCopyLinked,
  govMacieNotLockedOut,
  govMacieOn,
  govNoWorkloadReadOnArchive,
  govOidcTrustExact,
  govPayloadLogMaskedLinked,
  govProducerHasLogGroup,
  govRegionAllowlist,
  govRequiredTags,
  govRetentionInBounds,
  govRoleHasBoundary,
  govSingletonsOnlyInBaseline,
  govTrailBaseline,
  govTrailDataEvents,
  govTrailExists,
  govVolumeDefaults,
  govVolumeEncrypted,
  govExemptionValid,
];

/** Names of all rules, which an exemption may name. */
export const ruleNames: readonly string[] = rules.map(({ name }: Policy) => name);
