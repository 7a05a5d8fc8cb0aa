import { noRetention } from "@secure-ml/controls";
import { contentsOf, type Environment, type HeldData, type StoreContents } from "@secure-ml/core";

/** What a store holds, why, for how long and where: an entry of the register of processing (GDPR, Article 30). */
export interface ProcessingRecord extends StoreContents {
  /** Name of the store. */
  readonly store: string;
  readonly kind: "bucket" | "table";
  readonly region: string;
  /** Whether personal data may be in it. */
  readonly personalData: boolean;
  /** Days after which nothing is left of what it holds, or `until-deleted`. */
  readonly retentionDays: number | typeof noRetention;
  /** What it holds, by name, each with what it is used for. */
  readonly dataSets: Readonly<Record<string, string>>;
}

/** What the record of a store is made from. */
export interface StoreRecordFacts {
  readonly store: string;
  readonly kind: ProcessingRecord["kind"];
  readonly environment: Pick<Environment, "region">;
  readonly personalData: boolean;
  /** Days after which nothing is left; absent where nothing ends by itself. */
  readonly retentionDays?: number | undefined;
  readonly dataSets: readonly HeldData[];
}

/** The record of a store. */
export function processingRecord(facts: StoreRecordFacts): ProcessingRecord {
  return {
    store: facts.store,
    kind: facts.kind,
    region: facts.environment.region,
    personalData: facts.personalData,
    ...contentsOf(facts.dataSets),
    retentionDays: facts.retentionDays ?? noRetention,
    dataSets: Object.fromEntries(facts.dataSets.map(({ name, purpose }) => [name, purpose])),
  };
}
