import { regimeNames, regimes, retentionClasses, type LawfulBasis, type RegimeName } from "@secure-ml/controls";
import { z } from "zod";
import { dataSetZones, isPersonal, mayBePersonal, zoneLifetime, type DataSet } from "../dataSet.js";
import { dataClassifications, type DataClassification } from "../tags.js";
import { asMap, mapsIn, repeatedName, type ConfigProblem, type Given } from "./given.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

const { personalData } = retentionClasses;

/** Which grounds a law accepts. */
function lawfulBasis(name: RegimeName) {
  const { law, source, lawfulBases } = regimes[name];
  return z
    .enum(
      lawfulBases as readonly [LawfulBasis, ...LawfulBasis[]],
      `must be the lawful basis, one of ${lawfulBases.join(", ")}: ${law} (${source}) wants one`,
    )
    .describe(`Lawful basis under ${law}, ${source}.`);
}

/** Keys of the platform stack's config that say which data the environment holds. */
export const dataSetShape = {
  dataSets: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(
            /^[a-z][a-z0-9-]{1,62}$/,
            "must be 2 to 63 lower-case letters, digits or hyphens, starting with a letter",
          )
          .describe("Short name, 2 to 63 lower-case characters."),
        purpose: z
          .string()
          .regex(/^[^\p{C}]{10,200}$/u, "must say in 10 to 200 characters what the data is used for")
          .describe("What the data is used for, as the processing register says it, 10 to 200 characters."),
        zones: uniqueList(
          z.enum(
            dataSetZones,
            `must be one of ${dataSetZones.join(", ")}: copies reach quarantine and scratch anyway, artifacts holds ` +
              "models, and what is locked in audit-logs and evidence could never be erased",
          ),
          1,
          "zone",
        ).describe("Zones in which it lies; copies of it reach `quarantine` and `scratch` anyway."),
        classification: z
          .enum(dataClassifications, `must be one of ${dataClassifications.join(", ")}`)
          .describe("How sensitive it is, at most the stack's `dataClassification`."),
        regimes: z
          .strictObject(
            Object.fromEntries(regimeNames.map((name) => [name, lawfulBasis(name).optional()])) as {
              [Name in RegimeName]: z.ZodOptional<ReturnType<typeof lawfulBasis>>;
            },
            {
              error: (issue) =>
                issue.code === "unrecognized_keys"
                  ? `must name laws by ${regimeNames.join(", ")} (here: ${issue.keys.join(", ")})`
                  : undefined,
            },
          )
          .describe("Lawful basis by the law under which it holds personal data; empty where it holds none."),
        retentionDays: wholeNumber(personalData.prod.least, personalData.prod.most, "days")
          .optional()
          .describe(
            "Days after which nothing is left of it. The shortest in a zone holds for the whole zone. Default: `personalDataDays` for personal data; for other data, until somebody deletes it.",
          ),
        minimumDays: wholeNumber(1, personalData.prod.most, "days")
          .optional()
          .describe("Days for which a law demands that it is kept; its zones must not end it before."),
      }),
    )
    .default([])
    .describe("Data sets of the environment, from which each store gets its tags, its lifetime and its record."),
};

/**
 * What is wrong with the data sets of a config, besides the form of single values.
 *
 * @param config the whole config, of whatever form: what is malformed has been reported already and is passed over
 * @returns each problem with the key that it is about; empty when there is none
 */
export function dataSetProblems(config: object): readonly ConfigProblem[] {
  const { dataSets, dataClassification, dataProtection, personalDataDays, supersededVersionDays } = config as Given;
  const given = mapsIn(dataSets);
  const sound = given.map(soundPart);
  const names = given.map(({ name }) => name);
  const environment: Environment = {
    classification: dataClassification,
    most: retentionClasses.personalData[dataProtection === "disposable" ? "dev" : "prod"].most,
    personalDataDays: numberOr(personalDataDays, personalData.prod.usual),
    supersededDays: {
      personal: numberOr(asMap(supersededVersionDays)["personal"], retentionClasses.supersededVersion.prod.usual),
      standard: numberOr(asMap(supersededVersionDays)["standard"], retentionClasses.supersededStandard.prod.usual),
    },
  };
  return given.flatMap((dataSet, index) => [
    ...repeatedName(["dataSets"], names, index),
    ...classificationProblems(index, dataSet, environment),
    ...retentionProblems(index, sound, environment),
  ]);
}

interface Environment {
  readonly classification: unknown;
  readonly most: number;
  readonly personalDataDays: number;
  readonly supersededDays: Readonly<Record<"personal" | "standard", number>>;
}

/** What the lifetime of a zone depends on, as far as it is well-formed. */
type SoundDataSet = Pick<DataSet, "minimumDays" | "regimes" | "retentionDays" | "zones">;

function classificationProblems(
  index: number,
  { classification, regimes: laws }: Given,
  environment: Environment,
): readonly ConfigProblem[] {
  const rank = (value: unknown): number => dataClassifications.indexOf(value as DataClassification);
  if (rank(classification) < 0) return [];
  const names = regimeNames.filter((name) => name in asMap(laws));
  return [
    ...(rank(environment.classification) >= 0 && rank(classification) > rank(environment.classification)
      ? [
          at(
            index,
            "classification",
            `must be at most ${String(environment.classification)}, the dataClassification of the environment`,
          ),
        ]
      : []),
    ...(names.length > 0 && rank(classification) < rank("confidential")
      ? [
          at(
            index,
            "classification",
            `must be confidential or restricted, since ${names.join(" and ")} in regimes means personal data`,
          ),
        ]
      : []),
  ];
}

function retentionProblems(
  index: number,
  dataSets: readonly SoundDataSet[],
  { most, personalDataDays, supersededDays }: Environment,
): readonly ConfigProblem[] {
  const { regimes: laws, zones, retentionDays, minimumDays } = dataSets[index] ?? soundPart({});
  const personal = isPersonal({ regimes: laws });
  const problems: ConfigProblem[] = [];
  if (retentionDays !== undefined) {
    const limit = Math.min(most, personalDataDays);
    if (personal && retentionDays > limit) {
      const reason = limit === personalDataDays ? "personalDataDays" : "the most where data may be thrown away";
      problems.push(at(index, "retentionDays", `must be at most ${limit}, ${reason}, for personal data`));
    }
    // What expires becomes a superseded version first, in each of its zones.
    const kinds = new Set(zones.map((zone) => (mayBePersonal(zone, dataSets) ? "personal" : "standard")));
    const superseded = Math.max(0, ...[...kinds].map((kind) => supersededDays[kind]));
    if (retentionDays <= superseded) {
      problems.push(
        at(index, "retentionDays", `must be more than the ${superseded} days for which superseded versions are kept`),
      );
    }
  }
  if (minimumDays !== undefined) {
    for (const zone of zones) {
      const lifetime = zoneLifetime(zone, dataSets, personalDataDays);
      if (lifetime !== undefined && lifetime < minimumDays) {
        problems.push(
          at(
            index,
            "minimumDays",
            `must not be more than the ${lifetime} days after which everything in the zone ${zone} ends (the shortest ` +
              "retentionDays of its data sets, or personalDataDays): keep what a law wants kept in a zone of its own",
          ),
        );
      }
    }
  }
  return problems;
}

function soundPart({ regimes: laws, zones, retentionDays, minimumDays }: Given): SoundDataSet {
  return {
    regimes: asMap(laws),
    zones: dataSetZones.filter((zone) => Array.isArray(zones) && zones.includes(zone)),
    retentionDays: numberOr(retentionDays, undefined),
    minimumDays: numberOr(minimumDays, undefined),
  };
}

function at(index: number, key: string, message: string): ConfigProblem {
  return { path: ["dataSets", index, key], message };
}

function numberOr<T>(value: unknown, otherwise: T): T | number {
  return Number.isSafeInteger(value) ? (value as number) : otherwise;
}
