import { logRetentionDays, retentionClasses, type RetentionClassName } from "@secure-ml/controls";
import { z } from "zod";
import type { ConfigProblem } from "./given.js";
import { wholeNumber } from "./wholeNumber.js";

const { archive, auditLogGroup, logGroup, personalData, supersededArtifact, supersededStandard, supersededVersion } =
  retentionClasses;

/** Object Lock of the account's records. */
export const archiveSchema = z
  .strictObject({
    lockMode: z
      .enum(["COMPLIANCE", "GOVERNANCE"])
      .default("COMPLIANCE")
      .describe(
        "`COMPLIANCE` cannot be lifted by anybody, root included; `GOVERNANCE` can, with a special permission.",
      ),
    lockDays: wholeNumber(1, archive.prod.most, "days")
      .default(archive.prod.usual)
      .describe(
        `Days that archived logs and evidence cannot be deleted: with \`COMPLIANCE\` at least ${archive.prod.least}; at most ${archive.dev.most} where \`dataProtection\` is \`disposable\`.`,
      ),
    acceptIrreversibleLock: z
      .boolean()
      .default(false)
      .describe(
        "Must be true for `COMPLIANCE`: nobody can delete the buckets until the last object's lock has run out.",
      ),
  })
  .prefault({})
  .describe("Object Lock of the `audit-logs` and `evidence` buckets.");

/** How long log groups keep their events. */
export const logRetentionSchema = z
  .strictObject({
    standardDays: logPeriod(logGroup.prod.usual).describe("Days that ordinary log groups keep their events."),
    auditDays: logPeriod(auditLogGroup.prod.usual).describe(
      "Days that log groups with audit records keep their events.",
    ),
    deletionProtection: z.boolean().default(true).describe("Whether the service refuses to delete a log group."),
  })
  .prefault({})
  .describe("How long log groups keep their events; CloudWatch Logs offers fixed periods only.");

/** How long the environment's buckets keep what they hold. */
export const bucketRetentionShape = {
  personalDataDays: wholeNumber(personalData.prod.least, personalData.prod.most, "days")
    .default(personalData.prod.usual)
    .describe(
      `Days after which nothing is left of an object that may hold personal data, superseded versions included, ${personalData.prod.least} to ${personalData.prod.most}; at most ${personalData.dev.most} where \`dataProtection\` is \`disposable\`.`,
    ),
  supersededVersionDays: z
    .strictObject({
      standard: superseded("supersededStandard").describe(
        `Days that superseded versions are kept, 1 to ${supersededStandard.prod.most}.`,
      ),
      personal: superseded("supersededVersion").describe(
        `The same where personal data may be, 1 to ${supersededVersion.prod.most}, and less than \`personalDataDays\`.`,
      ),
      artifacts: superseded("supersededArtifact").describe(
        `The same for models and job outputs, besides the newest ${supersededArtifact.keepNewest}.`,
      ),
    })
    .prefault({})
    .describe("How long a superseded or deleted object can be brought back."),
};

function superseded(name: RetentionClassName) {
  const { least, most, usual } = retentionClasses[name].prod;
  return wholeNumber(least, most, "days").default(usual);
}

function logPeriod(days: number) {
  const expectation = `must be one of the periods that CloudWatch Logs offers, in days: ${logRetentionDays.join(", ")}`;
  return z
    .number(expectation)
    .refine((value) => (logRetentionDays as readonly number[]).includes(value), expectation)
    .meta({ type: "integer" })
    .default(days);
}

/**
 * Which periods are out of the bounds of the one retention table (GOV-33): those of `dev` where data may be thrown away,
 * else those of `prod`. It takes anything, since it has to tell even when something else is wrong.
 *
 * @param config a stack's settings, as they were given, with defaults where nothing else was wrong
 */
export function retentionProblems(config: unknown): readonly ConfigProblem[] {
  const { dataProtection, archive: lock, ...rest } = config as Readonly<Record<string, unknown>>;
  const profile = dataProtection === "disposable" ? "dev" : "prod";
  const where = profile === "dev" ? 'where dataProtection is "disposable"' : 'where dataProtection is "retain"';
  const { standardDays, auditDays } = numbersOf(rest["logRetention"]);
  const versions = numbersOf(rest["supersededVersionDays"]);
  const { databaseBackupDays, personalDataDays, secretRecoveryDays } = numbersOf(rest);
  const outside = (path: readonly string[], days: number | undefined, name: RetentionClassName): ConfigProblem[] => {
    const { least, most } = retentionClasses[name][profile];
    const { dev, prod } = retentionClasses[name];
    // What no profile accepts has a message of its own.
    return days === undefined || days < dev.least || days > prod.most || (days >= least && days <= most)
      ? []
      : [{ path, message: `must be ${least} to ${most} days ${where}` }];
  };
  return [
    ...lockProblems(lock, profile),
    ...outside(["logRetention", "standardDays"], offered(standardDays), "logGroup"),
    ...outside(["logRetention", "auditDays"], offered(auditDays), "auditLogGroup"),
    ...outside(["personalDataDays"], personalDataDays, "personalData"),
    ...outside(["databaseBackupDays"], databaseBackupDays, "personalBackup"),
    ...(secretRecoveryDays === 0 && profile === "prod"
      ? [
          {
            path: ["secretRecoveryDays"],
            message: `must be 7 to 30 days ${where}: a deleted secret could not be called back`,
          },
        ]
      : []),
    ...(personalDataDays !== undefined &&
    personalDataDays >= personalData.dev.least &&
    personalDataDays <= (versions["personal"] ?? 0)
      ? [
          {
            path: ["supersededVersionDays", "personal"],
            message: `must be less than personalDataDays, ${personalDataDays}: superseded versions would outlive the retention of personal data`,
          },
        ]
      : []),
  ];
}

function offered(days: number | undefined): number | undefined {
  return (logRetentionDays as readonly (number | undefined)[]).includes(days) ? days : undefined;
}

function lockProblems(lock: unknown, profile: "dev" | "prod"): readonly ConfigProblem[] {
  if (typeof lock !== "object" || lock === null) return [];
  const { lockMode, acceptIrreversibleLock } = lock as Readonly<Record<string, unknown>>;
  const { lockDays } = numbersOf(lock);
  const at = (key: string, message: string): ConfigProblem => ({ path: ["archive", key], message });
  const { least } = archive.prod;
  const { most } = archive.dev;
  if (profile === "dev") {
    return [
      ...(lockMode === "COMPLIANCE"
        ? [
            at(
              "lockMode",
              'must be GOVERNANCE where dataProtection is "disposable": nobody could lift a COMPLIANCE lock',
            ),
          ]
        : []),
      ...(lockDays !== undefined && lockDays > most && lockDays <= archive.prod.most
        ? [
            at(
              "lockDays",
              `must be 1 to ${most} days where dataProtection is "disposable": the account could not be cleared before`,
            ),
          ]
        : []),
    ];
  }
  if (lockMode !== "COMPLIANCE") return [];
  return [
    ...(lockDays !== undefined && lockDays >= 1 && lockDays < least
      ? [at("lockDays", `must be ${least} or more with lockMode COMPLIANCE; for less use GOVERNANCE`)]
      : []),
    ...(acceptIrreversibleLock === true
      ? []
      : [
          at(
            "acceptIrreversibleLock",
            "must be true, because lockMode COMPLIANCE keeps every object for lockDays, and nobody can lift that again",
          ),
        ]),
  ];
}

function numbersOf(values: unknown): Readonly<Record<string, number | undefined>> {
  return typeof values === "object" && values !== null
    ? Object.fromEntries(
        Object.entries(values).flatMap(([key, value]) => (Number.isSafeInteger(value) ? [[key, value as number]] : [])),
      )
    : {};
}
