import { noRegime, noRetention, regimeNames } from "@secure-ml/controls";
import { contentsOf, type HeldData } from "./dataSet.js";

/** What the tags of a store say of it. */
export interface StoreFacts {
  /** Whether personal data may be in it. */
  readonly personalData: boolean;
  /** What it holds. */
  readonly dataSets?: readonly HeldData[] | undefined;
  /** Days after which nothing is left of what it holds; absent where nothing ends by itself. */
  readonly retentionDays?: number | undefined;
}

/**
 * The tags by which a store says what it holds, why and for how long (DATA-33). Several values of one tag stand one after
 * the other, with a space between them. They are no place for personal data: tags are shown and logged everywhere.
 *
 * @see AWS, "AWS Resource Groups Tagging API Reference":
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/overview.html
 */
export function storeTags({ personalData, dataSets = [], retentionDays }: StoreFacts): Record<string, string> {
  const { classification, regimes } = contentsOf(dataSets);
  const names = regimeNames.filter((regime) => regimes[regime] !== undefined);
  const bases = [...new Set(names.flatMap((regime) => regimes[regime] ?? []))];
  const joined = (values: readonly string[]): string => (values.length === 0 ? noRegime : values.join(" "));
  return {
    "personal-data": String(personalData),
    regime: joined(names),
    "lawful-basis": joined(bases),
    "retention-days": retentionDays === undefined ? noRetention : String(retentionDays),
    ...(classification === undefined ? {} : { "data-classification": classification }),
  };
}
