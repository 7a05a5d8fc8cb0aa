import { endpointFeatureNames } from "@secure-ml/controls";
import { z } from "zod";
import { alertsShape, namesSomebody } from "./alerts.js";
import { cidrProblem, cidrsOverlap, parseCidr, vpcCidrProblem } from "./cidr.js";
import { commonShape, environmentName, regionName } from "./common.js";
import { databasePortSchema, databaseProblems, databaseShape } from "./databases.js";
import { dataSetProblems, dataSetShape } from "./dataSets.js";
import {
  dnsFirewallSchema,
  egressSchema,
  resolvedDomainProblem,
  transitEncryptionSchema,
  unencryptedEgressProblem,
} from "./networkSettings.js";
import { appInstanceType, instanceType } from "./instanceType.js";
import { trainingProblems, trainingSchema } from "./training.js";
import { discoverySchema } from "./discovery.js";
import { malwareScanSchema } from "./malwareScan.js";
import { modelProblems, modelShape } from "./models.js";
import { intakeProblems, intakeShape } from "./intake.js";
import { notebookProblems, notebooksSchema } from "./notebooks.js";
import { bucketRetentionShape, retentionProblems } from "./retention.js";
import { secretProblems, secretShape } from "./secrets.js";
import { studioProblems, studioSchema } from "./studio.js";
import { prefixAccessProblems, prefixAccessShape } from "./prefixAccess.js";
import { tableProblems, tableShape } from "./tables.js";
import { tenantProblems, tenantShape } from "./tenants.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";
import { zoneIdProblems } from "./zoneIds.js";

const peerCidr = z
  .string()
  .refine((value) => cidrProblem(value) === undefined, { error: (issue) => cidrProblem(String(issue.input)) ?? "" });

/** Name of a permission set of IAM Identity Center. */
const permissionSet = z
  .string()
  .regex(/^[\w+=,.@-]{1,32}$/, "must be the name of a permission set, 1 to 32 letters, digits and +=,.@-_");

/** Config of the platform stack: one document per environment. */
export const platformConfigSchema = z
  .strictObject({
    ...commonShape,
    region: regionName.describe("Region of the environment."),
    accountStack: environmentName
      .optional()
      .describe("Name of the account stack that carries the environment. Default: the environment's own name."),
    alerts: z
      .strictObject(alertsShape)
      .superRefine(namesSomebody)
      .prefault({})
      .describe("Who is told of alarms of the environment."),
    network: z
      .strictObject({
        cidrBlock: z
          .string()
          .refine((value) => vpcCidrProblem(value) === undefined, {
            error: (issue) => vpcCidrProblem(String(issue.input)) ?? "",
          })
          .describe("IPv4 range of the VPC, /16 to /20; a tier gets an eighth of it, a zone a quarter of that."),
        zoneIds: z
          // Patterns and counts are for editors; zoneIdProblems says the same in words.
          .array(z.string().meta({ pattern: "^[a-z0-9]+-az\\d+$" }))
          .meta({ minItems: 2, maxItems: 4, uniqueItems: true })
          .describe("Availability zone ids, 2 to 4; add new ones at the end, or existing subnets are replaced."),
        peerCidrBlocks: z
          .array(peerCidr)
          .default([])
          .describe("Ranges in use elsewhere, which the VPC must not overlap."),
        databasePort: databasePortSchema,
        endpoints: z
          .strictObject({
            features: z
              .array(z.enum(endpointFeatureNames, `must be one of ${endpointFeatureNames.join(", ")}`))
              .default(["management", "notebooks", "private-api"])
              .describe(
                "Uses beyond the core services; each adds the interface endpoints of its services, billed by the hour.",
              ),
            zones: z
              .enum(["every", "one"], "must be every or one")
              .default("every")
              .describe("`every` zone has an interface for each service; `one` is cheaper and fails with its zone."),
          })
          .prefault({})
          .describe("Which services of AWS the network reaches through interface endpoints."),
        flowLogs: z
          .strictObject({
            aggregationSeconds: z
              .union([z.literal(60), z.literal(600)], "must be 60 or 600 seconds")
              .default(60)
              .describe("Longest time over which a flow is summed up, 60 or 600 seconds."),
          })
          .prefault({})
          .describe("Flow logs of the VPC and of the training subnets."),
        dnsFirewall: dnsFirewallSchema,
        transitEncryption: transitEncryptionSchema,
        egress: egressSchema,
      })
      .superRefine(({ cidrBlock, peerCidrBlocks, ...network }, context) => {
        const domains = resolvedDomainProblem(network);
        if (domains !== undefined) {
          context.addIssue({ code: "custom", path: ["dnsFirewall", "allowedDomains"], message: domains });
        }
        const unencrypted = unencryptedEgressProblem(network.transitEncryption, network.egress.mode);
        if (unencrypted !== undefined) {
          context.addIssue({ code: "custom", path: ["transitEncryption", "exclusions"], message: unencrypted });
        }
        const own = parseCidr(cidrBlock);
        const overlapping = peerCidrBlocks.filter((text) => {
          const peer = parseCidr(text);
          return own !== undefined && peer !== undefined && cidrsOverlap(own, peer);
        });
        if (overlapping.length > 0) {
          context.addIssue({
            code: "custom",
            path: ["cidrBlock"],
            message: `must not overlap ${overlapping.join(" and ")} of peerCidrBlocks`,
          });
        }
      })
      .describe("The environment's own network."),
    keys: z
      .strictObject({
        sharing: z
          .enum(["key-per-domain", "one-data-key"])
          .default("key-per-domain")
          .describe(
            "`key-per-domain` gives each domain of data and volumes its own key; `one-data-key` has one for all buckets and one for all volumes (cheaper).",
          ),
      })
      .prefault({})
      .describe("Customer managed keys."),
    jobs: z
      .strictObject({
        instanceTypes: uniqueList(instanceType, 1, "instance type")
          .default(["ml.m5.large", "ml.m5.xlarge"])
          .describe("Instance types that jobs may run on; everything else is refused to every role."),
        maxRuntimeSeconds: wholeNumber(60, 432_000, "seconds")
          .default(86_400)
          .describe("Longest run of a job in seconds, 60 to 432000."),
        warmPoolSeconds: wholeNumber(0, 3600, "seconds")
          .default(0)
          .describe("Longest time in seconds that machines stay warm after a training job, 0 to 3600; 0 for never."),
      })
      .prefault({})
      .describe("What training, tuning, processing and transform jobs may use."),
    personas: z
      .strictObject({
        instanceTypes: uniqueList(appInstanceType, 1, "instance type")
          .default(["system", "ml.t3.medium", "ml.m5.large"])
          .describe("Instance types of people's apps, spaces and notebooks; `system` is an app's own small one."),
        directJobs: z
          .boolean()
          .default(false)
          .describe("Whether data scientists start jobs directly; otherwise only pipelines do."),
        dataEngineerPermissionSets: uniqueList(permissionSet, 1, "permission set")
          .default(["DataEngineer"])
          .describe("Permission sets of IAM Identity Center whose people bring data in, and read none."),
        approverPermissionSets: uniqueList(permissionSet, 1, "permission set")
          .default(["ModelRisk"])
          .describe("Permission sets of IAM Identity Center whose people approve or reject models."),
        administratorPermissionSets: uniqueList(permissionSet, 1, "permission set")
          .default(["MlAdministrator"])
          .describe("Permission sets of IAM Identity Center whose people run Studio."),
      })
      .prefault({})
      .describe("People who work in the environment."),
    ...dataSetShape,
    ...bucketRetentionShape,
    malwareScan: malwareScanSchema,
    discovery: discoverySchema,
    training: trainingSchema,
    ...modelShape,
    studio: studioSchema.optional(),
    ...intakeShape,
    notebooks: notebooksSchema,
    ...tenantShape,
    ...databaseShape,
    ...secretShape,
    ...tableShape,
    ...prefixAccessShape,
  })
  // What depends on several keys has to be told even when something else is wrong as well.
  .superRefine(
    (config, context) => {
      const { region, network } = config as { readonly region?: unknown; readonly network?: { zoneIds?: unknown } };
      const zoneIds = network?.zoneIds;
      if (Array.isArray(zoneIds) && zoneIds.every((zone) => typeof zone === "string")) {
        for (const message of zoneIdProblems(zoneIds, String(region))) {
          context.addIssue({ code: "custom", path: ["network", "zoneIds"], message });
        }
      }
      const problems = [
        ...modelProblems(config),
        ...studioProblems(config),
        ...notebookProblems(config),
        ...intakeProblems(config),
        ...trainingProblems(config),
        ...dataSetProblems(config),
        ...retentionProblems(config),
        ...tenantProblems(config),
        ...databaseProblems(config),
        ...secretProblems(config),
        ...tableProblems(config),
        ...prefixAccessProblems(config),
      ];
      for (const { path, message } of problems) {
        context.addIssue({ code: "custom", path: [...path], message });
      }
    },
    { when: ({ value }) => typeof value === "object" && value !== null },
  );

/** Settings of the platform stack, defaults filled in. */
export type PlatformConfig = z.infer<typeof platformConfigSchema>;
