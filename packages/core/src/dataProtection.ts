import type * as pulumi from "@pulumi/pulumi";

/**
 * What happens to resources that hold data, or without which data cannot be read, when a stack is destroyed.
 *
 * - `retain`: they are protected against deletion and stay behind
 * - `disposable`: they are deleted with everything in them
 */
export type DataProtection = "retain" | "disposable";

/** Resource options of something that holds data. */
export function dataProtectionOptions(protection: DataProtection): pulumi.CustomResourceOptions {
  return protection === "retain" ? { protect: true, retainOnDelete: true } : {};
}
