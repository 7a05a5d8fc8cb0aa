import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";

import { toAnalyzeRequest, toAnalyzeStackRequest } from "./analyzerMessages.js";
import { one } from "./graph.js";
import type { ProgramRun } from "./programRun.js";
import { runProgram } from "./runProgram.js";
import { secretValue, unknownValue } from "./wire.js";

const prefix = "urn:pulumi:dev::shop::";
let run: ProgramRun;

beforeAll(async () => {
  run = await runProgram(
    () => {
      const parent = new pulumi.ComponentResource("test:index:Component", "component", { size: 3 });
      parent["registerOutputs"]({ done: true });
      const provider = new aws.Provider("provider", { region: "eu-west-2", defaultTags: { tags: { owner: "ml" } } });
      const key = new aws.kms.Key("key", {}, { parent, provider });
      new aws.sqs.Queue(
        "queue",
        { kmsMasterKeyId: key.id, tags: { token: pulumi.secret("x") } },
        {
          parent,
          provider,
          dependsOn: [provider],
          protect: true,
          ignoreChanges: ["policy"],
          deleteBeforeReplace: false,
          aliases: [{ name: "old" }],
          customTimeouts: { create: "1h2m3s" },
        },
      );
      aws.s3.Bucket.get("read", "company-logs");
    },
    { project: "shop", stack: "dev", unknowns: true },
  );
});

describe("toAnalyzeRequest", () => {
  it("shows checked inputs, options and provider", () => {
    const request = toAnalyzeRequest(one(run, "aws:sqs/queue:Queue"), run.resources);
    expect([request.getUrn(), request.getType(), request.getName()]).toEqual([
      `${prefix}test:index:Component$aws:sqs/queue:Queue::queue`,
      "aws:sqs/queue:Queue",
      "queue",
    ]);
    expect(request.getProperties()?.toJavaScript()).toEqual({
      contentBasedDeduplication: false,
      delaySeconds: 0,
      fifoQueue: false,
      kmsMasterKeyId: unknownValue,
      maxMessageSize: 262144,
      messageRetentionSeconds: 345600,
      name: one(run, "aws:sqs/queue:Queue").inputs["name"],
      receiveWaitTimeSeconds: 0,
      tags: { owner: "ml", token: secretValue("x") },
      visibilityTimeoutSeconds: 30,
    });
    expect(request.getOptions()?.toObject()).toEqual({
      protect: true,
      ignorechangesList: ["policy"],
      deletebeforereplace: false,
      deletebeforereplacedefined: true,
      additionalsecretoutputsList: [],
      aliasesList: [],
      customtimeouts: { create: 3723, update: 0, pb_delete: 0, read: 0 },
      parent: `${prefix}test:index:Component::component`,
    });
    const provider = request.getProvider();
    expect([provider?.getUrn(), provider?.getType(), provider?.getName()]).toEqual([
      `${prefix}pulumi:providers:aws::provider`,
      "pulumi:providers:aws",
      "provider",
    ]);
    expect(provider?.getProperties()?.toJavaScript()).toMatchObject({
      region: "eu-west-2",
      defaultTags: '{"tags":{"owner":"ml"}}',
    });
  });

  it("shows a component's inputs and no provider", () => {
    const request = toAnalyzeRequest(one(run, "test:index:Component"), run.resources);
    expect(request.getProperties()?.toJavaScript()).toEqual({ size: 3 });
    expect(request.getProvider()).toBeUndefined();
    expect(request.getOptions()?.getDeletebeforereplacedefined()).toBe(false);
  });

  it("shows neither references nor the engine's own keys", () => {
    const queue = one(run, "aws:sqs/queue:Queue");
    const reference = { [pulumi.runtime.specialSigKey]: pulumi.runtime.specialResourceSig, urn: "urn:x", id: "k" };
    const wireInputs = { __defaults: [], key: reference, nested: { __internal: 1, list: [{ __x: 1, y: 2 }] } };
    expect(
      toAnalyzeRequest({ ...queue, wireInputs }, [])
        .getProperties()
        ?.toJavaScript(),
    ).toEqual({
      key: "k",
      nested: { list: [{ y: 2 }] },
    });
  });
});

describe("toAnalyzeStackRequest", () => {
  it("shows outputs and links of everything that is not merely read", () => {
    const resources = toAnalyzeStackRequest(run.resources).getResourcesList();
    expect(resources.map((resource) => resource.getName()).sort()).toEqual([
      "component",
      "default_7_48_0",
      "key",
      "provider",
      "queue",
      "shop-dev",
    ]);
    const queue = resources.find((resource) => resource.getName() === "queue");
    const key = `${prefix}test:index:Component$aws:kms/key:Key::key`;
    expect(queue?.getProperties()?.toJavaScript()).toMatchObject({ arn: unknownValue, fifoQueue: false });
    expect(queue?.getParent()).toBe(`${prefix}test:index:Component::component`);
    expect(queue?.getDependenciesList().sort()).toEqual([`${prefix}pulumi:providers:aws::provider`, key]);
    const links = [...(queue?.getPropertydependenciesMap().entries() ?? [])];
    expect(links.map(([property, urns]) => [property, urns.getUrnsList()])).toEqual([["kmsMasterKeyId", [key]]]);
    const component = resources.find((resource) => resource.getName() === "component");
    expect(component?.getProperties()?.toJavaScript()).toEqual({ done: true });
  });
});
