import { budgetAndCapacityLimits } from "./budgetAndCapacityLimits.js";
import { codeArtifactRepositories } from "./codeArtifactRepositories.js";
import { codeFromGit } from "./codeFromGit.js";
import { experimentsAndLineage } from "./experimentsAndLineage.js";
import { featureStore } from "./featureStore.js";
import { gatedRegistration } from "./gatedRegistration.js";
import { imageBuild } from "./imageBuild.js";
import { imageDigests } from "./imageDigests.js";
import { imageRepositories } from "./imageRepositories.js";
import { imageScanGate } from "./imageScanGate.js";
import { jobAlarms } from "./jobAlarms.js";
import { jobGuardrail } from "./jobGuardrail.js";
import { jobLogs } from "./jobLogs.js";
import { jobNetwork } from "./jobNetwork.js";
import { keyUse } from "./keyUse.js";
import { modelRegistryAndCards } from "./modelRegistryAndCards.js";
import { networkSignals } from "./networkSignals.js";
import { noJobsInUp } from "./noJobsInUp.js";
import { noRunTimePackages } from "./noRunTimePackages.js";
import { notebookInstances } from "./notebookInstances.js";
import { passRoleAndTrustScoping } from "./passRoleAndTrustScoping.js";
import { personas } from "./personas.js";
import { poisoningChecks } from "./poisoningChecks.js";
import { releasePipeline } from "./releasePipeline.js";
import { retrainingDoor } from "./retrainingDoor.js";
import { rogueJobsStopped } from "./rogueJobsStopped.js";
import { secretsForTrainingData } from "./secretsForTrainingData.js";
import { softwareBillOfMaterials } from "./softwareBillOfMaterials.js";
import { stateEvents } from "./stateEvents.js";
import { studioDomain } from "./studioDomain.js";
import { studioSessionHardening } from "./studioSessionHardening.js";
import { trainingPipeline } from "./trainingPipeline.js";
import { trainingRole } from "./trainingRole.js";
import { unconstrainedCreationCalls } from "./unconstrainedCreationCalls.js";

/** All controls of the training tier, in order of their ids. */
export const trainingControls = [
  studioDomain,
  personas,
  studioSessionHardening,
  notebookInstances,
  codeFromGit,
  secretsForTrainingData,
  jobGuardrail,
  unconstrainedCreationCalls,
  trainingRole,
  passRoleAndTrustScoping,
  keyUse,
  jobNetwork,
  noRunTimePackages,
  codeArtifactRepositories,
  imageRepositories,
  imageScanGate,
  softwareBillOfMaterials,
  imageBuild,
  releasePipeline,
  imageDigests,
  trainingPipeline,
  gatedRegistration,
  modelRegistryAndCards,
  experimentsAndLineage,
  featureStore,
  jobAlarms,
  networkSignals,
  stateEvents,
  rogueJobsStopped,
  jobLogs,
  budgetAndCapacityLimits,
  poisoningChecks,
  retrainingDoor,
  noJobsInUp,
] as const;
