import { accessLog } from "./accessLog.js";
import { adversarialInputDetector } from "./adversarialInputDetector.js";
import { answerLimits } from "./answerLimits.js";
import { apiLogRole } from "./apiLogRole.js";
import { apiPlacement } from "./apiPlacement.js";
import { biasAndAttributionMonitor } from "./biasAndAttributionMonitor.js";
import { boundedAutoscaling } from "./boundedAutoscaling.js";
import { codeSigning } from "./codeSigning.js";
import { cognitoAuthentication } from "./cognitoAuthentication.js";
import { dataCapture } from "./dataCapture.js";
import { dataQualityMonitor } from "./dataQualityMonitor.js";
import { deploymentHygiene } from "./deploymentHygiene.js";
import { driftResponse } from "./driftResponse.js";
import { endpointAvailability } from "./endpointAvailability.js";
import { executionLogAndTracing } from "./executionLogAndTracing.js";
import { guardedRollout } from "./guardedRollout.js";
import { inferenceProxy } from "./inferenceProxy.js";
import { invocationAudit } from "./invocationAudit.js";
import { invocationByTheProxyOnly } from "./invocationByTheProxyOnly.js";
import { isolatedContainers } from "./isolatedContainers.js";
import { keyEqualsTenant } from "./keyEqualsTenant.js";
import { lambdaAuthorizer } from "./lambdaAuthorizer.js";
import { lowConfidenceAnswers } from "./lowConfidenceAnswers.js";
import { methodAuthentication } from "./methodAuthentication.js";
import { modelQualityMonitor } from "./modelQualityMonitor.js";
import { monitoringBackend } from "./monitoringBackend.js";
import { mutualTls } from "./mutualTls.js";
import { noOtherServing } from "./noOtherServing.js";
import { ownKeysOnEndpoints } from "./ownKeysOnEndpoints.js";
import { predictionShift } from "./predictionShift.js";
import { protectedBaselines } from "./protectedBaselines.js";
import { queryPatterns } from "./queryPatterns.js";
import { requestSchema } from "./requestSchema.js";
import { secondCheckInTheProxy } from "./secondCheckInTheProxy.js";
import { serviceAlarms } from "./serviceAlarms.js";
import { tenantProofInTheContainer } from "./tenantProofInTheContainer.js";
import { tenantSeparation } from "./tenantSeparation.js";
import { throttling } from "./throttling.js";
import { tlsFloor } from "./tlsFloor.js";
import { usagePlans } from "./usagePlans.js";
import { webAcl } from "./webAcl.js";
import { webAclAttachedAndLogged } from "./webAclAttachedAndLogged.js";

/** All controls of the inference tier, in order of their ids. */
export const inferenceControls = [
  isolatedContainers,
  ownKeysOnEndpoints,
  endpointAvailability,
  boundedAutoscaling,
  guardedRollout,
  invocationByTheProxyOnly,
  tenantProofInTheContainer,
  apiPlacement,
  methodAuthentication,
  cognitoAuthentication,
  lambdaAuthorizer,
  keyEqualsTenant,
  tenantSeparation,
  usagePlans,
  throttling,
  webAcl,
  webAclAttachedAndLogged,
  requestSchema,
  secondCheckInTheProxy,
  tlsFloor,
  mutualTls,
  accessLog,
  apiLogRole,
  executionLogAndTracing,
  deploymentHygiene,
  inferenceProxy,
  codeSigning,
  answerLimits,
  dataCapture,
  monitoringBackend,
  dataQualityMonitor,
  modelQualityMonitor,
  biasAndAttributionMonitor,
  protectedBaselines,
  serviceAlarms,
  predictionShift,
  driftResponse,
  adversarialInputDetector,
  lowConfidenceAnswers,
  queryPatterns,
  invocationAudit,
  noOtherServing,
] as const;
