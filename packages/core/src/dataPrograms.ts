/** Where the programs of data jobs lie in the account's bucket `code`; only the account stack's deployer writes there. */
export const programPrefix = "programs/";

/** Roles that data jobs work with, by what they are for. */
export const dataJobRoles = ["etl", "labels"] as const;

/** One of {@link dataJobRoles}. */
export type DataJobRole = (typeof dataJobRoles)[number];
