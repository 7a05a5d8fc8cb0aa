import { regionByName, regions, type ControlId } from "@secure-ml/controls";
import { z } from "zod";
import { dataClassifications } from "../tags.js";
import { nearest } from "./nearest.js";
import { logRetentionSchema } from "./retention.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

const roleArnPattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** A short name that starts every physical name. */
const projectName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,10}[a-z0-9]$/,
    "must be 2 to 12 lower-case letters, digits or hyphens, starting with a letter",
  )
  .describe("Short name of the project, 2 to 12 lower-case characters: the first part of every name.");

/** Name of an environment: the name of its platform stack. */
export const environmentName = z
  .string()
  .regex(/^[a-z][a-z0-9]{1,7}$/, "must be 2 to 8 lower-case letters or digits, starting with a letter")
  .refine((name) => name !== "account", 'must not be "account", which names the account stack');

/** A Region that the shared tables know. */
export const regionName = z.string().refine((region) => regionByName(region) !== undefined, {
  error: (issue) => {
    const supported = Object.keys(regions);
    const near = nearest(String(issue.input), supported);
    return near === undefined
      ? `must be one of the supported Regions ${supported.join(", ")}`
      : `must be a supported Region; did you mean "${near}"?`;
  },
});

const roleArn = z.string().regex(roleArnPattern, "must be the ARN of an IAM role, not of a session or a user");

/**
 * Controls that a config may switch off. The others have no switch: where dev does something cheaper, it is a setting of
 * its own.
 */
const switchableControls = ["DATA-12", "DATA-14", "NET-15"] as const satisfies readonly ControlId[];

/** Settings that both stacks have, with the values that are safe for production. */
export const commonShape = {
  project: projectName,
  accountId: z
    .string()
    .regex(/^\d{12}$/, "must be a twelve-digit account id, in quotes")
    .describe("Account that the stack may deploy into; the provider refuses any other."),
  owner: z
    .string()
    .regex(/^[\w .:/=+@-]{1,64}$/, "must be 1 to 64 letters, digits, spaces and _.:/=+@-, as AWS allows in tag values")
    .describe("Team that answers for the resources (tag `owner`); a team's name, not a person's."),
  costCenter: z
    .string()
    .regex(/^[\w .:/=+@-]{1,64}$/, "must be 1 to 64 letters, digits, spaces and _.:/=+@-, as AWS allows in tag values")
    .describe("Where the cost is booked (tag `cost-center`)."),
  dataClassification: z
    .enum(dataClassifications)
    .default("restricted")
    .describe("The most sensitive data that the stack holds (tag `data-classification`)."),
  deployerRoleArns: uniqueList(roleArn, 1, "role")
    .optional()
    .describe(
      "Roles that may deploy besides the deployer role of the deployment path, `<project>-<environment>-deployer`; every protective Deny excepts them. The administrator of the first `up` is listed here for that run.",
    ),
  breakGlassRoleArns: uniqueList(roleArn, 1, "role")
    .optional()
    .describe("Roles for emergencies. Default: the account's break-glass role, `<project>-account-break-glass`."),
  dataProtection: z
    .enum(["retain", "disposable"])
    .default("retain")
    .describe(
      "`retain` protects whatever holds data, and keys, against deletion; `disposable` lets a destroy delete it all.",
    ),
  keyDeletionWindowDays: wholeNumber(7, 30, "days")
    .default(30)
    .describe("Days that the deletion of a key can still be called back, 7 to 30."),
  logRetention: logRetentionSchema,
  controls: z
    .partialRecord(
      z.enum(switchableControls),
      z.strictObject({
        off: z.literal(true).describe("The control is switched off."),
        reason: z
          .string()
          .min(10, "must say why, in at least 10 characters")
          .describe("Why, for whoever reads the report."),
      }),
    )
    .default({})
    .describe(
      "Controls that are switched off on purpose, each with its reason; reports show them as off. All others always hold.",
    ),
};
