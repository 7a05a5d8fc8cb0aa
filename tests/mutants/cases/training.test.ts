import { itNotices, itNoticesBeforeCreation } from "../itNotices.js";
import { trainingMutants, unknownTrainingMutants } from "./training.js";

itNotices(trainingMutants);
itNoticesBeforeCreation(unknownTrainingMutants);
