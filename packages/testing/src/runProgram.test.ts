import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { childOf } from "@secure-ml/core";
import { describe, expect, it } from "vitest";

import { all, one } from "./graph.js";
import { unknown } from "./programRun.js";
import { runProgram } from "./runProgram.js";

class Component extends pulumi.ComponentResource {
  constructor(name: string, args: pulumi.Inputs = {}, opts: pulumi.ComponentResourceOptions = {}) {
    super("test:index:Component", name, args, opts);
  }
}

const prefix = "urn:pulumi:dev::shop::";
const names = { project: "shop", stack: "dev" };

describe("runProgram", () => {
  it("records the identity of everything, with the full chain of parents", async () => {
    const run = await runProgram(() => {
      const outer = new Component("outer");
      const inner = new Component("inner", {}, { parent: outer });
      new aws.kms.Key("key", {}, { parent: inner });
      new aws.kms.Key("key");
    }, names);
    expect(run.resources.map(({ urn, parent }) => [urn.slice(prefix.length), parent?.slice(prefix.length)])).toEqual([
      ["pulumi:pulumi:Stack::shop-dev", undefined],
      ["test:index:Component::outer", "pulumi:pulumi:Stack::shop-dev"],
      ["pulumi:providers:aws::default_7_48_0", undefined],
      ["aws:kms/key:Key::key", "pulumi:pulumi:Stack::shop-dev"],
      ["test:index:Component$test:index:Component::inner", "test:index:Component::outer"],
      [
        "test:index:Component$test:index:Component$aws:kms/key:Key::key",
        "test:index:Component$test:index:Component::inner",
      ],
    ]);
  });

  it("records dependencies by property and by dependsOn, each once", async () => {
    const run = await runProgram(() => {
      const key = new aws.kms.Key("key");
      const bucket = new aws.s3.Bucket("bucket", {}, { dependsOn: [key] });
      new aws.s3.BucketServerSideEncryptionConfiguration(
        "encryption",
        {
          bucket: bucket.bucket,
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
        },
        { dependsOn: [bucket] },
      );
    }, names);
    const key = `${prefix}aws:kms/key:Key::key`;
    const bucket = `${prefix}aws:s3/bucket:Bucket::bucket`;
    expect(one(run, "aws:s3/bucket:Bucket").dependencies).toEqual([key]);
    const encryption = run.resources.find(({ name }) => name === "encryption");
    expect(encryption?.dependencies).toEqual([bucket, key]);
    expect(encryption?.propertyDependencies).toEqual({ bucket: [bucket], rules: [key] });
  });

  it("hands protect, retainOnDelete and the provider down, as the engine does", async () => {
    const run = await runProgram(() => {
      const provider = new aws.Provider("elsewhere", { region: "eu-central-1" });
      // The SDK's type forgets that a component hands retainOnDelete to its children.
      const opts = { protect: true, retainOnDelete: true, providers: [provider] };
      const parent = new Component("parent", {}, opts);
      new aws.kms.Key("inherits", {}, { parent });
      const child = new Component("child", {}, { parent, protect: false });
      new aws.kms.Key("differs", {}, { parent: child, retainOnDelete: false });
    }, names);
    const seen = all(run, "aws:kms/key:Key").map(({ name, options, provider, outputs }) => [
      name,
      options.protect,
      options.retainOnDelete,
      provider,
      outputs["region"],
    ]);
    const provider = `${prefix}pulumi:providers:aws::elsewhere`;
    expect(seen).toEqual([
      ["inherits", true, true, provider, "eu-central-1"],
      ["differs", false, false, provider, "eu-central-1"],
    ]);
    expect(all(run, "pulumi:providers:aws").map(({ name, inputs }) => [name, inputs])).toEqual([
      [
        "elsewhere",
        { region: "eu-central-1", skipCredentialsValidation: "false", skipRegionValidation: "true", version: "7.48.0" },
      ],
    ]);
  });

  it("records the options that decide how the engine treats a resource", async () => {
    const run = await runProgram(() => {
      new aws.sqs.Queue(
        "queue",
        {},
        {
          deleteBeforeReplace: true,
          ignoreChanges: ["tags"],
          replaceOnChanges: ["kmsMasterKeyId"],
          additionalSecretOutputs: ["url"],
          aliases: [{ name: "old" }, { parent: pulumi.rootStackResource, type: "aws:sqs/old:Queue" }],
          customTimeouts: { create: "5m" },
        },
      );
    }, names);
    const queue = one(run, "aws:sqs/queue:Queue");
    expect(queue.options).toEqual({
      protect: false,
      retainOnDelete: false,
      deleteBeforeReplace: true,
      ignoreChanges: ["tags"],
      replaceOnChanges: ["kmsMasterKeyId"],
      additionalSecretOutputs: ["url"],
      aliases: [`${prefix}aws:sqs/queue:Queue::old`, `${prefix}aws:sqs/old:Queue::queue`],
      customTimeouts: { create: "5m" },
    });
    expect(queue.wireOutputs["url"]).toEqual({
      [pulumi.runtime.specialSigKey]: pulumi.runtime.specialSecretSig,
      value: queue.outputs["url"],
    });
  });

  it("keeps inputs and registered outputs of components", async () => {
    const run = await runProgram(() => {
      const component = new Component("component", { size: 3 });
      component["registerOutputs"]({ size: pulumi.output(3) });
    }, names);
    const component = one(run, "test:index:Component");
    expect([component.inputs, component.outputs, component.custom]).toEqual([{ size: 3 }, { size: 3 }, false]);
  });

  it("returns the stack's outputs, and says which are secret", async () => {
    const run = await runProgram(() => ({ open: pulumi.output("a"), hidden: pulumi.secret("b") }), names);
    expect(run.outputs).toEqual({ open: "a", hidden: "b" });
    expect(run.secretOutputs).toEqual(["hidden"]);
  });

  it("leaves unknown what only a real create can tell, and nothing else", async () => {
    const build = () => {
      const key = new aws.kms.Key("key");
      const bucket = new aws.s3.Bucket("bucket", { tags: { key: key.arn, zone: "raw" } });
      return { dryRun: pulumi.runtime.isDryRun(), id: key.id, bucket: bucket.bucket, region: key.region };
    };
    const first = await runProgram(build, { ...names, unknowns: true });
    expect(first.outputs).toEqual({ dryRun: true, id: unknown, bucket: "bucket-a0b3eeb", region: "eu-west-1" });
    expect(one(first, "aws:s3/bucket:Bucket").inputs["tags"]).toEqual({ key: unknown, zone: "raw" });
    expect(one(first, "aws:kms/key:Key")).not.toHaveProperty("id");
    const second = await runProgram(build, names);
    expect(second.outputs).toEqual({
      dryRun: false,
      id: one(second, "aws:kms/key:Key").id,
      bucket: "bucket-a0b3eeb",
      region: "eu-west-1",
    });
  });

  it("gives the program its config, and the provider its part of it", async () => {
    const run = await runProgram(
      async () => {
        const config = new pulumi.Config();
        const { region } = await aws.getRegion();
        return { object: config.requireObject("list"), secret: config.requireSecret("password"), region };
      },
      {
        ...names,
        config: { "shop:list": [1, 2], "shop:password": "x", "aws:region": "us-east-2" },
        secretConfigKeys: ["shop:password"],
      },
    );
    expect(run.outputs).toEqual({ object: [1, 2], secret: "x", region: "us-east-2" });
    expect(run.secretOutputs).toEqual(["secret"]);
    expect(one(run, "pulumi:providers:aws").inputs).toEqual({ region: "us-east-2", version: "7.48.0" });
  });

  it("maps what is registered to the controls that it serves", async () => {
    const run = await runProgram(() => {
      const parent = new Component("parent");
      new aws.kms.Key("key", {}, childOf(parent, "DATA-01"));
      new aws.kms.Key("plumbing", {}, childOf(parent, []));
    }, names);
    expect([...run.controls]).toEqual([[`${prefix}test:index:Component$aws:kms/key:Key::key`, ["DATA-01"]]]);
    const next = await runProgram(() => undefined, names);
    expect(next.controls.size).toBe(0);
  });

  it("answers stack references from given runs, in a preview too", async () => {
    const other = await runProgram(() => ({ arn: "a", password: pulumi.secret("b") }), {
      project: "base",
      stack: "dev",
    });
    const run = await runProgram(
      () => {
        const base = new pulumi.StackReference("organization/base/dev");
        return { arn: base.requireOutput("arn"), password: base.requireOutput("password") };
      },
      { ...names, unknowns: true, stackReferences: { "organization/base/dev": other } },
    );
    expect(run.outputs).toEqual({ arn: "a", password: "b" });
    expect(run.secretOutputs).toEqual(["password"]);
    const reference = one(run, "pulumi:pulumi:StackReference");
    expect([reference.external, reference.id, reference.provider]).toEqual([
      true,
      "organization/base/dev",
      `${prefix}pulumi:providers:pulumi::default`,
    ]);
  });

  it("reads existing resources by their id", async () => {
    const run = await runProgram(() => ({ arn: aws.s3.Bucket.get("logs", "company-logs").arn }), names);
    expect(run.outputs).toEqual({ arn: "arn:aws:s3:::company-logs" });
    expect(one(run, "aws:s3/bucket:Bucket").external).toBe(true);
  });

  it("takes functions that wait for something pending as unknown", async () => {
    const run = await runProgram(
      () => {
        const parent = new Component("parent");
        new aws.kms.Key("key", {}, { parent });
        return { region: aws.getRegionOutput({}, { dependsOn: [parent] }).region, other: aws.getRegionOutput().region };
      },
      { ...names, unknowns: true },
    );
    expect(run.outputs).toEqual({ region: unknown, other: "eu-west-1" });
  });

  it("shows each resource as soon as it is registered, and keeps the log", async () => {
    const seen: string[] = [];
    const run = await runProgram(
      () => {
        new Component("component");
        void pulumi.log.warn("mind the gap");
      },
      { ...names, onResource: ({ name }) => seen.push(name) },
    );
    expect(seen).toEqual(["shop-dev", "component"]);
    expect(run.log).toEqual([{ severity: "warning", message: "mind the gap" }]);
  });

  it("waits for what the program has set off but does not await", async () => {
    const run = await runProgram(() => {
      const description = new Promise<string>((resolve) => setTimeout(resolve, 50, "late"));
      new aws.kms.Key("key", { description });
    }, names);
    expect(one(run, "aws:kms/key:Key").inputs["description"]).toBe("late");
  });

  it("asks no provider whose own settings are unknown, as the engine does", async () => {
    const run = await runProgram(
      () => {
        const topic = new aws.sns.Topic("topic");
        const provider = new aws.Provider("provider", { region: "eu-west-2", profile: topic.arn });
        return { key: new aws.kms.Key("key", {}, { provider }).keyId };
      },
      { ...names, unknowns: true },
    );
    const key = one(run, "aws:kms/key:Key");
    expect([key.inputs, key.outputs, run.outputs]).toEqual([{}, {}, { key: unknown }]);
  });

  it("runs programs one after the other, each in a runtime of its own", async () => {
    const steps: string[] = [];
    const build = (region: string) => async () => {
      steps.push(`${region} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      new aws.kms.Key("key");
      steps.push(`${region} ends`);
      return { region: new pulumi.Config("aws").get("region"), stack: pulumi.getStack(), wanted: region };
    };
    const runs = await Promise.all(
      ["eu-west-1", "eu-west-2"].map((region) =>
        runProgram(build(region), { project: "shop", stack: region, config: { "aws:region": region } }),
      ),
    );
    expect(runs.map(({ outputs, resources }) => [outputs, resources.length])).toEqual([
      [{ region: "eu-west-1", stack: "eu-west-1", wanted: "eu-west-1" }, 3],
      [{ region: "eu-west-2", stack: "eu-west-2", wanted: "eu-west-2" }, 3],
    ]);
    expect(steps).toEqual(["eu-west-1 begins", "eu-west-1 ends", "eu-west-2 begins", "eu-west-2 ends"]);
  });
});
