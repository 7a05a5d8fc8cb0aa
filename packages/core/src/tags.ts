/** How sensitive the data in a store is, least first. */
export const dataClassifications = ["public", "internal", "confidential", "restricted"] as const;

/** One of {@link dataClassifications}. */
export type DataClassification = (typeof dataClassifications)[number];

/** Facts that every resource of a stack is tagged with. */
export interface RequiredTags {
  readonly project: string;
  readonly environment: string;
  /** Team that answers for it; a team's name, not a person's. */
  readonly owner: string;
  readonly costCenter: string;
  readonly dataClassification: DataClassification;
}

/**
 * The tags that the provider puts on everything that can carry tags.
 *
 * @returns tag values by tag key, as the provider's `defaultTags.tags`
 */
export function defaultTags(tags: RequiredTags): Record<string, string> {
  return {
    project: tags.project,
    environment: tags.environment,
    owner: tags.owner,
    "cost-center": tags.costCenter,
    "data-classification": tags.dataClassification,
  };
}
