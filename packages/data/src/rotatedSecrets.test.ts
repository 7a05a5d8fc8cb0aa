import type { PolicyStatement } from "@secure-ml/core";
import { all, identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { RotatedSecrets, secretKeyUses, type RotatedSecretsArgs } from "./rotatedSecrets.js";
import { secretArnPattern } from "./secretPolicy.js";

const keyArn = (id: string) => `arn:aws:kms:eu-west-1:111111111111:key/${id}`;
const role = (purpose: string) => `arn:aws:iam::111111111111:role/acme/dev/acme-dev-${purpose}`;
const breakGlass = environment.breakGlassRoleArns[0];
const pattern = (purpose: string) => `arn:aws:secretsmanager:eu-west-1:111111111111:secret:acme-dev-${purpose}-??????`;
const args: RotatedSecretsArgs = {
  environment,
  secrets: [{ purpose: "intake-token", readerRoleArns: [role("ingest")] }],
  bundle: {
    name: "secret-rotation",
    path: import.meta.dirname,
    handler: "index.handler",
    runtime: "nodejs24.x",
    architecture: "arm64",
    secretActions: ["secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue"],
    keyActions: ["kms:Decrypt", "kms:GenerateDataKey"],
    timeoutSeconds: 60,
    memoryMiB: 256,
  },
  keyArns: { secrets: keyArn("secrets"), messaging: keyArn("messaging"), logs: keyArn("logs") },
  network: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
  vpcEndpointId: "vpce-1",
  alertTopicArn: "arn:aws:sns:eu-west-1:111111111111:acme-dev-alerts",
  logRetention: { days: 400, deletionProtection: true },
};
const run = (changes: Partial<RotatedSecretsArgs> = {}) =>
  runProgram(() => ({ secretArns: new RotatedSecrets("secrets", { ...args, ...changes }).secretArns }));
const statements = (policy: unknown) =>
  (JSON.parse(String(policy)) as { Statement: readonly PolicyStatement[] }).Statement;

describe("RotatedSecrets", { tags: ["DATA-19", "DATA-20"] }, () => {
  it("makes a secret without a value, fit for production", async () => {
    const result = await run();
    const secret = one(result, "aws:secretsmanager/secret:Secret");
    expect(secret.inputs).toEqual({
      name: "acme-dev-intake-token",
      description: "Token for intake-token; its value comes from its rotation",
      kmsKeyId: keyArn("secrets"),
      recoveryWindowInDays: 30,
      forceOverwriteReplicaSecret: false,
    });
    expect(secret.options).toMatchObject({ protect: true, retainOnDelete: true });
    expect(result.controls.get(secret.urn)).toEqual(["DATA-19"]);
    expect(all(result, "aws:secretsmanager/secretVersion:SecretVersion")).toEqual([]);
    expect(result.outputs).toEqual({ secretArns: { "intake-token": secret.outputs["arn"] } });
    expect(identities(result)).toContain("secure-ml:data:RotatedSecrets :: secrets :: project-stack");
    expect(String(secret.outputs["arn"])).toMatch(
      new RegExp(`^${secretArnPattern(environment, "intake-token").replaceAll("?", ".")}$`),
    );
  });

  it("lists who reads, who writes and who manages", async () => {
    const result = await run();
    const policy = one(result, "aws:secretsmanager/secretPolicy:SecretPolicy");
    expect(policy.inputs["blockPublicPolicy"]).toBe(true);
    expect(policy.inputs["secretArn"]).toBe(one(result, "aws:secretsmanager/secret:Secret").outputs["arn"]);
    const deny = { Effect: "Deny", Principal: "*", Resource: "*" };
    const butFor = (...roles: readonly unknown[]) => ({ ArnNotEquals: { "aws:PrincipalArn": roles } });
    const rotating = ["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"];
    expect(statements(policy.inputs["policy"])).toEqual([
      {
        Sid: "DenyPlaintext",
        ...deny,
        Action: "secretsmanager:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "DenyOutsideNetwork",
        ...deny,
        Action: ["secretsmanager:GetSecretValue", ...rotating],
        Condition: {
          StringNotEquals: { "aws:SourceVpce": "vpce-1" },
          ArnNotEquals: { "aws:PrincipalArn": breakGlass },
        },
      },
      {
        Sid: "DenyOtherReaders",
        ...deny,
        Action: "secretsmanager:GetSecretValue",
        Condition: butFor(breakGlass, role("ingest"), role("secret-rotation")),
      },
      {
        Sid: "DenyOtherWriters",
        ...deny,
        Action: rotating,
        Condition: butFor(breakGlass, role("secret-rotation")),
      },
      {
        Sid: "DenyTampering",
        ...deny,
        Action: [
          "secretsmanager:CancelRotateSecret",
          "secretsmanager:DeleteResourcePolicy",
          "secretsmanager:DeleteSecret",
          "secretsmanager:PutResourcePolicy",
          "secretsmanager:ReplicateSecretToRegions",
          "secretsmanager:RotateSecret",
          "secretsmanager:UpdateSecret",
        ],
        Condition: butFor(breakGlass, environment.deployerRoleArns[0]),
      },
    ]);
  });

  it("rotates it every 30 days, not while the stack is deployed, and only when Secrets Manager asks for it", async () => {
    const result = await run();
    const secret = one(result, "aws:secretsmanager/secret:Secret");
    const lambda = one(result, "aws:lambda/function:Function");
    const rotation = one(result, "aws:secretsmanager/secretRotation:SecretRotation");
    expect(rotation.inputs).toEqual({
      secretId: secret.id,
      rotationLambdaArn: lambda.outputs["arn"],
      rotationRules: { automaticallyAfterDays: 30 },
      rotateImmediately: false,
    });
    const permission = one(result, "aws:lambda/permission:Permission");
    expect(permission.inputs).toMatchObject({
      action: "lambda:InvokeFunction",
      function: "acme-dev-secret-rotation",
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: "111111111111",
      sourceArn: secret.outputs["arn"],
    });
    expect(rotation.dependencies).toContain(permission.urn);
    expect([rotation, permission, lambda].map(({ urn }) => result.controls.get(urn))).toEqual(
      Array(3).fill(["DATA-20"]),
    );
  });

  it("runs the rotation in the network, with rights on its secrets alone", async () => {
    const result = await run();
    expect(one(result, "aws:lambda/function:Function").inputs).toMatchObject({
      name: "acme-dev-secret-rotation",
      environment: {
        variables: { SECRET_ARN_PREFIX: "arn:aws:secretsmanager:eu-west-1:111111111111:secret:acme-dev-" },
      },
      kmsKeyArn: keyArn("messaging"),
      vpcConfig: args.network,
      timeout: 60,
      memorySize: 256,
    });
    expect(statements(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]).slice(0, 2)).toEqual([
      {
        Sid: "RotateSecrets",
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue"],
        Resource: pattern("intake-token"),
      },
      {
        Sid: "UseKeyOfSecrets",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: keyArn("secrets"),
      },
    ]);
  });

  it("adds its users to the keys, each for its own secrets", () => {
    const more = { purpose: "label-token", readerRoleArns: [role("labels")] };
    const use = { viaServices: ["secretsmanager"] };
    expect(secretKeyUses(environment, [...args.secrets, more])).toEqual({
      secrets: {
        roles: [
          {
            sid: "Rotation",
            roleArns: [role("secret-rotation")],
            actions: ["kms:Decrypt", "kms:GenerateDataKey"],
            ...use,
            encryptionContext: { SecretARN: [pattern("intake-token"), pattern("label-token")] },
          },
          {
            sid: "ReadersOf0",
            roleArns: [role("ingest")],
            actions: ["kms:Decrypt"],
            ...use,
            encryptionContext: { SecretARN: [pattern("intake-token")] },
          },
          {
            sid: "ReadersOf1",
            roleArns: [role("labels")],
            actions: ["kms:Decrypt"],
            ...use,
            encryptionContext: { SecretARN: [pattern("label-token")] },
          },
        ],
      },
      messaging: {
        roles: [
          {
            sid: "SecretRotation",
            roleArns: [role("secret-rotation")],
            actions: ["kms:Decrypt", "kms:GenerateDataKey"],
            viaServices: ["lambda", "sqs"],
          },
        ],
      },
    });
    expect(secretKeyUses(environment, [])).toEqual({});
  });

  it("tells people of a rotation that failed", async () => {
    const result = await run();
    const alarm = all(result, "aws:cloudwatch/metricAlarm:MetricAlarm").find(
      ({ inputs }) => inputs["namespace"] === "AWS/Lambda",
    );
    expect(alarm?.inputs).toMatchObject({
      metricName: "Errors",
      dimensions: { FunctionName: "acme-dev-secret-rotation" },
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      alarmActions: [args.alertTopicArn],
    });
  });

  it("goes with its stack, when told to", async () => {
    const secret = one(
      await run({ dataProtection: "disposable", recoveryDays: 0 }),
      "aws:secretsmanager/secret:Secret",
    );
    expect(secret.inputs["recoveryWindowInDays"]).toBe(0);
    expect(secret.options.protect).toBeFalsy();
  });

  it("says everything that is wrong at once", async () => {
    const wrong = { purpose: "token", readerRoleArns: ["arn:aws:iam::111111111111:role/*"], rotationDays: 31 };
    await expect(run({ secrets: [wrong, { ...wrong, readerRoleArns: [] }], recoveryDays: 6 })).rejects.toThrow(
      'RotatedSecrets "secrets": secrets must name each purpose once, but is ["token","token"]; ' +
        "recoveryDays must be a whole number of days from 7 to 30, or 0 where a destroy deletes the secrets, but is 6; " +
        "rotationDays of token must be a whole number of days from 1 to 30, but is 31; " +
        'readerRoleArns of token must be exact ARNs of roles, but is ["arn:aws:iam::111111111111:role/*"]; ' +
        "rotationDays of token must be a whole number of days from 1 to 30, but is 31; " +
        "readerRoleArns of token must not be empty, but is [].",
    );
    await expect(run({ secrets: [] })).rejects.toThrow("secrets must not be empty");
    await expect(run({ recoveryDays: 0 })).rejects.toThrow("or 0 where a destroy deletes the secrets, but is 0");
  });
});
