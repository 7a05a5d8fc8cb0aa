export * from "./endpointPolicies.js";
export * from "./flowLogFormat.js";
export * from "./flowLogs.js";
export * from "./gatewayEndpoints.js";
export * from "./lockedDefaults.js";
export * from "./privateNetwork.js";
export * from "./subnetPlan.js";
