/** A law under which personal data is held, and what it lets somebody hold the data for. */
export interface Regime {
  /** The law, as people know it. */
  readonly law: string;
  /** Where the law lists what makes it lawful to hold the data. */
  readonly source: string;
  /** Grounds that the law accepts, as tag values. */
  readonly lawfulBases: readonly string[];
}

/**
 * Laws under which a store may hold personal data (DATA-33), by the value of the tag `regime`, with the values that the
 * tag `lawful-basis` may then have. Which of them applies, and whether it does, only counsel can say.
 *
 * @see EU, "Regulation (EU) 2016/679", Article 6(1): https://eur-lex.europa.eu/eli/reg/2016/679/oj
 */
export const regimes = {
  gdpr: {
    law: "GDPR",
    source: "Article 6(1)",
    lawfulBases: ["consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interests"],
  },
  hipaa: {
    law: "HIPAA",
    source: "45 CFR 164.502(a)",
    lawfulBases: [
      "treatment-payment-operations",
      "authorization",
      "limited-data-set",
      "research-waiver",
      "public-interest",
    ],
  },
  pdpo: {
    law: "Personal Data (Privacy) Ordinance",
    source: "Data Protection Principle 3",
    lawfulBases: ["collection-purpose", "prescribed-consent", "exemption"],
  },
  other: { law: "another law", source: "the processing register", lawfulBases: ["registered"] },
} as const satisfies Readonly<Record<string, Regime>>;

/** Value of the tag `regime` of a store with personal data. */
export type RegimeName = keyof typeof regimes;

/** Names of {@link regimes}. */
export const regimeNames = Object.keys(regimes) as readonly RegimeName[];

/** Value of the tag `lawful-basis` of a store with personal data. */
export type LawfulBasis = (typeof regimes)[RegimeName]["lawfulBases"][number];

/** Value of `regime` and `lawful-basis` where no personal data is held. */
export const noRegime = "none";

/** Value of `retention-days` where nothing ends by itself. */
export const noRetention = "until-deleted";
