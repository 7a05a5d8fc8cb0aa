import {
  accountEnvironment,
  alarmKeyUse,
  dataJobRoles,
  eventDeadLetterKeyUse,
  logDeliveryKeyUse,
  logGroupKeyUse,
  logGroupName,
  macieResultsKeyUse,
  roleArn,
  sageMakerLogGroups,
  trailKeyUse,
  type Environment,
  type KeyUses,
} from "@secure-ml/core";
import { trailArn } from "./auditTrail.js";
import { auditorPurpose } from "./auditorRole.js";
import { findingAlertsPurpose } from "./findingAlerts.js";
import { evidenceExportPurpose } from "./trailIntegrity.js";

/** Data domains of the account's keys (GOV-03), and what each protects. */
export const accountKeyDomains = {
  audit: "Audit logs: the trail, the archive and the account's log groups",
  evidence: "Evidence and findings",
  operations: "Functions, queues, topics, schedules and state machines of the account",
  "supply-chain": "Code, images and packages, and what builds them",
  volumes: "Volumes that are made without naming a key",
  catalog: "Metadata of the data catalogue",
  backup: "Recovery points in backup vaults",
} as const;

/** Name of one of the account's keys; its alias is `alias/<project>-account-<domain>`. */
export type AccountKeyDomain = keyof typeof accountKeyDomains;

/**
 * Who may use each of the account's keys. A key without uses serves a control that is not built: nobody can encrypt
 * with it until that control adds its line here.
 *
 * @param place facts of the account in the Region of the keys
 * @param isHomeRegion whether trail, archive, evidence and the functions that work on them are in this Region
 * @param environmentNames environments whose deployers make image repositories under the key `supply-chain`
 */
export function accountKeyUses(
  place: Environment,
  isHomeRegion: boolean,
  environmentNames: readonly string[] = [],
): Record<AccountKeyDomain, KeyUses> {
  const environment = accountEnvironment(place);
  const administrators = [...environment.deployerRoleArns, ...environment.breakGlassRoleArns];
  const evidenceExport = [roleArn(environment, evidenceExportPurpose)];
  const auditor = [roleArn(environment, auditorPurpose)];
  const logGroups = logGroupKeyUse(environment, [logGroupName(environment, "governance", ""), ...sageMakerLogGroups]);
  return {
    audit: {
      roles: isHomeRegion
        ? [
            { sid: "TrailVerification", roleArns: evidenceExport, actions: ["kms:Decrypt"], viaServices: ["s3"] },
            { sid: "Auditor", roleArns: auditor, actions: ["kms:Decrypt"], viaServices: ["s3"] },
          ]
        : [],
      services: isHomeRegion
        ? [...trailKeyUse(environment, trailArn(environment)), logDeliveryKeyUse(environment), logGroups]
        : [logGroups],
    },
    evidence: {
      roles: isHomeRegion
        ? [
            { sid: "EvidenceWriters", roleArns: evidenceExport, actions: ["kms:GenerateDataKey"], viaServices: ["s3"] },
            { sid: "Auditor", roleArns: auditor, actions: ["kms:Decrypt"], viaServices: ["s3"] },
          ]
        : [],
      services: isHomeRegion ? [macieResultsKeyUse(environment)] : [],
    },
    operations: {
      roles: [
        // Whoever makes a function encrypts its variables and grants it the key; who cannot decrypt them sees none, and
        // every refresh would then report a change.
        {
          sid: "FunctionVariables",
          roleArns: administrators,
          actions: ["kms:CreateGrant", "kms:Decrypt", "kms:Encrypt"],
          viaServices: ["lambda"],
        },
        {
          sid: "EventDelivery",
          roleArns: [roleArn(environment, `${findingAlertsPurpose(environment, isHomeRegion)}-events`)],
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          viaServices: ["sns"],
        },
        ...(isHomeRegion
          ? [
              {
                sid: "Functions",
                roleArns: evidenceExport,
                actions: ["kms:Decrypt", "kms:GenerateDataKey"],
                viaServices: ["lambda", "sqs"],
              },
            ]
          : []),
      ],
      services: [eventDeadLetterKeyUse(environment), alarmKeyUse(environment)],
    },
    "supply-chain": {
      roles: [
        // Whoever makes a repository grants ECR the key for its layers, and takes the grant back with the repository.
        // Pushes and pulls use that grant, so that no other role needs the key.
        {
          sid: "Repositories",
          roleArns: [...administrators, ...environmentNames.map((name) => roleArn({ ...place, name }, "deployer"))],
          actions: ["kms:CreateGrant", "kms:RetireGrant"],
          viaServices: ["ecr"],
        },
        ...(isHomeRegion
          ? [
              {
                sid: "ProgramsWrite",
                roleArns: environment.deployerRoleArns,
                actions: ["kms:GenerateDataKey"],
                viaServices: ["s3"],
              },
              ...(environmentNames.length === 0
                ? []
                : [
                    {
                      sid: "DataJobsReadPrograms",
                      roleArns: environmentNames.flatMap((name) =>
                        dataJobRoles.map((role) => roleArn({ ...place, name }, role)),
                      ),
                      actions: ["kms:Decrypt"],
                      viaServices: ["s3"],
                    },
                  ]),
            ]
          : []),
      ],
    },
    volumes: {
      // Without the grant, an instance dies at launch and does not say why.
      roles: [
        {
          sid: "Volumes",
          roleArns: administrators,
          actions: [
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncrypt*",
          ],
          viaServices: ["ec2"],
        },
      ],
    },
    catalog: {},
    backup: {},
  };
}
