import { itNotices } from "../itNotices.js";
import { deploymentMutants } from "./deployment.js";

itNotices(deploymentMutants);
