import { accountKeys } from "./accountKeys.js";
import { lockedArchive } from "./lockedArchive.js";
import { permissionsBoundary } from "./permissionsBoundary.js";
import { trail } from "./trail.js";

/** Controls of the governance tier, in the order of their ids. */
export const governanceControls = [trail, accountKeys, lockedArchive, permissionsBoundary] as const;
