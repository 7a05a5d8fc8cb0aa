export * from "./imageRegistry.js";
export * from "./imageRepositories.js";
export * from "./imageRepositoryPolicy.js";
