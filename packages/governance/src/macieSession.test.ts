import { all, one, runProgram } from "@secure-ml/testing";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { MacieSession, type MacieSessionArgs } from "./macieSession.js";

const bucketName = "acme-account-findings-111111111111-eu-central-1";
const kmsKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/evidence";
const session = "aws:macie2/account:Account";
const exported = "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration";

class Ready extends pulumi.ComponentResource {}

const run = (args: Partial<MacieSessionArgs> = {}, opts: pulumi.ComponentResourceOptions = {}) =>
  runProgram(() => {
    const findings = { bucketName, ready: new Ready("test:Ready", "ready") };
    new MacieSession("macie", { environment, findings, kmsKeyArn, ...args }, opts);
  });

describe("MacieSession", { tags: ["GOV-12"] }, () => {
  it("begins a session and keeps its results", async () => {
    const result = await run();
    expect(one(result, session).inputs).toEqual({ status: "ENABLED", findingPublishingFrequency: "FIFTEEN_MINUTES" });
    expect(one(result, exported).inputs).toEqual({
      s3Destination: { bucketName, keyPrefix: "macie/", kmsKeyArn },
    });
    for (const { urn, options } of [...all(result, session), ...all(result, exported)]) {
      expect(result.controls.get(urn)).toEqual(["GOV-12"]);
      expect(options).toMatchObject({ protect: true, retainOnDelete: true });
    }
    expect(one(result, exported).dependencies).toContain(one(result, session).urn);
  });

  it("ends with a disposable account", async () => {
    const result = await run({ dataProtection: "disposable", findingPublishingFrequency: "SIX_HOURS" });
    expect(one(result, session).options.protect).not.toBe(true);
    expect(one(result, session).inputs["findingPublishingFrequency"]).toBe("SIX_HOURS");
  });

  it("leaves to others what others keep", async () => {
    const external = await run({ adopt: "external" });
    expect(all(external, session)).toEqual([]);
    expect(all(external, exported)).toHaveLength(1);
    expect(all(await run({ adoptExport: "external" }), exported)).toEqual([]);
  });

  it("takes over a session that is there, of this account alone", async () => {
    const imports: unknown[] = [];
    const recording: pulumi.ResourceTransformation = ({ type, opts }) => {
      if (type === session) imports.push((opts as pulumi.CustomResourceOptions).import);
      return undefined;
    };
    await run({ adopt: "import:111111111111" }, { transformations: [recording] });
    await run({ adopt: "create" }, { transformations: [recording] });
    expect(imports).toEqual(["111111111111", undefined]);
    await expect(run({ adopt: "import:222222222222" })).rejects.toThrow('MacieSession "macie": adopt must be one of');
  });
});
