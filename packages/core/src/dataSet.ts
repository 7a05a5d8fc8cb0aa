import { regimeNames, type LawfulBasis, type RegimeName } from "@secure-ml/controls";
import { dataClassifications, type DataClassification } from "./tags.js";

/** Zones in which a data set may be at home; copies of it also reach `quarantine` and `scratch`. */
export const dataSetZones = ["raw", "curated", "features", "capture", "labels"] as const;

/** One of {@link dataSetZones}. */
export type DataSetZone = (typeof dataSetZones)[number];

/** Zones that may hold any data set, whatever is said of it. */
const zonesOfCopies: readonly string[] = ["quarantine", "scratch"];

/** Zones whose objects are untreated, or may be: personal data can be in them before anybody has looked. */
export const untreatedZones: readonly string[] = ["raw", "capture", "labels", ...zonesOfCopies];

/** What a data set is, for whom and for how long it may be held (DATA-33). */
export interface DataSet {
  /** Short name. */
  readonly name: string;
  /** What it is used for, as the processing register says it; no personal data. */
  readonly purpose: string;
  /** Zones in which it lies. */
  readonly zones: readonly DataSetZone[];
  readonly classification: DataClassification;
  /** Lawful basis by the law under which it holds personal data; empty where it holds none. */
  readonly regimes: Readonly<Partial<Record<RegimeName, LawfulBasis | undefined>>>;
  /**
   * Days after which nothing may be left of it.
   * @defaultValue the environment's days for personal data; for other data, until somebody deletes it
   */
  readonly retentionDays?: number | undefined;
  /**
   * Days for which a law demands that it is kept.
   * @defaultValue none
   */
  readonly minimumDays?: number | undefined;
}

/** Whether a data set holds personal data. */
export function isPersonal({ regimes }: Pick<DataSet, "regimes">): boolean {
  return Object.values(regimes).some((basis) => basis !== undefined);
}

/**
 * Which data sets a zone may hold: those that name it; and all where copies go, or where nobody said what an untreated
 * zone holds.
 */
export function dataSetsIn<T extends Pick<DataSet, "zones">>(zone: string, dataSets: readonly T[]): readonly T[] {
  const named = dataSets.filter(({ zones }) => (zones as readonly string[]).includes(zone));
  const anything = zonesOfCopies.includes(zone) || (named.length === 0 && untreatedZones.includes(zone));
  return anything ? dataSets : named;
}

/** Whether personal data may be in a zone. */
export function mayBePersonal(zone: string, dataSets: readonly Pick<DataSet, "regimes" | "zones">[]): boolean {
  return untreatedZones.includes(zone) || dataSetsIn(zone, dataSets).some(isPersonal);
}

/**
 * Days after which nothing is left of what lies in a zone: a bucket has one lifetime, so the shortest of its data sets'
 * holds for all.
 *
 * @param personalDataDays the environment's days for personal data
 * @returns nothing where neither personal data nor any data set sets an end
 */
export function zoneLifetime(
  zone: string,
  dataSets: readonly Pick<DataSet, "regimes" | "retentionDays" | "zones">[],
  personalDataDays: number,
): number | undefined {
  const ends = [
    ...(mayBePersonal(zone, dataSets) ? [personalDataDays] : []),
    ...dataSetsIn(zone, dataSets).flatMap(({ retentionDays }) => (retentionDays === undefined ? [] : [retentionDays])),
  ];
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** What a store says of data that lies in it. */
export interface HeldData extends Pick<DataSet, "name" | "purpose"> {
  /** @defaultValue the stack's own */
  readonly classification?: DataClassification;
  /** @defaultValue none: it is no personal data, or nobody has said under which law */
  readonly regimes?: DataSet["regimes"];
}

/** What a store holds in all. */
export interface StoreContents {
  /** The most sensitive of what it holds; absent where nothing says more than the stack's own tag. */
  readonly classification?: DataClassification;
  /** Lawful bases by the law under which it holds personal data. */
  readonly regimes: Readonly<Partial<Record<RegimeName, readonly LawfulBasis[]>>>;
}

/** What a store holds in which these data sets lie. */
export function contentsOf(dataSets: readonly HeldData[]): StoreContents {
  const held = dataClassifications.filter((one) => dataSets.some(({ classification }) => classification === one));
  const classification = held.at(-1);
  const bases = (name: RegimeName): readonly LawfulBasis[] => [
    ...new Set(dataSets.flatMap(({ regimes = {} }) => (regimes[name] === undefined ? [] : [regimes[name]]))),
  ];
  return {
    ...(classification === undefined ? {} : { classification }),
    regimes: Object.fromEntries(regimeNames.flatMap((name) => (bases(name).length === 0 ? [] : [[name, bases(name)]]))),
  };
}
