import { regionByName } from "@secure-ml/controls";
import { z } from "zod";
import { isScheduleExpression, scheduleExpectation } from "../scheduleExpression.js";
import { adoptSchema } from "./adopt.js";
import { alertsShape, namesSomebody } from "./alerts.js";
import { commonShape, environmentName, regionName } from "./common.js";
import { archiveSchema, retentionProblems } from "./retention.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

const environmentNames = uniqueList(environmentName, 1, "environment");

/** Config of the account stack: one document per AWS account. */
export const accountConfigSchema = z
  .strictObject({
    ...commonShape,
    regions: uniqueList(regionName, 1, "Region")
      .refine((names) => partitionsOf(names).length <= 1, {
        error: (issue) =>
          `must lie in one partition, because an account does (here: ${partitionsOf(issue.input as string[]).join(", ")})`,
      })
      .describe("Regions in use, the home Region first: trail and archive live there, keys and access logs in each."),
    environments: environmentNames.describe(
      "Environments that this account carries; each has a platform stack of that name.",
    ),
    archive: archiveSchema,
    adopt: adoptSchema,
    alerts: z
      .strictObject({
        ...alertsShape,
        minimumSeverity: z
          .enum(["HIGH", "MEDIUM"])
          .default("MEDIUM")
          .describe("The least severe findings that people are told of, where the source has severities."),
      })
      .superRefine(namesSomebody)
      .prefault({})
      .describe("Who is told of findings in the account and of its alarms."),
    auditors: z
      .strictObject({
        permissionSets: uniqueList(
          z
            .string()
            .regex(/^[\w+=,.@-]{1,32}$/, "must be the name of a permission set: 1 to 32 letters, digits and +=,.@-_"),
          1,
          "permission set",
        ).describe("Permission sets of IAM Identity Center whose holders read archive and evidence."),
      })
      .describe("Who reads the account's records; nobody else does."),
    deployment: z
      .strictObject({
        issuer: z
          .string()
          .regex(/^https:\/\/[^/?#]+(\/[^?#]*[^/?#])?$/, "must be an https URL without a slash at its end")
          .default("https://token.actions.githubusercontent.com")
          .describe("Issuer of the tokens with which a pipeline says which it is."),
        audience: exact("audience").default("sts.amazonaws.com").describe("Audience of the tokens."),
        accountSubjects: uniqueList(exact("subject"), 1, "subject").describe(
          "Exact subjects that may deploy the account stack, as the issuer writes them: of GitHub `repo:<owner>@<owner's id>/<repository>@<its id>:environment:<name>`, without the ids for a repository from before July 2026; of GitLab `project_path:<group>/<project>:ref_type:branch:ref:<branch>`.",
        ),
        environmentSubjects: z
          .record(environmentName, uniqueList(exact("subject"), 1, "subject"))
          .describe("The same for the platform stack of each environment."),
        state: z
          .strictObject({
            bucketName: z
              .string()
              .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket")
              .describe("Bucket of the state; not named like the stacks' own, whose objects no deployer reads."),
            keyArns: uniqueList(
              z.string().regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, "must be the ARN of a key"),
              1,
              "key",
            ).describe("Keys of that bucket and of the stacks' secrets."),
          })
          .optional()
          .describe(
            "Where Pulumi keeps its state; left out where that is not in AWS. Deployers get to their own stack's.",
          ),
      })
      .describe("Which pipelines deploy, each with a role of its own and without long-lived keys."),
    guardrails: z
      .strictObject({
        internetGatewayBlock: z
          .enum(["block-bidirectional", "block-ingress"])
          .default("block-bidirectional")
          .describe(
            "What internet gateways let through in the whole account: nothing, or with `block-ingress` what starts inside, for an account of which an environment has egress.",
          ),
        removeDefaultVpc: z
          .boolean()
          .default(false)
          .describe(
            "Whether to take over each Region's default VPC for deletion, which also makes one where there is none; the next `up` with `adopt.defaultVpc: external` deletes it.",
          ),
      })
      .prefault({})
      .describe("Safe defaults of the account and its Regions."),
    trail: z
      .strictObject({
        insights: z
          .boolean()
          .default(true)
          .describe("Whether CloudTrail looks for unusual call and error rates (billed)."),
        objectEvents: z
          .enum(["all", "platform-writes"])
          .default("all")
          .describe(
            "Which reads and writes of objects are recorded (billed): all but those of the log buckets, or only writes to the project's buckets.",
          ),
      })
      .prefault({})
      .describe("The account's multi-Region trail."),
    trailIntegrity: z
      .strictObject({
        schedule: z
          .string()
          .refine(isScheduleExpression, scheduleExpectation)
          .default("rate(1 day)")
          .describe("When the trail's digests are verified, as an EventBridge schedule."),
        lookBackHours: wholeNumber(2, 168, "hours")
          .default(26)
          .describe("Hours that each verification covers, 2 to 168."),
      })
      .prefault({})
      .describe("Verification of the trail's signed digests."),
  })
  .superRefine(
    (config, context) => {
      const { environments, deployment } = config as {
        readonly environments?: unknown;
        readonly deployment?: { readonly environmentSubjects?: unknown };
      };
      const subjects = deployment?.environmentSubjects;
      const carried = environmentNames.safeParse(environments);
      if (!carried.success || typeof subjects !== "object" || subjects === null) return;
      const named = Object.keys(subjects);
      const missing = carried.data.filter((name) => !named.includes(name));
      const unknown = named.filter((name) => !carried.data.includes(name));
      const issue = (message: string): void => {
        context.addIssue({ code: "custom", path: ["deployment", "environmentSubjects"], message });
      };
      if (missing.length > 0) issue(`must name who deploys each of environments (missing: ${missing.join(", ")})`);
      if (unknown.length > 0) issue(`must name environments of this account only (here: ${unknown.join(", ")})`);
    },
    { when: ({ value }) => typeof value === "object" && value !== null },
  )
  .superRefine(
    (config, context) => {
      const { regions: used, adopt } = config as {
        readonly regions?: unknown;
        readonly adopt?: { readonly existingJobLogs?: unknown };
      };
      const existing = adopt?.existingJobLogs;
      if (!Array.isArray(used) || !Array.isArray(existing)) return;
      const elsewhere = existing.map(String).filter((group) => !used.includes(group.split(":")[0]));
      if (elsewhere.length === 0) return;
      context.addIssue({
        code: "custom",
        path: ["adopt", "existingJobLogs"],
        message: `must name log groups in the Regions of regions (here: ${elsewhere.join(", ")})`,
      });
    },
    { when: ({ value }) => typeof value === "object" && value !== null },
  )
  .superRefine(
    (config, context) => {
      for (const { path, message } of retentionProblems(config)) {
        context.addIssue({ code: "custom", path: [...path], message });
      }
    },
    { when: ({ value }) => typeof value === "object" && value !== null },
  );

/** Settings of the account stack, defaults filled in. */
export type AccountConfig = z.infer<typeof accountConfigSchema>;

/**
 * Text that a token must carry exactly: with a wildcard, every repository of the host could deploy, and whoever opens a
 * pull request decides what its pipeline does.
 */
function exact(what: string) {
  return z
    .string()
    .regex(/^[^*?\s$]+$/, `must be one exact ${what}, without *, ?, $ and spaces`)
    .refine((text) => !text.endsWith(":pull_request"), "must not be that of pull requests, which anybody opens");
}

function partitionsOf(regionNames: readonly string[]): readonly string[] {
  return [...new Set(regionNames.flatMap((name) => regionByName(name)?.partition ?? []))];
}
