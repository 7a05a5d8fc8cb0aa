import {
  accountEnvironment,
  ArgsCheck,
  arn,
  bucketArn,
  roleArn,
  ServiceRole,
  type Environment,
  type PolicyStatement,
} from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { evidenceExportPurpose } from "./trailIntegrity.js";

/** Purpose of the auditor's role; its name is fixed, because policies of buckets and keys cite it. */
export const auditorPurpose = "auditor";

/**
 * Roles that read the account's records, by the bucket that holds them: the auditor, and the verification of the trail,
 * which reads what it verifies.
 */
export function recordReaders(place: Environment): Readonly<Record<"audit-logs" | "evidence", readonly string[]>> {
  const environment = accountEnvironment(place);
  const auditor = roleArn(environment, auditorPurpose);
  return { "audit-logs": [auditor, roleArn(environment, evidenceExportPurpose)], evidence: [auditor] };
}

/** Arguments of {@link AuditorRole}. */
export interface AuditorRoleArgs {
  /** Facts of the account stack in its home Region. */
  readonly environment: Environment;
  /** Names of the permission sets of IAM Identity Center whose holders are auditors, at least one. */
  readonly permissionSets: readonly string[];
  /** Names of the buckets that hold the account's records. */
  readonly bucketNames: Readonly<Record<"audit-logs" | "evidence", pulumi.Input<string>>>;
  /** ARNs of the keys that encrypt them, as {@link AccountKeys} hands them over. */
  readonly keyArns: Readonly<Record<"audit" | "evidence", pulumi.Input<string>>>;
}

/**
 * The one role of people who read the account's records: archive and evidence with their keys, what the recording
 * services know, and descriptions of what the platform is made of. It reads no data, opens no other key and changes
 * nothing. Serves GOV-05.
 *
 * @remarks People enter it from IAM Identity Center by a permission set that the role's trust names, so that who is an
 * auditor is decided there. The role exists once in the account.
 * @see AWS, "AWS managed policies for job functions" (the auditor's rights there are wider: they include data):
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
 * @example
 * ```ts
 * import { AuditorRole } from "@secure-ml/governance";
 *
 * new AuditorRole("auditor", {
 *   environment,
 *   permissionSets: ["Auditor"],
 *   bucketNames,
 *   keyArns,
 * });
 * ```
 */
export class AuditorRole extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:AuditorRole";

  /** ARN of the role. */
  readonly roleArn: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for an empty list */
  constructor(name: string, args: AuditorRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AuditorRole.__pulumiType, name, args, opts);
    new ArgsCheck(this, `AuditorRole "${name}"`).notEmpty("permissionSets", args.permissionSets).done();
    const environment = accountEnvironment(args.environment);
    const { bucketNames, keyArns } = args;
    const role = new ServiceRole(
      name,
      {
        environment,
        purpose: auditorPurpose,
        description: "Reads the account's records and what they are about, and changes nothing",
        trust: { permissionSets: args.permissionSets },
        statements: pulumi
          .all([bucketNames["audit-logs"], bucketNames.evidence, keyArns.audit, keyArns.evidence])
          .apply(([archive, evidence, auditKeyArn, evidenceKeyArn]) =>
            statements(environment, [archive, evidence], [auditKeyArn, evidenceKeyArn]),
          ),
        tags: { persona: auditorPurpose },
        controls: ["GOV-05"],
      },
      { parent: this },
    );
    this.roleArn = role.roleArn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

function statements(
  environment: Environment,
  buckets: readonly string[],
  keyArns: readonly string[],
): readonly PolicyStatement[] {
  return [
    {
      Sid: "ReadRecords",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectRetention", "s3:GetObjectVersion"],
      Resource: buckets.map((bucket) => bucketArn(environment, bucket, "*")),
    },
    {
      Sid: "ListRecords",
      Effect: "Allow",
      Action: [
        "s3:GetBucketLocation",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketPolicy",
        "s3:GetBucketVersioning",
        "s3:GetLifecycleConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
      ],
      Resource: buckets.map((bucket) => bucketArn(environment, bucket)),
    },
    { Sid: "DecryptRecords", Effect: "Allow", Action: "kms:Decrypt", Resource: keyArns },
    {
      Sid: "ReadAuditLogGroups",
      Effect: "Allow",
      Action: ["logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery"],
      Resource: arn(environment, { service: "logs", resource: `log-group:/${environment.project}/account/*` }),
    },
    {
      // Descriptions, not data; most of these actions know no resources.
      Sid: "DescribePlatform",
      Effect: "Allow",
      Action: [
        "access-analyzer:Get*",
        "access-analyzer:List*",
        "cloudtrail:Describe*",
        "cloudtrail:Get*",
        "cloudtrail:List*",
        "cloudtrail:LookupEvents",
        "cloudwatch:Describe*",
        "config:Describe*",
        "config:Get*",
        "config:List*",
        "guardduty:Get*",
        "guardduty:List*",
        "iam:Generate*",
        "iam:Get*",
        "iam:List*",
        "logs:Describe*",
        "logs:GetQueryResults",
        "macie2:Get*",
        "macie2:List*",
        "sagemaker:Describe*",
        "sagemaker:List*",
        "sagemaker:Search",
        "securityhub:Describe*",
        "securityhub:Get*",
        "securityhub:List*",
      ],
      Resource: "*",
    },
  ];
}
