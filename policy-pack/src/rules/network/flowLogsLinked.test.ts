import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket } from "../../s3.fixture.js";
import { netFlowLogsLinked as rule } from "./flowLogsLinked.js";

const vpc = resource(awsType.vpc, "vpc", {}, { outputs: { id: "vpc-1" } });
const late = resource(awsType.vpc, "late", {}, { outputs: { id: unknown } });
const subnet = (tier: unknown) =>
  resource(awsType.subnet, "subnet", { tags: { tier } }, { outputs: { id: "subnet-1" } });
const archive = "arn:aws:s3:::acme-account-audit-logs-111111111111-eu-central-1";
const toArchive = { logDestinationType: "s3", logDestination: archive };
const groupArn = "arn:aws:logs:eu-central-1:111111111111:log-group:/acme/flow";
const keptGroup = {
  name: "/acme/flow",
  kmsKeyId: "arn:aws:kms:eu-central-1:111111111111:key/0a1b",
  retentionInDays: 30,
};
const group = (changes: object = {}) => resource(awsType.logGroup, "group", { ...keptGroup, ...changes });
const log = (inputs: object, from: readonly RecordedResource[] = []) =>
  resource(awsType.flowLog, "log", { ...inputs }, { propertyDependencies: { logDestination: from } });
const missing = (name: string, path: string): string =>
  `mandatory ${name}: found no aws.ec2.FlowLog; expected a record of all its traffic; fix: add an aws.ec2.FlowLog with its ${path} and trafficType ALL`;

describe("net-flow-logs-linked", { tags: ["NET-09"] }, () => {
  it("passes a VPC with a flow log, by value and by dependency", async () => {
    expect(await reports(rule, [vpc, log({ vpcId: "vpc-1", ...toArchive })])).toEqual([]);
    const propertyDependencies = { vpcId: [late] };
    const pending = resource(awsType.flowLog, "log", { vpcId: unknown, ...toArchive }, { propertyDependencies });
    expect(await reports(rule, [late, pending])).toEqual([]);
  });

  it("violates with a VPC without one, or with that of another VPC", async () => {
    expect(await reports(rule, [vpc])).toEqual([missing("vpc", "vpcId")]);
    expect(await reports(rule, [vpc, log({ vpcId: "vpc-2", ...toArchive })])).toEqual([missing("vpc", "vpcId")]);
  });

  it("demands one for each training subnet, and for no other", async () => {
    expect(await reports(rule, [subnet("training")])).toEqual([missing("subnet", "subnetId")]);
    expect(await reports(rule, [subnet("training"), log({ subnetId: "subnet-1", ...toArchive })])).toEqual([]);
    expect(await reports(rule, [subnet("studio"), subnet(undefined)])).toEqual([]);
    expect(await reasons(rule, [subnet("studio")])).toEqual(["The subnet is not of the tier training"]);
  });

  it("cannot decide while a flow log could be for it, or the tier is unknown", async () => {
    expect(await reports(rule, [vpc, log({ vpcId: unknown, ...toArchive })])).toEqual([
      "advisory vpc: undecided: whether log is for it cannot be known yet",
    ]);
    expect(await reports(rule, [subnet(unknown)])).toEqual([
      "advisory subnet: undecided: tag tier cannot be known yet",
    ]);
  });

  describe("to a bucket", () => {
    const s3 = (logDestination: unknown, from: readonly RecordedResource[] = []) =>
      log({ logDestinationType: "s3", logDestination }, from);

    it("passes the account's archive by name, or one of this program by its zone", async () => {
      expect(await reports(rule, [s3(archive)])).toEqual([]);
      expect(await reports(rule, [bucket("other", "raw"), s3(archive)])).toEqual([]);
      expect(await reports(rule, [s3(`${archive}/prefix/`)], { project: "acme" })).toEqual([]);
      const own = bucket("own", "audit-logs");
      expect(await reports(rule, [own, s3("arn:aws:s3:::own")])).toEqual([]);
      expect(await reports(rule, [own, s3(unknown, [own])])).toEqual([]);
    });

    it.each([
      ["arn:aws:s3:::some-bucket", "some-bucket", {}],
      ["some-bucket", "no bucket", {}],
      [archive, "acme-account-audit-logs-111111111111-eu-central-1", { project: "other" }],
    ])("violates with %s", async (destination, found, settings) => {
      expect(await reports(rule, [s3(destination)], settings)).toEqual([
        `mandatory log: found flow logs that go to ${found}; expected the audit-logs bucket of this or the account stack; fix: set logDestination to the ARN of <project>-account-audit-logs-<account>-<region>`,
      ]);
    });

    it("violates with a bucket of another zone", async () => {
      expect(await reports(rule, [bucket("own", "raw"), s3("arn:aws:s3:::own")])).toEqual([
        'mandatory log: found tag data-zone of the destination "raw"; expected a bucket with the tag data-zone audit-logs; fix: send flow logs to the audit-logs bucket instead of own',
      ]);
    });

    it("cannot decide an unknown destination", async () => {
      expect(await reports(rule, [bucket("own", "raw"), s3(unknown)])).toEqual([
        "advisory log: undecided: logDestination cannot be known yet",
      ]);
    });
  });

  describe("to a log group", () => {
    const cloudWatch = (logDestination: unknown, from: readonly RecordedResource[] = []) =>
      log({ logDestinationType: "cloud-watch-logs", logDestination }, from);

    it.each([groupArn, `${groupArn}:*`])("passes one that is encrypted and kept: %s", async (destination) => {
      expect(await reports(rule, [group(), cloudWatch(destination)])).toEqual([]);
      expect(await reports(rule, [group(), log({ logDestination: destination })])).toEqual([]);
    });

    it("passes one that is found by dependency, with values that are unknown", async () => {
      const pending = group({ kmsKeyId: unknown, retentionInDays: unknown });
      expect(await reports(rule, [pending, cloudWatch(unknown, [pending])])).toEqual([]);
    });

    it.each([
      ["kmsKeyId", undefined],
      ["retentionInDays", undefined],
      ["retentionInDays", 0],
    ])("violates with one without %s", async (property, value) => {
      expect(await reports(rule, [group({ [property]: value }), cloudWatch(groupArn)])).toEqual([
        `mandatory log: found the log group group without ${property}; expected a log group with a customer managed key and a retention; fix: set ${property} of group`,
      ]);
    });

    it("violates with one that is not in this program", async () => {
      const line =
        "mandatory log: found a log group that is not in this program; expected a log group of ours, with a customer managed key and a retention; fix: set logDestination to the arn of an aws.cloudwatch.LogGroup";
      expect(await reports(rule, [group(), cloudWatch(`${groupArn}-other`)])).toEqual([line]);
      expect(await reports(rule, [log({})])).toEqual([line]);
    });

    it("cannot decide one that is unknown or comes from another stack", async () => {
      const account = resource(stackReferenceType, "account");
      const line = "advisory log: undecided: logDestination cannot be known yet, or is in another stack";
      expect(await reports(rule, [group(), cloudWatch(unknown)])).toEqual([line]);
      expect(await reports(rule, [account, cloudWatch(`${groupArn}-other`, [account])])).toEqual([line]);
    });
  });

  it("does not apply to a stack without a network", async () => {
    expect(await reasons(rule, [group()])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [vpc]);
});
