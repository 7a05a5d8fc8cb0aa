import { publicPackageHosts } from "@secure-ml/controls";
import { z } from "zod";
import { uniqueList } from "./uniqueList.js";

/**
 * Most domains that a config may add to those of AWS: Route 53 takes at most 255 in one call, and the provider makes one.
 *
 * @see AWS, "UpdateFirewallDomains":
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_UpdateFirewallDomains.html
 */
export const maximumResolvedDomains = 200;

/** Paths that VPC encryption control can leave out, by the provider's names. */
export const encryptionExclusions = [
  "egressOnlyInternetGateway",
  "elasticFileSystem",
  "internetGateway",
  "lambda",
  "natGateway",
  "virtualPrivateGateway",
  "vpcLattice",
  "vpcPeering",
] as const;

/** A path that VPC encryption control leaves out. */
export type EncryptionExclusion = (typeof encryptionExclusions)[number];

/**
 * What is wrong with a domain that workloads shall look up or reach: one that is none, a wildcard for a whole top-level
 * domain, or a public index of packages, which come from a repository of ours only (NET-16).
 *
 * @returns a phrase that follows the key; nothing for a domain that is allowed
 */
export function domainProblem(domain: string): string | undefined {
  if (!/^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(domain) || domain.length > 255) {
    return 'must be a domain in lower case such as "example.com", or "*.example.com" for all below it';
  }
  const host = domain.replace(/^\*\./, "");
  const isPackages = publicPackageHosts.some(
    (index) => index === host || host.endsWith(`.${index}`) || (domain !== host && index.endsWith(`.${host}`)),
  );
  return isPackages ? "must not be a public index of packages: they come from a repository of ours" : undefined;
}

/** A domain that workloads may look up or reach. */
export const domain = z.string().refine((value) => domainProblem(value) === undefined, {
  error: (issue) => domainProblem(String(issue.input)) ?? "",
});

/** Which names workloads look up. */
export const dnsFirewallSchema = z
  .strictObject({
    otherNames: z
      .enum(["block", "alert-only"], "must be block or alert-only")
      .default("block")
      .describe("What becomes of a lookup of a name that is not allowed: `block`, or `alert-only`, which answers it."),
    allowedDomains: uniqueList(domain, 0, "domain")
      .max(maximumResolvedDomains, `must name at most ${maximumResolvedDomains} domains`)
      .default([])
      .describe("Names beyond AWS's own that workloads may look up, `*.example.com` for all below one."),
  })
  .prefault({})
  .describe("DNS firewall of the VPC.");

/** Whether traffic inside the VPC must be encrypted. */
export const transitEncryptionSchema = z
  .strictObject({
    mode: z
      .enum(["monitor", "enforce"], "must be monitor or enforce")
      .default("monitor")
      .describe("`monitor` shows in the flow logs what is not encrypted; `enforce` refuses it."),
    exclusions: uniqueList(
      z.enum(encryptionExclusions, `must be one of ${encryptionExclusions.join(", ")}`),
      0,
      "exclusion",
    )
      .default([])
      .describe("Paths that may stay unencrypted in the mode `enforce`."),
  })
  .refine(({ mode, exclusions }) => mode === "enforce" || exclusions.length === 0, {
    path: ["exclusions"],
    error: "must be left out in the mode monitor, which refuses nothing",
  })
  .prefault({})
  .describe("VPC encryption control.");

/** A way to the internet for single tiers. */
export const egressSchema = z
  .strictObject({
    mode: z
      .enum(["none", "nat", "inspected"], "must be none, nat or inspected")
      .default("none")
      .describe(
        "`none` has no way out; `inspected` lets through listed domains, past a firewall; `nat` lets through everything, in dev only.",
      ),
    tiers: uniqueList(z.enum(["build", "studio"], "must be build or studio"), 1, "tier")
      .default(["build"])
      .describe("Tiers that are let out."),
    allowedDomains: uniqueList(domain, 0, "domain")
      .max(maximumResolvedDomains, `must name at most ${maximumResolvedDomains} domains`)
      .default([])
      .describe("Domains that the mode `inspected` lets through, `*.example.com` for all below one."),
    natGateways: z
      .enum(["every", "one"], "must be every or one")
      .default("every")
      .describe("Whether `every` zone has a NAT gateway or `one` serves all; `one` in the mode `nat` only."),
  })
  .superRefine(({ mode, allowedDomains, natGateways }, context) => {
    const report = (path: string, message: string): void => {
      context.addIssue({ code: "custom", path: [path], message });
    };
    if (mode === "inspected" && allowedDomains.length === 0) {
      report("allowedDomains", "must name at least 1 domain in the mode inspected");
    }
    if (mode !== "inspected" && allowedDomains.length > 0) {
      report("allowedDomains", `must be left out in the mode ${mode}`);
    }
    if (mode === "inspected" && natGateways === "one") {
      report(
        "natGateways",
        "must be every in the mode inspected, whose firewall has to see both directions in one zone",
      );
    }
  })
  .prefault({})
  .describe("Way to the internet for single tiers.");

/** What encryption control in the mode `enforce` must leave out where there is a way to the internet. */
const unencryptedEgress = ["internetGateway", "natGateway"] as const;

/**
 * What is wrong with an enforced encryption where there is a way to the internet: AWS refuses gateways unless they are
 * left out of it, since it cannot encrypt what leaves it.
 *
 * @param transitEncryption settings of the encryption control
 * @param egress mode of the egress; none without one
 * @returns a phrase that follows the key; nothing for settings that are allowed
 */
export function unencryptedEgressProblem(
  transitEncryption: { readonly mode?: string | undefined; readonly exclusions?: readonly string[] | undefined },
  egress: string | undefined,
): string | undefined {
  const { mode, exclusions = [] } = transitEncryption;
  const missing = unencryptedEgress.filter((path) => !exclusions.includes(path));
  return mode === "enforce" && egress !== undefined && egress !== "none" && missing.length > 0
    ? `must name ${missing.join(" and ")} in the mode enforce, for the egress of the mode ${egress}`
    : undefined;
}

/**
 * What the domains of egress and DNS firewall together break: they are one list of the DNS firewall.
 *
 * @param network settings of the network
 */
export function resolvedDomainProblem(network: {
  readonly dnsFirewall: { readonly allowedDomains: readonly string[] };
  readonly egress: { readonly allowedDomains: readonly string[] };
}): string | undefined {
  const domains = new Set([...network.dnsFirewall.allowedDomains, ...network.egress.allowedDomains]);
  return domains.size <= maximumResolvedDomains
    ? undefined
    : `must name at most ${maximumResolvedDomains} domains together with egress.allowedDomains (now ${domains.size})`;
}
