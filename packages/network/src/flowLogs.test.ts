import * as aws from "@pulumi/aws";
import { all, dependents, identities, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { flowLogFormat } from "./flowLogFormat.js";
import { FlowLogs, type FlowLogsArgs } from "./flowLogs.js";

const flowLogType = "aws:ec2/flowLog:FlowLog";
const args: FlowLogsArgs = {
  environment,
  vpcId: "vpc-1",
  trainingSubnetIds: { "euc1-az1": "subnet-1", "euc1-az2": "subnet-2" },
  archiveBucketArn: "arn:aws:s3:::acme-account-audit-logs-111111111111-eu-central-1",
  logKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  retention: { days: 731, deletionProtection: true },
};

const run = (changes: Partial<FlowLogsArgs> = {}, options: RunOptions = {}) =>
  runProgram(
    () => {
      const logs = new FlowLogs("flow", { ...args, ...changes });
      return { logGroup: logs.trainingLogGroupName };
    },
    { aws: { region: "eu-central-1" }, ...options },
  );

describe("FlowLogs", { tags: ["NET-09"] }, () => {
  it("records all traffic of the VPC in the account's archive", async () => {
    const log = one(await run(), flowLogType, "flow-vpc");
    expect(log.inputs).toEqual({
      vpcId: "vpc-1",
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: "arn:aws:s3:::acme-account-audit-logs-111111111111-eu-central-1",
      destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true },
      logFormat: flowLogFormat,
      maxAggregationInterval: 60,
      tags: { Name: "acme-dev-vpc" },
    });
  });

  it("records all traffic of each training subnet in an encrypted log group", async () => {
    const result = await run();
    expect(one(result, "aws:cloudwatch/logGroup:LogGroup").inputs).toEqual({
      name: "/acme/dev/network/training-flow-logs",
      kmsKeyId: "arn:aws:kms:eu-central-1:111111111111:key/logs",
      retentionInDays: 731,
      tags: { "retention-class": "audit" },
      deletionProtectionEnabled: true,
      skipDestroy: false,
    });
    const logs = all(result, flowLogType).filter(({ inputs }) => "subnetId" in inputs);
    expect(logs.map(({ inputs }) => inputs)).toEqual(
      ["1", "2"].map((number) => ({
        subnetId: `subnet-${number}`,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: "arn:aws:logs:eu-central-1:111111111111:log-group:/acme/dev/network/training-flow-logs",
        iamRoleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-flow-logs",
        logFormat: flowLogFormat,
        maxAggregationInterval: 60,
        tags: { Name: `acme-dev-training-euc1-az${number}` },
      })),
    );
    expect(result.outputs).toEqual({ logGroup: "/acme/dev/network/training-flow-logs" });
  });

  it("delivers with a role that flow logs of this account alone can assume, and that can make no log group", async () => {
    const result = await run();
    const role = one(result, "aws:iam/role:Role");
    expect(JSON.parse(String(role.inputs["assumeRolePolicy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ServiceAssumesRole",
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "111111111111" },
            ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-central-1:111111111111:vpc-flow-log/*" },
          },
        },
      ],
    });
    expect(JSON.parse(String(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "WriteFlowLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:eu-central-1:111111111111:log-group:/acme/dev/network/training-flow-logs:*",
        },
        {
          Sid: "FindLogGroup",
          Effect: "Allow",
          Action: "logs:DescribeLogGroups",
          Resource: "*",
        },
      ],
    });
  });

  it("waits for the role's permissions and for the log group", async () => {
    const result = await run();
    const inTraining = ["flow-training-euc1-az1", "flow-training-euc1-az2"];
    const names = (type: string) =>
      dependents(result, one(result, type))
        .filter((resource) => resource.type === flowLogType)
        .map(({ name }) => name);
    expect(names("aws:iam/rolePolicy:RolePolicy")).toEqual(inTraining);
    expect(names("aws:iam/role:Role")).toEqual(inTraining);
    expect(names("aws:cloudwatch/logGroup:LogGroup")).toEqual(inTraining);
  });

  it("is replaced by deletion first, since AWS takes one log per resource and destination", async () => {
    const logs = all(await run(), flowLogType);
    expect(logs.map(({ options }) => options.deleteBeforeReplace)).toEqual([true, true, true]);
  });

  it("serves NET-09 with the logs and with what they are delivered by", async () => {
    const result = await run();
    const serving = result.resources.filter(({ urn }) => result.controls.get(urn)?.includes("NET-09"));
    expect(serving.map(({ name }) => name).sort()).toEqual([
      "flow-delivery-policy",
      "flow-delivery-role",
      "flow-training-euc1-az1",
      "flow-training-euc1-az2",
      "flow-training-log-group",
      "flow-vpc",
    ]);
    expect(identities(result)).toEqual([
      "aws:cloudwatch/logGroup:LogGroup :: flow-training-log-group :: flow-training",
      "aws:ec2/flowLog:FlowLog :: flow-training-euc1-az1 :: flow",
      "aws:ec2/flowLog:FlowLog :: flow-training-euc1-az2 :: flow",
      "aws:ec2/flowLog:FlowLog :: flow-vpc :: flow",
      "aws:iam/role:Role :: flow-delivery-role :: flow-delivery",
      "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive :: flow-delivery-policies-exclusive :: flow-delivery",
      "aws:iam/rolePolicy:RolePolicy :: flow-delivery-policy :: flow-delivery",
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive :: flow-delivery-attachments-exclusive :: flow-delivery",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:core:EncryptedLogGroup :: flow-training :: flow",
      "secure-ml:core:ServiceRole :: flow-delivery :: flow",
      "secure-ml:network:FlowLogs :: flow :: project-stack",
    ]);
  });

  it("sums up over ten minutes where that is asked for", async () => {
    const logs = all(await run({ aggregationSeconds: 600 }), flowLogType);
    expect(logs.map(({ inputs }) => inputs["maxAggregationInterval"])).toEqual([600, 600, 600]);
  });

  it("knows formats, destinations and documents before anything exists", async () => {
    const result = await runProgram(
      () => {
        const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.64.0.0/16" });
        const key = new aws.kms.Key("key");
        new FlowLogs("flow", { ...args, vpcId: vpc.id, logKeyArn: key.arn });
      },
      { unknowns: true, aws: { region: "eu-central-1" } },
    );
    const vpcLog = one(result, flowLogType, "flow-vpc");
    expect(vpcLog.inputs).toMatchObject({
      vpcId: unknown,
      logDestination: args.archiveBucketArn,
      logFormat: flowLogFormat,
    });
    expect(one(result, "aws:cloudwatch/logGroup:LogGroup").inputs["kmsKeyId"]).toBe(unknown);
    expect(one(result, flowLogType, "flow-training-euc1-az1").inputs["logDestination"]).toBe(
      "arn:aws:logs:eu-central-1:111111111111:log-group:/acme/dev/network/training-flow-logs",
    );
    expect(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]).toContain('"Sid":"WriteFlowLogs"');
  });
});
