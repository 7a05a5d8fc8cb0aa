import { all, dependents, one, runProgram } from "@secure-ml/testing";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { DnsFirewall, type DnsFirewallSettings } from "./dnsFirewall.js";
import { environment } from "./environment.fixture.js";
import { resolvedDomains } from "./resolvedDomains.js";

const type = (name: string) => `aws:route53/resolverFirewall${name}:ResolverFirewall${name}`;
const run = (settings: DnsFirewallSettings = {}) =>
  runProgram(
    () => {
      new DnsFirewall("dns", { environment, vpcId: "vpc-1", ...settings });
    },
    { aws: { region: "eu-central-1" } },
  );
type Run = Awaited<ReturnType<typeof run>>;
const domains = (result: Run, key: string) => one(result, type("DomainList"), `dns-${key}`).inputs["domains"];

describe("DnsFirewall", { tags: ["NET-11"] }, () => {
  it("resolves the names of AWS in the Region, and blocks tunnels, generated names and all others", async () => {
    const result = await run();
    const group = one(result, type("RuleGroup"));
    const rules = all(result, type("Rule"))
      .map(({ inputs }) => Object.fromEntries(Object.entries(inputs).filter(([property]) => property !== "name")))
      .sort((one, other) => Number(one["priority"]) - Number(other["priority"]));
    const list = (key: string) => one(result, type("DomainList"), `dns-${key}`).id;
    const blocked = { firewallRuleGroupId: group.id, action: "BLOCK", blockResponse: "NXDOMAIN" };
    expect(rules).toEqual([
      {
        firewallRuleGroupId: group.id,
        priority: 100,
        action: "ALLOW",
        firewallDomainListId: list("allowed"),
        firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
      },
      { ...blocked, priority: 200, dnsThreatProtection: "DNS_TUNNELING", confidenceThreshold: "MEDIUM" },
      { ...blocked, priority: 210, dnsThreatProtection: "DGA", confidenceThreshold: "MEDIUM" },
      { ...blocked, priority: 220, dnsThreatProtection: "DICTIONARY_DGA", confidenceThreshold: "MEDIUM" },
      { ...blocked, priority: 900, firewallDomainListId: list("others") },
    ]);
    expect(domains(result, "allowed")).toEqual([
      "*.eu-central-1.amazonaws.com",
      "*.eu-central-1.vpce.amazonaws.com",
      "*.eu-central-1.rds.amazonaws.com",
      "*.eu-central-1.api.aws",
      "*.eu-central-1.sagemaker.aws",
      "*.eu-central-1.compute.internal",
      "*.in-addr.arpa",
    ]);
    expect(domains(result, "others")).toEqual(["*"]);
  });

  it("holds for the VPC once every rule is there, and fails closed", async () => {
    const result = await run();
    const association = one(result, type("RuleGroupAssociation"));
    expect(association.inputs).toMatchObject({
      firewallRuleGroupId: one(result, type("RuleGroup")).id,
      vpcId: "vpc-1",
      priority: 1000,
    });
    for (const rule of all(result, type("Rule"))) expect(dependents(result, rule)).toContain(association);
    expect(one(result, type("Config")).inputs).toEqual({ resourceId: "vpc-1", firewallFailOpen: "DISABLED" });
    const serving = result.resources.filter(({ urn }) => result.controls.get(urn)?.includes("NET-11"));
    expect(serving).toHaveLength(10);
  });

  it("adds domains, and answers other names with an alert where that is asked for", async () => {
    const result = await run({ otherNames: "alert-only", allowedDomains: ["*.example.com", "example.org"] });
    expect((domains(result, "allowed") as string[]).slice(-2)).toEqual(["*.example.com", "example.org"]);
    const rule = one(result, type("Rule"), "dns-others-rule");
    expect(rule.inputs).toMatchObject({ action: "ALERT", priority: 900 });
    expect(rule.inputs).not.toHaveProperty("blockResponse");
    expect(one(result, type("Rule"), "dns-dns-tunneling-rule").inputs["action"]).toBe("BLOCK");
  });

  it("refuses what is no domain, all at once", async () => {
    const many = Array.from({ length: 201 }, (_, index) => `a${index}.example.com`);
    await expect(run({ allowedDomains: ["*", "*.com", "pypi.org", "*.pythonhosted.org"] })).rejects.toThrow(
      pulumi.ResourceError,
    );
    await expect(run({ otherNames: "allow" as "block", allowedDomains: ["*", "pypi.org"] })).rejects.toThrow(
      'DnsFirewall "dns": otherNames must be one of block, alert-only, but is "allow"; ' +
        'allowedDomains must be a domain in lower case such as "example.com", or "*.example.com" for all below it, but is "*"; ' +
        'allowedDomains must not be a public index of packages: they come from a repository of ours, but is "pypi.org".',
    );
    await expect(run({ allowedDomains: many })).rejects.toThrow("must name at most 200 domains, but is 201");
  });
});

describe("the names that are always resolved", { tags: ["NET-11"] }, () => {
  it("are those of the partition and the Region", () => {
    const china = { ...environment, partition: "aws-cn", dnsSuffix: "amazonaws.com.cn", region: "cn-north-1" } as const;
    expect(resolvedDomains(china)).toContain("*.cn-north-1.amazonaws.com.cn");
    expect(resolvedDomains(china)).toContain("*.cn-north-1.sagemaker.com.cn");
    expect(resolvedDomains({ ...environment, region: "us-east-1" })).toContain("*.ec2.internal");
  });

  it("cover every endpoint of the network", () => {
    const names = [
      "api.sagemaker.eu-central-1.amazonaws.com",
      "runtime.sagemaker.eu-central-1.amazonaws.com",
      "d-abc.studio.eu-central-1.sagemaker.aws",
      "exploration.notebook.eu-central-1.sagemaker.aws",
      "sts.eu-central-1.amazonaws.com",
      "111111111111.dkr.ecr.eu-central-1.amazonaws.com",
      "abc.execute-api.eu-central-1.amazonaws.com",
      "bucket.s3.eu-central-1.amazonaws.com",
      "vpce-1-2.kms.eu-central-1.vpce.amazonaws.com",
    ];
    const suffixes = resolvedDomains(environment).map((domain) => domain.slice(1));
    expect(names.filter((name) => !suffixes.some((suffix) => name.endsWith(suffix)))).toEqual([]);
    const outside = [
      "example.com",
      "x.eu-central-1.elb.amazonaws.com",
      "s3.us-east-1.amazonaws.com",
      "sts.amazonaws.com",
    ];
    expect(outside.filter((name) => suffixes.some((suffix) => name.endsWith(suffix)))).toEqual([]);
  });
});
