import { arn, bucketArn, physicalName, roleArn, type Environment, type PolicyStatement } from "@secure-ml/core";
import { macieRoleArn } from "./bucketPerimeter.js";
import type { DataBucketAccess } from "./dataBuckets.js";
import type { DataKeyUses } from "./dataKeys.js";
import { intakePrefix, keyOfZone, labelSourcePrefix } from "./dataPlaces.js";
import { platformZones, type PlatformZone } from "./dataZone.js";
import { responderRoleArn } from "./quarantineStatements.js";

/** Prefixes whose objects come from outside, by zone: nobody reads one before a scan has found it clean. */
export type ScannedPrefixes = Readonly<Partial<Record<PlatformZone, readonly string[]>>>;

/** Everything that somebody else may fill: what comes in, what labels are made from, and models that others made. */
export const untrustedPrefixes: ScannedPrefixes = {
  raw: [intakePrefix, labelSourcePrefix],
  artifacts: ["third-party/"],
};

/** Tag that GuardDuty sets on an object when it has scanned it. */
const statusTag = "GuardDutyMalwareScanStatus";

/** The only value with which an object is clean; `UNSUPPORTED`, `FAILED` and `ACCESS_DENIED` say that nobody knows. */
const clean = "NO_THREATS_FOUND";

/** What GuardDuty writes into a bucket to see whether it may. */
const validationObject = "malware-protection-resource-validation-object";

/** Purpose of the role with which GuardDuty scans. */
export const scannerPurpose = "malware-scan";

/** ARN of the role with which GuardDuty scans, composed from its fixed name. */
export function scannerRoleArn(environment: Environment): string {
  return roleArn(environment, scannerPurpose);
}

/**
 * Which zones have prefixes to be scanned, in the order of the zones.
 *
 * @returns each zone with at least one prefix
 */
export function scannedZones(prefixes: ScannedPrefixes): readonly (readonly [PlatformZone, readonly string[]])[] {
  return platformZones.flatMap((zone) => {
    const inZone = prefixes[zone] ?? [];
    return inZone.length === 0 ? [] : [[zone, inZone] as const];
  });
}

/**
 * What makes objects from outside unusable until they are scanned (DATA-28): nobody reads one that does not carry the
 * tag of a clean scan, and nobody but the scanner says that one is clean, in an upload or afterwards. Other tags are
 * nobody's business here.
 *
 * The scanner, the responder and Macie are excepted: they look at data, and run nothing of it. Macie passes over an object
 * that it cannot read, and its next run would not come back to it.
 *
 * S3 tells tags apart by case, while a condition key for a tag ignores it; so no spelling of the tag is allowed.
 *
 * @param environment facts of the platform stack
 * @param bucketName name of the bucket
 * @param prefixes prefixes of keys; none for a bucket without objects from outside
 * @see AWS, "Using tag-based access control (TBAC) with Malware Protection for S3":
 * https://docs.aws.amazon.com/guardduty/latest/ug/tag-based-access-s3-malware-protection.html
 */
export function scanStatements(
  environment: Environment,
  bucketName: string,
  prefixes: readonly string[],
): readonly PolicyStatement[] {
  if (prefixes.length === 0) return [];
  const deny = {
    Effect: "Deny",
    Principal: "*",
    Resource: prefixes.map((prefix) => bucketArn(environment, bucketName, `${prefix}*`)),
  } as const;
  const scanner = scannerRoleArn(environment);
  return [
    {
      Sid: "DenyUnscanned",
      ...deny,
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Condition: {
        StringNotEquals: { [`s3:ExistingObjectTag/${statusTag}`]: clean },
        ArnNotLike: { "aws:PrincipalArn": [scanner, responderRoleArn(environment), macieRoleArn(environment)] },
      },
    },
    {
      Sid: "DenyScanForgery",
      ...deny,
      Action: ["s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
      Condition: {
        "ForAnyValue:StringEqualsIgnoreCase": { "s3:RequestObjectTagKeys": statusTag },
        ArnNotLike: { "aws:PrincipalArn": scanner },
      },
    },
  ];
}

/**
 * The buckets that the scanner's role reaches, from GuardDuty's own network.
 *
 * @param environment facts of the platform stack
 * @param prefixes what is scanned
 */
export function scannerAccess(environment: Environment, prefixes: ScannedPrefixes): DataBucketAccess {
  return Object.fromEntries(
    scannedZones(prefixes).map(([zone]) => [zone, { outsideRoleArns: [scannerRoleArn(environment)] }]),
  );
}

/** Purpose of the EventBridge rule that tells people of what is not clean; its role is `<purpose>-events`. */
export const scanResultsPurpose = "malware-scan-results";

/**
 * The keys under which the scanner's role reads objects and writes its validation object, and people are told of results.
 *
 * @param environment facts of the platform stack
 * @param prefixes what is scanned
 */
export function scannerKeyUses(environment: Environment, prefixes: ScannedPrefixes): DataKeyUses {
  const use = (sid: string, roleArn: string, service: string) => ({
    roles: [{ sid, roleArns: [roleArn], actions: scannerKeyActions, viaServices: [service] }],
  });
  return {
    ...Object.fromEntries(
      scannedZones(prefixes).map(([zone]) => [keyOfZone[zone], use("MalwareScan", scannerRoleArn(environment), "s3")]),
    ),
    messaging: use("ScanResults", roleArn(environment, `${scanResultsPurpose}-events`), "sns"),
  };
}

const scannerKeyActions = ["kms:Decrypt", "kms:GenerateDataKey"];

/**
 * What GuardDuty needs of its role: to see whose the buckets are, to hear of uploads through an EventBridge rule of its own,
 * to read and tag what is scanned, and to try all that with an object.
 *
 * @param environment facts of the platform stack
 * @param prefixes what is scanned
 * @param keyArns ARNs of the keys of the buckets
 * @see AWS, "Create or update IAM role policy":
 * https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html
 */
export function scannerStatements(
  environment: Environment,
  prefixes: ScannedPrefixes,
  keyArns: readonly string[],
): readonly PolicyStatement[] {
  const zones = scannedZones(prefixes);
  const bucket = (zone: PlatformZone, key?: string): string =>
    bucketArn(environment, physicalName(environment, "bucket", zone), key);
  const buckets = zones.map(([zone]) => bucket(zone));
  const objects = zones.flatMap(([zone, inZone]) => inZone.map((prefix) => bucket(zone, `${prefix}*`)));
  const managedRule = managedRuleArn(environment);
  const allow = (Sid: string, Action: readonly string[], Resource: string | readonly string[]) =>
    ({ Sid, Effect: "Allow", Action, Resource }) as const;
  return [
    {
      ...allow(
        "KeepManagedRule",
        ["events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"],
        managedRule,
      ),
      Condition: { StringEquals: { "events:ManagedBy": "malware-protection-plan.guardduty.amazonaws.com" } },
    },
    allow("SeeManagedRule", ["events:DescribeRule", "events:ListTargetsByRule"], managedRule),
    allow("HearOfUploads", ["s3:GetBucketNotification", "s3:PutBucketNotification"], buckets),
    allow("SeeWhoseBucket", ["s3:ListBucket"], buckets),
    allow(
      "TryOut",
      ["s3:PutObject"],
      zones.map(([zone]) => bucket(zone, validationObject)),
    ),
    allow("Scan", ["s3:GetObject", "s3:GetObjectVersion"], objects),
    allow(
      "TagResult",
      ["s3:GetObjectTagging", "s3:GetObjectVersionTagging", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
      objects,
    ),
    // The keys themselves ask for S3.
    allow("OpenObjects", scannerKeyActions, [...new Set(keyArns)]),
  ];
}

/** The rule that GuardDuty keeps on the default event bus: its name is AWS's. */
function managedRuleArn(environment: Environment): string {
  return arn(environment, {
    service: "events",
    resource: "rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*",
  });
}
