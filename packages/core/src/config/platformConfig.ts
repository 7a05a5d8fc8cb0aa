import { z } from "zod";
import { cidrProblem, cidrsOverlap, parseCidr } from "./cidr.js";
import { commonShape, environmentName, regionName } from "./common.js";

const cidr = z
  .string()
  .refine((value) => cidrProblem(value) === undefined, { error: (issue) => cidrProblem(String(issue.input)) ?? "" });

/** Config of the platform stack: one document per environment. */
export const platformConfigSchema = z
  .strictObject({
    ...commonShape,
    region: regionName.describe("Region of the environment."),
    accountStack: environmentName
      .optional()
      .describe("Name of the account stack that carries the environment. Default: the environment's own name."),
    network: z
      .strictObject({
        cidrBlock: cidr.describe(
          "IPv4 range of the VPC, /16 to /20; a tier gets an eighth of it, a zone a quarter of that.",
        ),
        zoneIds: z
          .array(
            z.string().regex(/^[a-z0-9]+-az\d$/, 'must be an availability zone id such as "euc1-az1", not a zone name'),
          )
          .min(2, "must name at least 2 zones, or a zone's failure takes the platform down")
          .max(4, "must name at most 4 zones")
          .describe("Availability zone ids, 2 to 4; add new ones at the end, or existing subnets are replaced."),
        peerCidrBlocks: z.array(cidr).default([]).describe("Ranges in use elsewhere, which the VPC must not overlap."),
        flowLogs: z
          .strictObject({
            aggregationSeconds: z
              .union([z.literal(60), z.literal(600)])
              .default(60)
              .describe("Longest time over which a flow is summed up, 60 or 600 seconds."),
          })
          .prefault({})
          .describe("Flow logs of the VPC and of the training subnets."),
      })
      .describe("The environment's own network."),
    keys: z
      .strictObject({
        sharing: z
          .enum(["key-per-domain", "one-data-key"])
          .default("key-per-domain")
          .describe(
            "`key-per-domain` separates lake, features, artifacts, capture and labels; `one-data-key` does not (cheaper).",
          ),
      })
      .prefault({})
      .describe("Customer managed keys."),
    supersededVersionDays: z
      .strictObject({
        standard: z.int().min(1).max(365).default(90).describe("Days that superseded versions are kept, 1 to 365."),
        personal: z.int().min(1).max(30).default(30).describe("The same where personal data may be, 1 to 30."),
        artifacts: z
          .int()
          .min(1)
          .max(365)
          .default(365)
          .describe("The same for models and job outputs, besides the newest 10."),
      })
      .prefault({})
      .describe("How long a superseded or deleted object can be brought back."),
  })
  .check(({ value, issues }) => {
    const own = parseCidr(value.network.cidrBlock);
    if (own !== undefined && (own.prefixLength < 16 || own.prefixLength > 20)) {
      issues.push({
        code: "custom",
        path: ["network", "cidrBlock"],
        input: value.network.cidrBlock,
        message: `must be a /16 to /20, so that every subnet has at least 123 free addresses and AWS takes it`,
      });
    }
    // Containers on the hosts of managed jobs use this range for their bridge.
    for (const other of ["172.17.0.0/16", ...value.network.peerCidrBlocks]) {
      const otherCidr = parseCidr(other);
      if (own !== undefined && otherCidr !== undefined && cidrsOverlap(own, otherCidr)) {
        issues.push({
          code: "custom",
          path: ["network", "cidrBlock"],
          input: value.network.cidrBlock,
          message: `overlaps ${other}${other === "172.17.0.0/16" ? ", the container bridge of managed jobs" : " of network.peerCidrBlocks"}`,
        });
      }
    }
    const { zoneIds } = value.network;
    const duplicates = zoneIds.filter((zone, index) => zoneIds.indexOf(zone) !== index);
    if (duplicates.length > 0) {
      issues.push({
        code: "custom",
        path: ["network", "zoneIds"],
        input: zoneIds,
        message: `names ${duplicates.join(", ")} twice`,
      });
    }
  });

/** Settings of the platform stack, defaults filled in. */
export type PlatformConfig = z.infer<typeof platformConfigSchema>;
