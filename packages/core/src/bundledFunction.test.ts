import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { all, identities, one, runProgram, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { BundledFunction, type BundledFunctionArgs } from "./bundledFunction.js";
import { environment } from "./environment.fixture.js";

const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/operations";
const args: BundledFunctionArgs = {
  environment,
  bundle: {
    name: "evidence-export",
    path: import.meta.dirname,
    handler: "index.handler",
    runtime: "nodejs24.x",
    architecture: "arm64",
  },
  tier: "governance",
  description: "Verifies the trail's digests",
  statements: [{ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
  variables: { TRAIL_NAME: "acme-account-trail" },
  kmsKeyArn: keyArn,
  logRetention: { days: 400, deletionProtection: true },
  timeoutSeconds: 300,
  controls: ["GOV-01"],
};
const run = (changes: Partial<BundledFunctionArgs> = {}) =>
  runProgram(
    () => {
      const fn = new BundledFunction("evidence", { ...args, ...changes });
      return {
        functionArn: fn.functionArn,
        functionName: fn.functionName,
        roleArn: fn.roleArn,
        queue: fn.deadLetterQueueName,
        invokeArn: fn.invokeArn,
        aliasName: fn.aliasName,
      };
    },
    { aws: { region: "eu-central-1" } },
  );

describe("BundledFunction", () => {
  it("makes a function with role, log group, key and dead-letter queue of its own", async () => {
    const result = await run();
    const fn = one(result, "aws:lambda/function:Function");
    const { code, ...inputs } = fn.inputs;
    expect(inputs).toEqual({
      name: "acme-dev-evidence-export",
      description: "Verifies the trail's digests",
      role: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-evidence-export",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      memorySize: 256,
      timeout: 300,
      kmsKeyArn: keyArn,
      environment: { variables: { TRAIL_NAME: "acme-account-trail" } },
      deadLetterConfig: { targetArn: one(result, "aws:sqs/queue:Queue").outputs["arn"] },
      loggingConfig: { logFormat: "JSON", logGroup: "/acme/dev/governance/evidence-export" },
      packageType: "Zip",
      publish: false,
      reservedConcurrentExecutions: -1,
      skipDestroy: false,
    });
    expect(code).toMatchObject({ path: import.meta.dirname });
    expect(fn.options.deleteBeforeReplace).toBe(true);
    expect(result.controls.get(fn.urn)).toEqual(["GOV-01"]);
    expect(result.outputs).toEqual({
      functionArn: "arn:aws:lambda:eu-central-1:111111111111:function:acme-dev-evidence-export",
      functionName: "acme-dev-evidence-export",
      roleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-evidence-export",
      queue: "acme-dev-evidence-export-failed",
      invokeArn: fn.outputs["invokeArn"],
    });
    expect(identities(result)).toEqual([
      "aws:cloudwatch/logGroup:LogGroup :: evidence-logs-log-group :: evidence-logs",
      "aws:iam/role:Role :: evidence-role :: evidence",
      "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive :: evidence-policies-exclusive :: evidence",
      "aws:iam/rolePolicy:RolePolicy :: evidence-policy :: evidence",
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive :: evidence-attachments-exclusive :: evidence",
      "aws:lambda/function:Function :: evidence-function :: evidence",
      "aws:sqs/queue:Queue :: evidence-failed-queue :: evidence-failed",
      "aws:sqs/queuePolicy:QueuePolicy :: evidence-failed-queue-policy :: evidence-failed",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:core:BundledFunction :: evidence :: project-stack",
      "secure-ml:core:DeadLetterQueue :: evidence-failed :: evidence",
      "secure-ml:core:EncryptedLogGroup :: evidence-logs :: evidence",
      "secure-ml:core:ServiceRole :: evidence :: evidence",
    ]);
  });

  it("may write its own logs and dead letters and use its own key, but make no log group", async () => {
    const result = await run();
    expect(JSON.parse(String(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
        {
          Sid: "WriteOwnLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:eu-central-1:111111111111:log-group:/acme/dev/governance/evidence-export:*",
        },
        {
          Sid: "SendOwnDeadLetters",
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: one(result, "aws:sqs/queue:Queue").outputs["arn"],
        },
        { Sid: "UseOwnKey", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn },
      ],
    });
    expect(JSON.parse(String(one(result, "aws:iam/role:Role").inputs["assumeRolePolicy"]))).toMatchObject({
      Statement: [{ Principal: { Service: "lambda.amazonaws.com" } }],
    });
  });

  it("records its bundle by name, wherever that lies", async () => {
    expect(one(await run(), "secure-ml:core:BundledFunction").inputs).toMatchObject({
      bundle: "evidence-export",
      timeoutSeconds: 300,
    });
  });

  it("tells people of what it could not handle", async () => {
    const alertTopicArn = "arn:aws:sns:eu-central-1:111111111111:acme-dev-alerts";
    expect(one(await run({ alertTopicArn }), "aws:cloudwatch/metricAlarm:MetricAlarm").inputs).toMatchObject({
      dimensions: { QueueName: "acme-dev-evidence-export-failed" },
      alarmActions: [alertTopicArn],
    });
  });

  it("comes after its log group, its permissions and its queue's policy", async () => {
    const result = await run();
    const types = [
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:sqs/queuePolicy:QueuePolicy",
    ];
    expect(one(result, "aws:lambda/function:Function").dependencies).toEqual(
      expect.arrayContaining(types.map((type) => one(result, type).urn)),
    );
  });

  it("encrypts its log group under another key where it is given one", async () => {
    const logKmsKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/logs";
    const group = (result: Awaited<ReturnType<typeof run>>) =>
      one(result, "aws:cloudwatch/logGroup:LogGroup").inputs["kmsKeyId"];
    expect(group(await run())).toBe(keyArn);
    expect(group(await run({ logKmsKeyArn }))).toBe(logKmsKeyArn);
  });

  it("reserves concurrency and memory where it is asked to", async () => {
    const fn = one(await run({ reservedConcurrency: 2, memoryMiB: 512 }), "aws:lambda/function:Function");
    expect(fn.inputs).toMatchObject({ reservedConcurrentExecutions: 2, memorySize: 512 });
  });

  it("takes a key and statements that are not known yet", async () => {
    const result = await runProgram(
      () => {
        const key = new aws.kms.Key("key");
        const statements = key.arn.apply((Resource) => [
          { Sid: "Use", Effect: "Allow", Action: "kms:Decrypt", Resource } as const,
        ]);
        new BundledFunction("evidence", { ...args, kmsKeyArn: key.arn, statements });
      },
      { unknowns: true, aws: { region: "eu-central-1" } },
    );
    const fn = one(result, "aws:lambda/function:Function");
    expect(fn.inputs).toMatchObject({ name: "acme-dev-evidence-export", kmsKeyArn: unknown, role: unknown });
    expect(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]).toBe(unknown);
    expect(all(result, "aws:lambda/function:Function")).toHaveLength(1);
  });

  it("refuses numbers out of range, all at once", async () => {
    const failed = run({ timeoutSeconds: 901, memoryMiB: 64, reservedConcurrency: 0 });
    await expect(failed).rejects.toThrow(pulumi.ResourceError);
    await expect(failed).rejects.toThrow(
      'BundledFunction "evidence": timeoutSeconds must be a whole number of seconds from 1 to 900, but is 901; ' +
        "memoryMiB must be a whole number of MiB from 128 to 10240, but is 64; " +
        "reservedConcurrency must be a whole number of copies from 1 to 1000, but is 0.",
    );
  });

  it("runs in the network, with rights on interfaces that its code does not have", { tags: ["INF-26"] }, async () => {
    const network = { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] };
    const result = await run({ network });
    expect(one(result, "aws:lambda/function:Function").inputs["vpcConfig"]).toEqual(network);
    const { Statement } = JSON.parse(String(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])) as {
      Statement: { Sid: string }[];
    };
    const changes = [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:UnassignPrivateIpAddresses",
    ];
    const reads = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"];
    expect(Statement.filter(({ Sid }) => Sid.includes("Interfaces"))).toEqual([
      {
        Sid: "MakeNetworkInterfaces",
        Effect: "Allow",
        Action: changes,
        Resource: ["network-interface", "security-group", "subnet"].map(
          (kind) => `arn:aws:ec2:eu-central-1:111111111111:${kind}/*`,
        ),
      },
      { Sid: "FindNetworkInterfaces", Effect: "Allow", Action: reads, Resource: "*" },
      {
        Sid: "DenyInterfacesToCode",
        Effect: "Deny",
        Action: [...changes, ...reads].sort(),
        Resource: "*",
        Condition: {
          ArnEquals: {
            "lambda:SourceFunctionArn": "arn:aws:lambda:eu-central-1:111111111111:function:acme-dev-evidence-export",
          },
        },
      },
    ]);
  });

  it("publishes versions behind an alias, traces and tags its role when told to", { tags: ["INF-26"] }, async () => {
    const result = await run({ alias: "live", tracing: true, tags: { "endpoint-caller": "yes" } });
    const fn = one(result, "aws:lambda/function:Function");
    expect(fn.inputs).toMatchObject({
      publish: true,
      tracingConfig: { mode: "Active" },
      tags: { "endpoint-caller": "yes" },
    });
    const alias = one(result, "aws:lambda/alias:Alias", "evidence-alias");
    expect(alias.inputs).toEqual({
      name: "live",
      functionName: "acme-dev-evidence-export",
      functionVersion: fn.outputs["version"],
    });
    expect(result.outputs).toMatchObject({ aliasName: "live", invokeArn: alias.outputs["invokeArn"] });
    expect(alias.outputs["invokeArn"]).toBe(
      "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111111111111:function:acme-dev-evidence-export:live/invocations",
    );
    expect(one(result, "aws:iam/role:Role").inputs["tags"]).toEqual({ "endpoint-caller": "yes" });
    expect(String(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])).toContain(
      '{"Sid":"SendTraces","Effect":"Allow","Action":["xray:PutTelemetryRecords","xray:PutTraceSegments"],"Resource":"*"}',
    );
  });

  it("puts further files beside the bundle", { tags: ["INF-26"] }, async () => {
    const code = (files: Record<string, string>) =>
      run({ files }).then((result) => one(result, "aws:lambda/function:Function").inputs["code"]);
    const one_ = await code({ "deployment.mjs": "export const a = 1;" });
    expect(one_).toMatchObject({
      assets: {
        "index.mjs": { path: `${import.meta.dirname}/index.mjs` },
        "deployment.mjs": { text: "export const a = 1;" },
      },
    });
  });
});
