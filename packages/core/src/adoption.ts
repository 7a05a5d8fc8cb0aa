import type * as pulumi from "@pulumi/pulumi";

/**
 * What a stack does about something of which an account or a Region holds only one, where AWS knows only "set":
 *
 * - `create`: sets it, whatever was there
 * - `external`: leaves it to somebody else
 */
export type Adoption = "create" | "external";

/**
 * Resource options of something that AWS makes once, and that may exist already.
 *
 * @param adoption `create`, or `import:<id>` for one run that takes the existing one over. The import fails at preview
 * when any declared input differs from what exists
 */
export function adoptionOptions(adoption: string): pulumi.CustomResourceOptions {
  return adoption.startsWith("import:") ? { import: adoption.slice("import:".length) } : {};
}
