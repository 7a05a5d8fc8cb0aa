import { z } from "zod";

/** Name of the policy under which the pack's settings stand in the config file. */
export const settingsPolicyName = "secure-ml-settings";

const exemptionSchema = z.strictObject({
  rule: z
    .string()
    .min(1, "must not be empty")
    .describe("Name of the one rule that is exempted, such as data-s3-access-logged."),
  urn: z
    .string()
    .regex(
      /^urn:pulumi:[^:]+::[^:]+::.+::.+$/,
      "must be a full URN, as a report or `pulumi stack --show-urns` shows it",
    )
    .describe("URN of the one resource that is exempted."),
  owner: z.string().trim().min(1, "must not be empty").describe("Team that answers for the exemption."),
  reason: z.string().trim().min(1, "must not be empty").describe("Why the rule may be broken here."),
  expires: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "must be a date, as YYYY-MM-DD", abort: true })
    .refine(isCalendarDate, "must be a date that exists")
    .describe("Day on which the exemption ends and the violation is back, YYYY-MM-DD."),
  origin: z.enum(["blueprint", "user"]).describe("Who made the exemption: the blueprint itself or its user."),
});

const settingsSchema = z.strictObject({
  profile: z
    .enum(["dev", "prod"])
    .default("prod")
    .describe("Strictness: in dev, rules of medium and low severity only advise and rules marked (prod) do not apply."),
  accountProject: z
    .string()
    .min(1)
    .default("secure-ml-account")
    .describe("Name of the Pulumi project that deploys the account stack, as its Pulumi.yaml has it."),
  project: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,11}$/, "must be 2 to 12 lower-case letters, digits and hyphens")
    .optional()
    .describe("First part of the names of physical resources; without it, rules accept any."),
  environments: z
    .array(z.string().regex(/^[a-z][a-z0-9]{1,7}$/, "must be 2 to 8 lower-case letters and digits"))
    .default([])
    .describe("Environments that live in the account."),
  allowedRegions: z
    .array(z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "must be a Region's name, such as eu-central-1"))
    .default([])
    .describe("Regions in which resources may live; empty for all."),
  invokeLogging: z
    .boolean()
    .default(false)
    .describe("Whether the account's trail records invocations of model endpoints."),
  exemptions: z.array(exemptionSchema).default([]).describe("Accepted violations, each of one rule by one resource."),
});

/** What applies to the whole pack. */
export type PackSettings = Readonly<z.output<typeof settingsSchema>>;

/** An accepted violation of one rule by one resource. */
export type Exemption = PackSettings["exemptions"][number];

/** Settings of a pack that was given no config: the strictest there are. */
export const strictSettings: PackSettings = settingsSchema.parse({});

/** Settings that could be read, or everything that is wrong with them. */
export type SettingsRead =
  | { readonly settings: PackSettings; readonly problems: readonly [] }
  | { readonly settings?: never; readonly problems: readonly string[] };

/**
 * Reads the pack's settings.
 *
 * @param raw what stands under `secure-ml-settings` in the config file
 * @param ruleNames rules that an exemption may name
 * @returns the settings, or every problem, each with its place in the file
 */
export function parseSettings(raw: unknown, ruleNames: readonly string[]): SettingsRead {
  const result = settingsSchema.safeParse(raw, {
    error: (issue) => (issue.code === "invalid_type" && issue.input === undefined ? "is missing" : undefined),
  });
  const problems = result.success ? [] : result.error.issues.map((issue) => `${place(issue.path)}: ${issue.message}`);
  for (const [index, rule] of namedRules(raw).entries()) {
    if (typeof rule === "string" && !ruleNames.includes(rule)) {
      problems.push(`${place(["exemptions", index, "rule"])}: "${rule}" is no rule of this pack`);
    }
  }
  if (!result.success || problems.length > 0) return { problems };
  return { settings: result.data, problems: [] };
}

function namedRules(raw: unknown): readonly unknown[] {
  const exemptions = (raw as { exemptions?: unknown } | undefined)?.exemptions;
  return Array.isArray(exemptions) ? exemptions.map((exemption: { rule?: unknown } | null) => exemption?.rule) : [];
}

function place(path: readonly PropertyKey[]): string {
  return [settingsPolicyName, ...path.map(String)].join(".");
}

function isCalendarDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  // The 30th of February is the 2nd of March to some engines, and no date to others.
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/**
 * Whether an exemption has ended.
 *
 * @param today YYYY-MM-DD, in UTC
 */
export function isExpired(exemption: Exemption, today: string): boolean {
  return exemption.expires <= today;
}

/** JSON schema of the settings, from which the CLI checks the config before it starts. */
export function settingsJsonSchema(): { properties: Record<string, object>; required?: string[] } {
  const { properties } = z.toJSONSchema(settingsSchema, { target: "draft-7", io: "input", unrepresentable: "any" });
  return { properties: properties as Record<string, object> };
}

/** JSON schema of the whole config file, for editors. */
export function configFileSchema(): object {
  const level = { enum: ["advisory", "mandatory", "disabled"] };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Config of the secure-ml policy pack, for `pulumi preview --policy-pack-config`",
    type: "object",
    properties: {
      [settingsPolicyName]: {
        description: "What applies to the whole pack.",
        type: "object",
        ...settingsJsonSchema(),
        additionalProperties: false,
      },
      all: { description: "Enforcement level of every rule, instead of its own.", ...level },
    },
    patternProperties: {
      "^(data|net|trn|inf|gov)-[a-z0-9-]+$": {
        description: "Enforcement level of one rule, instead of its own. To accept one violation, write an exemption.",
        ...level,
      },
    },
    required: [settingsPolicyName],
    additionalProperties: false,
  };
}
