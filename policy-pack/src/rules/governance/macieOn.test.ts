import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govMacieOn as rule } from "./macieOn.js";

const inAccount = { project: "secure-ml-account" };
const root = resource("pulumi:pulumi:Stack", "secure-ml-account-stack", {}, inAccount);
const session = (inputs: object = { status: "ENABLED" }) =>
  resource(awsType.macieAccount, "session", { ...inputs }, inAccount);
const exported = (bucketName: unknown = "findings") =>
  resource(awsType.macieExport, "export", { s3Destination: { bucketName } }, inAccount);
const bucket = (inputs: object = {}) =>
  resource(awsType.bucket, "findings", { bucket: "findings", tags: { "data-zone": "findings" }, ...inputs }, inAccount);
const lock = (of: unknown = "findings") => resource(awsType.bucketObjectLock, "lock", { bucket: of }, inAccount);
const line = (found: string, expected: string, fix: string): string =>
  `mandatory secure-ml-account-stack: found ${found}; expected ${expected}; fix: ${fix}`;
const locked = (to: string): string =>
  line(`export, which exports to ${to}`, "a bucket without Object Lock", "export to the findings bucket");
const undecided = (what: string): string => `advisory secure-ml-account-stack: undecided: ${what} cannot be known yet`;

describe("gov-macie-on", { tags: ["GOV-12"] }, () => {
  it("passes a session whose results go to a bucket without a lock", async () => {
    expect(await reports(rule, [session(), exported(), bucket()])).toEqual([]);
    expect(await reports(rule, [session(), exported("elsewhere")])).toEqual([]);
  });

  it("passes a session with AWS's own status, which is enabled", async () => {
    expect(await reports(rule, [session({}), exported(), bucket()])).toEqual([]);
  });

  it("violates without a session or without an export", async () => {
    expect(await reports(rule, [exported(), bucket()])).toEqual([
      line("no aws.macie2.Account", "a session of Macie", "add an aws.macie2.Account with status ENABLED"),
    ]);
    expect(await reports(rule, [session(), bucket()])).toEqual([
      line(
        "no aws.macie2.ClassificationExportConfiguration",
        "results that are kept longer than Macie's 90 days",
        "add an aws.macie2.ClassificationExportConfiguration to the findings bucket",
      ),
    ]);
  });

  it("violates with a session that is paused", async () => {
    expect(await reports(rule, [session({ status: "PAUSED" }), exported(), bucket()])).toEqual([
      line("session with status PAUSED", "ENABLED", "set status to ENABLED"),
    ]);
  });

  it("finds the bucket by what the export depends on before its name is known", async () => {
    const late = resource(
      awsType.macieExport,
      "export",
      { s3Destination: { bucketName: unknown } },
      {
        ...inAccount,
        propertyDependencies: { s3Destination: [bucket()] },
      },
    );
    expect(await reports(rule, [session(), bucket(), late])).toEqual([]);
    expect(await reports(rule, [session(), bucket({ objectLockEnabled: true }), late])).toEqual([
      locked("findings, which is locked"),
    ]);
  });

  it("violates when the results go to a locked bucket", async () => {
    expect(await reports(rule, [session(), exported(), bucket({ objectLockEnabled: true })])).toEqual([
      locked("findings, which is locked"),
    ]);
    expect(await reports(rule, [session(), exported(), bucket(), lock()])).toEqual([
      locked("findings, which is locked"),
    ]);
    expect(await reports(rule, [session(), exported("acme-account-audit-logs-1-eu")])).toEqual([
      locked("the archive acme-account-audit-logs-1-eu"),
    ]);
  });

  it("cannot decide what nobody knows yet", async () => {
    expect(await reports(rule, [session({ status: unknown }), exported(), bucket()])).toEqual([
      undecided("status of session"),
    ]);
    expect(await reports(rule, [session(), exported(unknown)])).toEqual([
      undecided("s3Destination.bucketName of export"),
    ]);
    expect(await reports(rule, [session(), exported(), bucket({ objectLockEnabled: unknown })])).toEqual([
      undecided("whether findings is locked"),
    ]);
    expect(await reports(rule, [session(), exported(), bucket(), lock(unknown)])).toEqual([
      undecided("whether findings is locked"),
    ]);
  });

  it("does not apply to other stacks", async () => {
    expect(await reasons(rule, [resource(awsType.key, "key")])).toEqual([
      "Policy only applies to the account stack, project secure-ml-account",
    ]);
  });

  itHonoursExemptions(rule, [root, exported(), bucket()]);
});
