import { all, one } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun } from "./environmentRun.js";

const account = "secure-ml-account";
const platform = "secure-ml-platform";

/** The environment dev in Ireland, in an account whose home is Frankfurt. */
const away = (regions: readonly string[]) =>
  environmentRun("dev", {
    config: {
      [`${account}:regions`]: regions,
      [`${platform}:region`]: "eu-west-1",
      [`${platform}:network`]: { cidrBlock: "10.64.0.0/16", zoneIds: ["euw1-az1", "euw1-az2"] },
      // The sample's model packages and its instance of IAM Identity Center are in Frankfurt.
      [`${platform}:models`]: [],
      [`${platform}:tenants`]: [],
      // The program of the data jobs is in the home Region.
      [`${platform}:intake`]: [],
      [`${platform}:studio`]: {
        identityCenter: { identityStoreId: "d-9367000000", regions: ["eu-west-1"] },
        groups: { ds: "data-scientists" },
        users: [],
      },
    },
  });

describe("an environment outside the account's home Region", () => {
  it("sends its flow logs to the archive that the account has in its home Region", { tags: ["NET-09"] }, async () => {
    const run = await away(["eu-central-1", "eu-west-1"]);
    const archive = all(run.account, "aws:s3/bucket:Bucket").find(({ inputs }) =>
      String(inputs["bucket"]).includes("-audit-logs-"),
    );
    expect(archive?.inputs["bucket"]).toBe("acmeml-account-audit-logs-111111111111-eu-central-1");
    expect(one(run.platform, "aws:ec2/flowLog:FlowLog", "network-flow-logs-vpc").inputs["logDestination"]).toBe(
      archive?.outputs["arn"],
    );
  });

  it("logs the requests to its buckets where the account has a bucket for them", { tags: ["DATA-14"] }, async () => {
    const run = await away(["eu-central-1", "eu-west-1"]);
    const made = new Set(all(run.account, "aws:s3/bucket:Bucket").map(({ inputs }) => inputs["bucket"]));
    const targets = new Set(
      all(run.platform, "aws:s3/bucketLogging:BucketLogging").map(({ inputs }) => inputs["targetBucket"]),
    );
    expect([...targets]).toEqual(["acmeml-account-access-logs-111111111111-eu-west-1"]);
    expect(made).toContain([...targets][0]);
  });

  it("is refused in a Region that the account does not carry", async () => {
    await expect(away(["eu-central-1"])).rejects.toThrow(
      'The account stack "dev" does not carry the Region "eu-west-1": it names ["eu-central-1"]. ' +
        'Add it to "regions" in stacks/account/Pulumi.dev.yaml and deploy the account stack first.',
    );
  });
});
