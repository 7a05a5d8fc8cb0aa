import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket } from "../../s3.fixture.js";
import { netDnsLogged as rule } from "./dnsLogged.js";

const vpc = resource(awsType.vpc, "vpc", {}, { outputs: { id: "vpc-1" } });
const late = resource(awsType.vpc, "late", {}, { outputs: { id: unknown } });
const archive = "arn:aws:s3:::acme-account-audit-logs-111111111111-eu-central-1";
const config = (destinationArn: unknown = archive, from: readonly RecordedResource[] = []) =>
  resource(
    awsType.resolverQueryLogConfig,
    "config",
    { destinationArn },
    { propertyDependencies: { destinationArn: from } },
  );
const association = (resourceId: unknown, from: readonly RecordedResource[] = []) =>
  resource(
    awsType.resolverQueryLogConfigAssociation,
    "association",
    { resolverQueryLogConfigId: "rqlc-1", resourceId },
    { propertyDependencies: { resourceId: from } },
  );
const missing =
  "mandatory vpc: found no aws.route53.ResolverQueryLogConfigAssociation; expected a record of every name that is looked up; " +
  "fix: add an aws.route53.ResolverQueryLogConfigAssociation with its resourceId";

describe("net-dns-logged", { tags: ["NET-10"] }, () => {
  it("passes a VPC whose lookups go to the archive, by value and by dependency", async () => {
    expect(await reports(rule, [vpc, config(), association("vpc-1")])).toEqual([]);
    expect(await reports(rule, [late, config(), association(unknown, [late])])).toEqual([]);
    const own = bucket("own", "audit-logs");
    expect(await reports(rule, [vpc, own, config(unknown, [own]), association("vpc-1")])).toEqual([]);
  });

  it("violates without an association, or with that of another VPC", async () => {
    expect(await reports(rule, [vpc, config()])).toEqual([missing]);
    expect(await reports(rule, [vpc, config(), association("vpc-2")])).toEqual([missing]);
    expect(await reports(rule, [vpc, config()], { profile: "dev" })).toEqual([
      missing.replace("mandatory", "advisory"),
    ]);
  });

  it("violates with another destination", async () => {
    expect(await reports(rule, [config("arn:aws:s3:::some-bucket")])).toEqual([
      "mandatory config: found DNS query logs that go to some-bucket; expected the audit-logs bucket of this or the account stack; fix: set destinationArn to the ARN of <project>-account-audit-logs-<account>-<region>",
    ]);
    expect(await reports(rule, [config("arn:aws:logs:eu-central-1:111111111111:log-group:/dns")])).toEqual([
      expect.stringContaining("found DNS query logs that go to no bucket"),
    ]);
    const raw = bucket("own", "raw");
    expect(await reports(rule, [raw, config("arn:aws:s3:::own")])).toEqual([
      'mandatory config: found tag data-zone of the destination "raw"; expected a bucket with the tag data-zone audit-logs; fix: send DNS query logs to the audit-logs bucket instead of own',
    ]);
  });

  it("cannot decide while an association or a destination is unknown", async () => {
    expect(await reports(rule, [vpc, association(unknown)])).toEqual([
      "advisory vpc: undecided: whether association is for it cannot be known yet",
    ]);
    expect(await reports(rule, [config(unknown)])).toEqual([
      "advisory config: undecided: destinationArn cannot be known yet",
    ]);
  });

  it("does not apply to a stack without a VPC", async () => {
    expect(await reasons(rule, [resource(awsType.key, "key")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [vpc]);
});
