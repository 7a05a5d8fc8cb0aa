export * from "./flowLogFormat.js";
export * from "./flowLogs.js";
export * from "./lockedDefaults.js";
export * from "./privateNetwork.js";
export * from "./subnetPlan.js";
