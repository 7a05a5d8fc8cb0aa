import { describe, expect, it } from "vitest";
import { z } from "zod";
import { dataSetProblems, dataSetShape } from "./dataSets.js";

const schema = z.strictObject(dataSetShape);
const customers = {
  name: "customers",
  purpose: "Predict which customers leave",
  zones: ["raw", "labels"],
  classification: "restricted",
  regimes: { gdpr: "legitimate-interests" },
  retentionDays: 365,
};
const features = {
  name: "features",
  purpose: "Train the model of who leaves",
  zones: ["features"],
  classification: "internal",
  regimes: {},
};
const environment = {
  dataClassification: "restricted",
  dataProtection: "retain",
  personalDataDays: 365,
  supersededVersionDays: { standard: 90, personal: 30 },
};
const told = (dataSets: readonly unknown[], changes: object = {}) => [
  ...(schema.safeParse({ dataSets }).error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
  ...dataSetProblems({ ...environment, ...changes, dataSets }).map(
    ({ path, message }) => `${path.join(".")} ${message}`,
  ),
];

describe("data sets of the config", { tags: ["DATA-33"] }, () => {
  it("are none by default", () => {
    expect(schema.parse({})).toEqual({ dataSets: [] });
    expect(told([customers, features])).toEqual([]);
  });

  it.each<[object, string]>([
    [{ name: "Customers" }, "name must be 2 to 63 lower-case letters, digits or hyphens, starting with a letter"],
    [{ purpose: "ML" }, "purpose must say in 10 to 200 characters what the data is used for"],
    [{ zones: [] }, "zones must name at least 1 zone"],
    [{ zones: ["raw", "raw"] }, "zones must name each zone once (twice: raw)"],
    [{ classification: undefined }, "classification must be one of public, internal, confidential, restricted"],
    [{ classification: "secret" }, "classification must be one of public, internal, confidential, restricted"],
    [{ regimes: { ccpa: "consent" } }, "regimes must name laws by gdpr, hipaa, pdpo, other (here: ccpa)"],
    [{ retentionDays: 1 }, "retentionDays must be a whole number of days from 2 to 2557"],
    [{ minimumDays: 0 }, "minimumDays must be a whole number of days from 1 to 2557"],
  ])("are refused: %j", (changes, problem) => {
    expect(told([{ ...customers, ...changes }])[0]).toBe(`dataSets.0.${problem}`);
  });

  it.each(["audit-logs", "evidence", "artifacts", "scratch"])("lie in no zone such as %s", (zone) => {
    expect(told([{ ...customers, zones: [zone] }])).toEqual([
      "dataSets.0.zones.0 must be one of raw, curated, features, capture, labels: copies reach quarantine and scratch " +
        "anyway, artifacts holds models, and what is locked in audit-logs and evidence could never be erased",
    ]);
  });

  it.each<[object, string]>([
    [
      { gdpr: null },
      "gdpr must be the lawful basis, one of consent, contract, legal-obligation, vital-interests, public-task, " +
        "legitimate-interests: GDPR (Article 6(1)) wants one",
    ],
    [
      { hipaa: "consent" },
      "hipaa must be the lawful basis, one of treatment-payment-operations, authorization, limited-data-set, " +
        "research-waiver, public-interest: HIPAA (45 CFR 164.502(a)) wants one",
    ],
    [
      { pdpo: "none" },
      "pdpo must be the lawful basis, one of collection-purpose, prescribed-consent, exemption: Personal Data (Privacy) " +
        "Ordinance (Data Protection Principle 3) wants one",
    ],
  ])("have a lawful basis under each law: %j", (regimes, problem) => {
    expect(told([{ ...customers, regimes }])).toEqual([`dataSets.0.regimes.${problem}`]);
  });

  it("are known by their names", () => {
    expect(told([features, features])).toEqual(["dataSets.1.name must stand once; dataSets[0] is the same"]);
  });

  it("are no more sensitive than the environment, and personal data is confidential at least", () => {
    expect(told([customers], { dataClassification: "confidential" })).toEqual([
      "dataSets.0.classification must be at most confidential, the dataClassification of the environment",
    ]);
    expect(
      told([{ ...customers, classification: "internal", regimes: { gdpr: "consent", pdpo: "exemption" } }]),
    ).toEqual([
      "dataSets.0.classification must be confidential or restricted, since gdpr and pdpo in regimes means personal data",
    ]);
  });

  it("are kept no longer than personal data may be", () => {
    expect(told([{ ...customers, retentionDays: 366 }])).toEqual([
      "dataSets.0.retentionDays must be at most 365, personalDataDays, for personal data",
    ]);
    expect(
      told([{ ...customers, retentionDays: 400 }], { dataProtection: "disposable", personalDataDays: 730 }),
    ).toEqual([
      "dataSets.0.retentionDays must be at most 365, the most where data may be thrown away, for personal data",
    ]);
    expect(told([{ ...features, retentionDays: 1000 }])).toEqual([]);
  });

  it("outlive their own superseded versions", () => {
    const problem = (days: number) =>
      `dataSets.0.retentionDays must be more than the ${days} days for which superseded versions are kept`;
    expect(told([{ ...customers, retentionDays: 30 }])).toEqual([problem(30)]);
    expect(told([{ ...features, retentionDays: 90 }])).toEqual([problem(90)]);
    expect(told([{ ...features, zones: ["raw"], retentionDays: 31 }])).toEqual([]);
  });

  it("are not ended before a law lets them, by themselves, by others or by the environment", () => {
    const problem = (index: number, days: number, zone: string) =>
      `dataSets.${index}.minimumDays must not be more than the ${days} days after which everything in the zone ${zone} ` +
      "ends (the shortest retentionDays of its data sets, or personalDataDays): keep what a law wants kept in a zone of " +
      "its own";
    const records = { ...features, name: "records", minimumDays: 2190 };
    expect(told([records])).toEqual([]);
    expect(told([{ ...records, zones: ["features", "labels"] }])).toEqual([problem(0, 365, "labels")]);
    expect(told([{ ...features, retentionDays: 730 }, records])).toEqual([problem(1, 730, "features")]);
    expect(told([{ ...customers, minimumDays: 366 }]).length).toBe(2);
  });

  it("are told all at once", () => {
    const wrong = [
      { ...customers, name: "X", classification: undefined, regimes: { gdpr: undefined, hipaa: "consent" } },
      { ...customers, classification: "public", retentionDays: 400 },
    ];
    expect(told(wrong, { dataClassification: "confidential" }).map((line) => line.split(" ")[0])).toEqual([
      "dataSets.0.name",
      "dataSets.0.classification",
      "dataSets.0.regimes.hipaa",
      "dataSets.1.classification",
      "dataSets.1.retentionDays",
    ]);
  });

  it("pass over what is malformed and reported elsewhere", () => {
    for (const dataSets of [undefined, "none", [null], [{}], [{ zones: "raw", regimes: 1, retentionDays: "long" }]]) {
      expect(dataSetProblems({ dataSets })).toEqual([]);
    }
  });
});
