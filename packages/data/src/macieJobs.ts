import { ArgsCheck, childOf, type Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { macieRoleArn } from "./bucketPerimeter.js";
import type { DataKeyUses } from "./dataKeys.js";
import { keyOfZone } from "./dataPlaces.js";
import type { PlatformZone } from "./dataZone.js";
import type { BucketHandle } from "./secureBucket.js";

/**
 * Zones that Macie looks into: where personal data may be, and treated data, in which a finding means that something
 * was not treated. Not `quarantine`: what is there has been found already, and nobody but the responder reads it.
 */
export const discoveredZones = ["raw", "curated", "capture", "labels", "scratch"] as const;

/** Something that Macie shall find besides what it knows by itself, such as a number that only one country has. */
export interface DataIdentifier {
  /** Short name, which findings carry: 2 to 63 lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Pattern of at most 512 characters, without look-around, captures and back-references. */
  readonly regex: string;
  /**
   * Words, one of which must be near, 3 to 90 characters each, at most 50.
   * @defaultValue none: the pattern alone counts
   */
  readonly keywords?: readonly string[];
  /**
   * Texts that match and are none, 4 to 90 characters each, at most 10.
   * @defaultValue none
   */
  readonly ignoreWords?: readonly string[];
  /**
   * Characters between a word and a match, at most, 1 to 300.
   * @defaultValue 50
   */
  readonly maximumMatchDistance?: number;
}

/** Arguments of {@link MacieJobs}. */
export interface MacieJobsArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /** The environment's buckets; their policies and keys must let Macie in. */
  readonly buckets: Readonly<Record<(typeof discoveredZones)[number], Pick<BucketHandle, "bucketName" | "ready">>>;
  /**
   * How often new and changed objects are looked into.
   * @defaultValue "daily"
   */
  readonly frequency?: "daily" | "weekly";
  /**
   * How many of the objects are looked into, in per cent, 1 to 100.
   * @defaultValue 100
   */
  readonly samplingPercentage?: number;
  /**
   * What to look for besides Macie's own identifiers, at most 30.
   * @defaultValue none
   */
  readonly identifiers?: readonly DataIdentifier[];
}

/**
 * Looks for personal and other sensitive data in the environment's buckets, regularly, and with identifiers of our own
 * besides Macie's. Serves DATA-25. The account has the session, and keeps the results.
 *
 * @remarks Billed by the volume that is looked into. Macie changes no job: every edit ends the job, and the next one looks at
 * everything again. An object that Macie cannot read is passed over, and no later run comes back to it.
 * @see AWS, "Running sensitive data discovery jobs":
 * https://docs.aws.amazon.com/macie/latest/user/discovery-jobs.html
 * @example
 * ```ts
 * import { MacieJobs } from "@secure-ml/data";
 *
 * new MacieJobs("macie", {
 *   environment,
 *   buckets,
 * });
 * ```
 */
export class MacieJobs extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:MacieJobs";

  /** @throws pulumi.ResourceError for what Macie would refuse */
  constructor(name: string, args: MacieJobsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(MacieJobs.__pulumiType, name, args, opts);
    const { environment, buckets, identifiers = [] } = args;
    const samplingPercentage = args.samplingPercentage ?? 100;
    const check = new ArgsCheck(this, `MacieJobs "${name}"`)
      .intRange("samplingPercentage", samplingPercentage, 1, 100, "per cent")
      .that(identifiers.length <= 30, "identifiers", "must be at most 30", identifiers.length);
    for (const [index, identifier] of identifiers.entries()) {
      const problem = identifierProblem(identifier);
      check.that(problem === undefined, `identifiers[${index}]`, problem ?? "", identifier.name);
    }
    check.done();
    const made = identifiers.map(
      ({ name: what, regex, keywords = [], ignoreWords = [], maximumMatchDistance = 50 }) =>
        new aws.macie.CustomDataIdentifier(
          `${name}-${what}`,
          {
            regex,
            ...(keywords.length === 0 ? {} : { keywords: [...keywords], maximumMatchDistance }),
            ...(ignoreWords.length === 0 ? {} : { ignoreWords: [...ignoreWords] }),
          },
          childOf(this, ["DATA-25"]),
        ),
    );
    const scanned = discoveredZones.map((zone) => buckets[zone]);
    new aws.macie2.ClassificationJob(
      `${name}-job`,
      {
        description: `Looks for sensitive data in the buckets of ${environment.name}`,
        jobType: "SCHEDULED",
        scheduleFrequency:
          (args.frequency ?? "daily") === "daily" ? { dailySchedule: true } : { weeklySchedule: "MONDAY" },
        samplingPercentage,
        initialRun: true,
        ...(made.length === 0 ? {} : { customDataIdentifierIds: made.map(({ id }) => id) }),
        s3JobDefinition: {
          bucketDefinitions: [
            { accountId: environment.accountId, buckets: scanned.map(({ bucketName }) => bucketName) },
          ],
        },
      },
      childOf(this, ["DATA-25"], { dependsOn: scanned.map(({ ready }) => ready) }),
    );
    this.registerOutputs({});
  }
}

/**
 * The keys of the buckets that Macie looks into: they let its service-linked role in by themselves, since that role's
 * own policy names no key.
 *
 * @param environment facts of the platform stack
 * @see AWS, "Analyzing encrypted S3 objects with Amazon Macie":
 * https://docs.aws.amazon.com/macie/latest/user/discovery-supported-encryption-types.html
 */
export function macieKeyUses(environment: Environment): DataKeyUses {
  const use = {
    serviceLinkedRoles: [
      {
        sid: "MacieDiscovery",
        roleArn: macieRoleArn(environment),
        actions: ["kms:Decrypt"],
        viaServices: ["s3"],
      },
    ],
  };
  return Object.fromEntries(discoveredZones.map((zone: PlatformZone) => [keyOfZone[zone], use]));
}

/** What Macie would refuse of an identifier, as a phrase that follows the key. */
function identifierProblem(identifier: DataIdentifier): string | undefined {
  const { name, regex, keywords = [], ignoreWords = [], maximumMatchDistance = 50 } = identifier;
  const sized = (words: readonly string[], most: number, shortest: number): boolean =>
    words.length <= most && words.every((word) => word.length >= shortest && word.length <= 90);
  if (!/^[a-z][a-z0-9-]{1,62}$/.test(name)) return "must have a name of 2 to 63 lower-case letters, digits and hyphens";
  if (regex.length === 0 || regex.length > 512) return "must have a regex of 1 to 512 characters";
  if (/\(\?[=!<]|\\[1-9]|(^|[^\\])\((?!\?:)/.test(regex)) {
    return "must have a regex without look-around, captures and back-references, which Macie does not know";
  }
  if (!sized(keywords, 50, 3)) return "must have at most 50 keywords of 3 to 90 characters";
  if (!sized(ignoreWords, 10, 4)) return "must have at most 10 ignoreWords of 4 to 90 characters";
  return Number.isInteger(maximumMatchDistance) && maximumMatchDistance >= 1 && maximumMatchDistance <= 300
    ? undefined
    : "must have a maximumMatchDistance of 1 to 300 characters";
}
