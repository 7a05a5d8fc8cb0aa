import { bucketArn, roleArn, type Environment, type PolicyStatement } from "@secure-ml/core";
import { macieRoleArn } from "./bucketPerimeter.js";
import type { PlatformZone } from "./dataZone.js";
import { responderRoleArn } from "./quarantineStatements.js";
import { scannerRoleArn } from "./scannedPrefixes.js";

/**
 * What a role may do below a prefix, as far as its own policy lets it: `read`; `read-write` also writes, tags and deletes,
 * of which a version remains; `super` also deletes versions for good.
 */
export type AccessLevel = "read" | "read-write" | "super";

/** Who reaches what lies below one prefix of a bucket; everybody else is refused. */
export interface PrefixAccess {
  readonly zone: PlatformZone;
  /** Beginning of the objects' keys, with a slash at its end, such as `claims/`. */
  readonly prefix: string;
  /** Level by purpose of the role, such as `etl`, at least one; each must be one of the roles that reach the zone. */
  readonly roles: Readonly<Record<string, AccessLevel>>;
}

/**
 * Roles that no prefix refuses: what isolates a finding and what erases a person's data must reach it wherever it is, and so
 * must what scans it.
 */
const everywhere = (environment: Environment): readonly string[] => [
  macieRoleArn(environment),
  roleArn(environment, "erasure"),
  scannerRoleArn(environment),
  responderRoleArn(environment),
];

const levels = [
  { sid: "Read", least: ["read", "read-write", "super"], actions: ["s3:GetObject*", "s3:ListMultipartUploadParts"] },
  {
    sid: "Write",
    least: ["read-write", "super"],
    actions: [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:DeleteObjectTagging",
      "s3:PutObject",
      "s3:PutObjectTagging",
      "s3:RestoreObject",
    ],
  },
  {
    sid: "Super",
    least: ["super"],
    actions: ["s3:DeleteObjectVersion", "s3:DeleteObjectVersionTagging", "s3:PutObjectAcl", "s3:PutObjectVersion*"],
  },
] as const;

/**
 * Statements of a bucket's policy that keep each prefix for the roles that are named for it (DATA-22). They refuse and grant
 * nothing: a role also needs the permission in its own policy. Names of objects below a prefix are listed by those who read
 * it; whoever lists a level above sees the prefix itself, and with no delimiter the names below it.
 *
 * Prefixes with the same roles share statements, since a bucket's policy holds 20 KB.
 *
 * @param environment facts of the platform stack, with the deployers and break-glass roles, which are not refused
 * @param bucketName name of the zone's bucket
 * @param prefixes the zone's prefixes
 */
export function prefixStatements(
  environment: Environment,
  bucketName: string,
  prefixes: readonly Pick<PrefixAccess, "prefix" | "roles">[],
): readonly PolicyStatement[] {
  const groups = Map.groupBy(prefixes, ({ roles }) => JSON.stringify(Object.entries(roles).sort()));
  return [...groups.values()].flatMap((group, index): readonly PolicyStatement[] => {
    const roles = Object.entries(group[0]?.roles ?? {});
    const among = (least: readonly string[]) => ({
      ArnNotLike: {
        "aws:PrincipalArn": [
          ...environment.deployerRoleArns,
          ...environment.breakGlassRoleArns,
          ...everywhere(environment),
          ...roles.filter(([, level]) => least.includes(level)).map(([purpose]) => roleArn(environment, purpose)),
        ],
      },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    });
    const [{ least: readers }] = levels;
    return [
      ...levels.map(({ sid, least, actions }): PolicyStatement => ({
        Sid: `DenyPrefix${sid}${index + 1}`,
        Effect: "Deny",
        Principal: "*",
        Action: actions,
        Resource: group.map(({ prefix }) => bucketArn(environment, bucketName, `${prefix}*`)),
        Condition: among(least),
      })),
      {
        Sid: `DenyPrefixList${index + 1}`,
        Effect: "Deny",
        Principal: "*",
        Action: "s3:ListBucket*",
        Resource: bucketArn(environment, bucketName),
        Condition: {
          ...among(readers),
          StringLike: { "s3:prefix": group.flatMap(({ prefix }) => [prefix.replace(/\/$/, ""), `${prefix}*`]) },
        },
      },
    ];
  });
}

/**
 * What is wrong with the roles of prefixes: a statement that only refuses gives nothing to a role that does not reach the
 * zone anyway, and a misspelled one would lock out whom it means.
 *
 * @param reaching ARNs of the roles that reach a zone
 * @returns a sentence for each; empty when nothing is wrong
 */
export function prefixProblems(
  environment: Environment,
  prefixes: readonly PrefixAccess[],
  reaching: (zone: PlatformZone) => readonly string[],
): readonly string[] {
  const start = `${environment.project}-${environment.name}-`;
  return prefixes.flatMap(({ zone, prefix, roles }) => {
    const known = [...new Set(reaching(zone).map((arn) => arn.slice(arn.lastIndexOf("/") + 1 + start.length)))].sort();
    return Object.keys(roles)
      .filter((purpose) => !known.includes(purpose))
      .map(
        (purpose) => `${zone}/${prefix} names "${purpose}", but the roles that reach ${zone} are ${known.join(", ")}`,
      );
  });
}
