import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { functionBundle } from "./functionBundle.js";
import { evidenceExport, inferenceProxy, secretRotation } from "./index.js";

describe("evidenceExport", () => {
  it("says what a function resource must be told", () => {
    expect({
      ...Object.fromEntries(
        ["name", "handler", "runtime", "architecture", "timeoutSeconds", "memoryMiB", "evidencePrefix"].map((field) => [
          field,
          evidenceExport[field as keyof typeof evidenceExport],
        ]),
      ),
    }).toEqual({
      name: "evidence-export",
      handler: "index.handler",
      runtime: "nodejs24.x",
      architecture: "arm64",
      timeoutSeconds: 900,
      memoryMiB: 1024,
      evidencePrefix: "trail-integrity/",
    });
  });

  it("asks for exactly these permissions", () => {
    expect(
      evidenceExport.permissions.map(({ sid, actions, target, objectKeys }) => [sid, actions, target, objectKeys]),
    ).toEqual([
      ["ReadTrailFiles", ["s3:GetObject"], "archiveObjects", ["{archivePrefix}AWSLogs/{accountId}/CloudTrail*"]],
      ["ListArchive", ["s3:ListBucket"], "archiveBucket", undefined],
      ["DecryptTrailFiles", ["kms:Decrypt"], "archiveKey", undefined],
      ["WriteEvidence", ["s3:PutObject"], "evidenceObjects", ["trail-integrity/*"]],
      ["EncryptEvidence", ["kms:GenerateDataKey"], "evidenceKey", undefined],
      ["ReadDigestKeys", ["cloudtrail:ListPublicKeys"], "any", undefined],
    ]);
  });

  it("reads its path only when asked", () => {
    expect(Object.getOwnPropertyDescriptors(evidenceExport)["path"]).toMatchObject({
      get: expect.any(Function) as unknown,
    });
  });
});

describe("inferenceProxy", { tags: ["INF-26"] }, () => {
  it("says what a function resource must be told", () => {
    expect(Object.fromEntries(Object.entries(inferenceProxy).filter(([field]) => field !== "path"))).toEqual({
      name: "inference-proxy",
      handler: "index.handler",
      runtime: "nodejs24.x",
      architecture: "arm64",
      deploymentFile: "deployment.mjs",
      deploymentModule: expect.any(Function) as unknown,
      environmentVariables: ["METRIC_NAMESPACE"],
      metrics: {
        answered: "Answered",
        schemaReject: "SchemaReject",
        tenantReject: "TenantReject",
        requestReject: "RequestReject",
        answerReject: "AnswerReject",
        modelError: "ModelError",
        modelLatency: "ModelLatency",
      },
      maximumRequestBytes: 65_536,
      maximumAnswerBytes: 16_384,
      timeoutSeconds: 25,
      memoryMiB: 512,
    });
  });
});

describe("secretRotation", { tags: ["DATA-20"] }, () => {
  it("says what a function resource must be told", () => {
    expect(Object.fromEntries(Object.entries(secretRotation).filter(([field]) => field !== "path"))).toEqual({
      name: "secret-rotation",
      handler: "index.handler",
      runtime: "nodejs24.x",
      architecture: "arm64",
      secretActions: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      keyActions: ["kms:Decrypt", "kms:GenerateDataKey"],
      environmentVariables: ["SECRET_ARN_PREFIX"],
      timeoutSeconds: 60,
      memoryMiB: 256,
    });
  });
});

describe("functionBundle", () => {
  it("says how to get a bundle that is missing", () => {
    const bundle = functionBundle("no-such-function", {});
    expect(() => bundle.path).toThrow(
      /^The bundle of function "no-such-function" is missing: \/.*\/packages\/functions\/bundles\/no-such-function\/index\.mjs does not exist\. Run "pnpm build" first\.$/,
    );
    expect(existsSync(new URL("../bundles/no-such-function", import.meta.url))).toBe(false);
  });
});
