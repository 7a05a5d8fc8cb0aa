import { all, identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { DnsLogs } from "./dnsLogs.js";
import { environment } from "./environment.fixture.js";

const archiveBucketArn = "arn:aws:s3:::acme-account-audit-logs-111111111111-eu-central-1";
const run = () =>
  runProgram(
    () => {
      new DnsLogs("dns", { environment, vpcId: "vpc-1", archiveBucketArn });
    },
    { aws: { region: "eu-central-1" } },
  );

describe("DnsLogs", { tags: ["NET-10"] }, () => {
  it("sends what the VPC looks up to the account's archive", async () => {
    const result = await run();
    const config = one(result, "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig");
    expect(config.inputs).toEqual({
      name: expect.stringMatching(/^dns-config-[0-9a-f]{7}$/) as unknown,
      destinationArn: archiveBucketArn,
      tags: { Name: "acme-dev-dns" },
    });
    const type = "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation";
    const association = one(result, type);
    expect(association.inputs).toEqual({ resolverQueryLogConfigId: config.id, resourceId: "vpc-1" });
    expect(association.options.deleteBeforeReplace).toBe(true);
    expect(all(result, type).flatMap(({ urn }) => result.controls.get(urn))).toEqual(["NET-10"]);
    expect(identities(result)).toContain(`${type} :: dns-vpc :: dns`);
  });
});
