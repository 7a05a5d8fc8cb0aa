import { defaultsLocked } from "./defaultsLocked.js";
import { flowLogs } from "./flowLogs.js";
import { ownVpc } from "./ownVpc.js";
import { privateSubnets } from "./privateSubnets.js";

/** Controls of the network tier, in the order of their ids. */
export const networkControls = [ownVpc, privateSubnets, defaultsLocked, flowLogs] as const;
