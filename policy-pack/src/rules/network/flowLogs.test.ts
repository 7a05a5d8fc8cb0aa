import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netFlowLogs as rule } from "./flowLogs.js";

const compliant = {
  vpcId: "vpc-1",
  trafficType: "ALL",
  logDestinationType: "s3",
  logDestination: "arn:aws:s3:::logs",
  maxAggregationInterval: 60,
} satisfies aws.ec2.FlowLogArgs;
const log = (changes: object = {}) => resource(awsType.flowLog, "log", { ...compliant, ...changes });

describe("net-flow-logs", { tags: ["NET-09"] }, () => {
  it.each([{}, { logDestinationType: "cloud-watch-logs" }, { logDestinationType: undefined }])(
    "passes with %j",
    async (changes) => {
      expect(await reports(rule, [log(changes)])).toEqual([]);
    },
  );

  it.each([
    [
      { trafficType: undefined },
      "found no trafficType; expected ALL traffic, refused and accepted; fix: set trafficType to ALL",
    ],
    [
      { trafficType: "REJECT" },
      'found trafficType "REJECT"; expected ALL traffic, refused and accepted; fix: set trafficType to ALL',
    ],
    [
      { logDestinationType: "kinesis-data-firehose" },
      'found logDestinationType "kinesis-data-firehose"; expected s3 or cloud-watch-logs; fix: set logDestinationType to s3 or cloud-watch-logs',
    ],
    [
      { maxAggregationInterval: undefined },
      "found no maxAggregationInterval; expected records of at most 60 seconds in prod; fix: set maxAggregationInterval to 60",
    ],
    [
      { maxAggregationInterval: 600 },
      "found maxAggregationInterval 600; expected records of at most 60 seconds in prod; fix: set maxAggregationInterval to 60",
    ],
  ])("violates with %j", async (changes, message) => {
    expect(await reports(rule, [log(changes)])).toEqual([`mandatory log: ${message}`]);
  });

  it("leaves the interval to dev", async () => {
    expect(await reports(rule, [log({ maxAggregationInterval: 600 })], { profile: "dev" })).toEqual([]);
  });

  it.each(["trafficType", "logDestinationType", "maxAggregationInterval"])(
    "cannot decide an unknown %s",
    async (property) => {
      expect(await reports(rule, [log({ [property]: unknown })])).toEqual([
        `advisory log: undecided: ${property} cannot be known yet`,
      ]);
    },
  );

  it.each(["transitGatewayId", "transitGatewayAttachmentId"])("does not apply to a %s", async (property) => {
    const transit = log({ [property]: unknown, trafficType: undefined });
    expect(await reports(rule, [transit])).toEqual([]);
    expect(await reasons(rule, [transit])).toEqual(["Flow logs of transit gateways always record everything"]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [log({ trafficType: "ACCEPT" })]);
});
