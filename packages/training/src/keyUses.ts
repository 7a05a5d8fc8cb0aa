import { roleArn, type Environment, type KeyUses } from "@secure-ml/core";
import { notebookPurpose } from "./notebookRole.js";

/** Domains of keys that the roles of this tier use. */
export type TrainingKeyDomain = "lake" | "artifacts" | "labels" | "compute" | "studio";

/**
 * Which of the tier's roles use which key, and how (TRN-11): reading and writing through S3, volumes through grants to
 * AWS services. A role's own policy says the same from its side.
 *
 * @param environment facts of the platform stack
 * @param uses what the environment has: whether data scientists start jobs directly, and notebook instances
 * @returns uses by key domain, for the keys' policies
 */
export function trainingKeyUses(
  environment: Environment,
  { directJobs = false, notebooks = false }: { readonly directJobs?: boolean; readonly notebooks?: boolean } = {},
): Readonly<Record<TrainingKeyDomain, KeyUses>> {
  const roles = (...purposes: readonly string[]): readonly string[] =>
    purposes.map((purpose) => roleArn(environment, purpose));
  const reading = (...purposes: readonly string[]) => ({
    sid: "TrainingReads",
    roleArns: roles(...purposes),
    actions: ["kms:Decrypt"],
    viaServices: ["s3"],
  });
  const writing = (...purposes: readonly string[]) => ({
    sid: "TrainingWrites",
    roleArns: roles(...purposes),
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    viaServices: ["s3"],
  });
  const notebookRoles = notebooks ? [notebookPurpose] : [];
  return {
    lake: { roles: [reading("training", "ds", ...notebookRoles), writing("processing")] },
    artifacts: { roles: [reading("mle", "approver"), writing("training", "evaluation")] },
    labels: { roles: [reading("evaluation")] },
    compute: {
      grants: [
        {
          sid: "JobVolumes",
          roleArns: roles("training", "processing", "evaluation", ...(directJobs ? ["ds"] : [])),
        },
      ],
    },
    studio: { grants: [{ sid: "AppVolumes", roleArns: roles("ds", "mle", ...notebookRoles) }] },
  };
}
