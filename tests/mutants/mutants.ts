import { dataMutants, unknownDataMutants } from "./cases/data.js";
import { deploymentMutants } from "./cases/deployment.js";
import { discoveryMutants } from "./cases/discovery.js";
import { frontDoorMutants } from "./cases/frontDoor.js";
import { governanceMutants } from "./cases/governance.js";
import { networkMutants, unknownNetworkMutants } from "./cases/network.js";
import { peopleMutants } from "./cases/people.js";
import { studioMutants } from "./cases/studio.js";
import { inferenceMutants } from "./cases/inference.js";
import { trainingMutants, unknownTrainingMutants } from "./cases/training.js";
import type { Mutant } from "./mutant.js";

/** Every way below is tried on the prod stacks, with the pack's config for prod. */
export const mutants: readonly Mutant[] = [
  ...dataMutants,
  ...networkMutants,
  ...trainingMutants,
  ...studioMutants,
  ...inferenceMutants,
  ...frontDoorMutants,
  ...governanceMutants,
  ...deploymentMutants,
  ...discoveryMutants,
  ...peopleMutants,
];

/** What somebody did to a stack of which nothing exists yet, so that ids and ARNs cannot be known. */
export const unknownMutants: readonly Mutant[] = [
  ...unknownDataMutants,
  ...unknownNetworkMutants,
  ...unknownTrainingMutants,
];
