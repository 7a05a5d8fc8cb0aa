export * from "./imageRegistry.js";
export * from "./imageRepositories.js";
export * from "./imageRepositoryPolicy.js";
export * from "./notebook.js";
export * from "./studioDomain.js";
export * from "./studioUsers.js";
