import { describe, expect, it } from "vitest";
import { accountRootArn, arn, bucketArn, namedArn, policyArn, roleArn } from "./arn.js";
import { accountEnvironment } from "./environment.js";
import { environment } from "./environment.fixture.js";

describe("arn", () => {
  it("takes partition, Region and account from the environment", () => {
    expect(arn(environment, { service: "ec2", resource: "vpc-flow-log/*" })).toBe(
      "arn:aws:ec2:eu-central-1:111111111111:vpc-flow-log/*",
    );
  });

  it("takes another Region or account, and none at all", () => {
    const parts = { service: "logs", resource: "*", region: "*", accountId: "222222222222" };
    expect(arn(environment, parts)).toBe("arn:aws:logs:*:222222222222:*");
    expect(arn(environment, { service: "s3", resource: "b", region: "", accountId: "" })).toBe("arn:aws:s3:::b");
  });

  it.each(["aws", "aws-cn", "aws-us-gov", "aws-eusc"])("knows the partition %s", (partition) => {
    const elsewhere = { ...environment, partition };
    expect(bucketArn(elsewhere, "b")).toBe(`arn:${partition}:s3:::b`);
    expect(bucketArn(elsewhere, "b", "AWSLogs/*")).toBe(`arn:${partition}:s3:::b/AWSLogs/*`);
    expect(roleArn(elsewhere, "deployer")).toBe(`arn:${partition}:iam::111111111111:role/acme/dev/acme-dev-deployer`);
    expect(policyArn(elsewhere, "boundary")).toBe(
      `arn:${partition}:iam::111111111111:policy/acme/dev/acme-dev-boundary`,
    );
    expect(accountRootArn(elsewhere)).toBe(`arn:${partition}:iam::111111111111:root`);
  });

  it("composes what the account stack owns", () => {
    const account = accountEnvironment(environment);
    expect(namedArn(account, "cloudtrail", "trail", "trail", "trail/")).toBe(
      "arn:aws:cloudtrail:eu-central-1:111111111111:trail/acme-account-trail",
    );
    expect(namedArn(account, "sns", "topic", "alerts")).toBe(
      "arn:aws:sns:eu-central-1:111111111111:acme-account-alerts",
    );
    expect(account).toEqual({ ...environment, name: "account" });
    expect(environment.name).toBe("dev");
  });
});
