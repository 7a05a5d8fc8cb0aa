import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { childOf, forgetServedControls, servedControls } from "./childOf.js";

class Store extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Store", name);
    const key = new aws.kms.Key(`${name}-key`, {}, childOf(this, ["DATA-01", "DATA-02"], { protect: true }));
    new aws.kms.Alias(`${name}-alias`, { targetKeyId: key.keyId }, childOf(this, "DATA-01", { dependsOn: key }));
    new aws.sqs.Queue(`${name}-queue`, {}, childOf(this, []));
  }
}

const program = () => {
  new Store("store");
};

describe("childOf", () => {
  it("makes a child and records the controls that it serves, of that child alone", async () => {
    const run = await runProgram(program);
    const store = one(run, "test:index:Store");
    const key = one(run, "aws:kms/key:Key");
    const alias = one(run, "aws:kms/alias:Alias");
    const queue = one(run, "aws:sqs/queue:Queue");
    expect([key, alias, queue].map(({ parent }) => parent)).toEqual([store.urn, store.urn, store.urn]);
    expect([...run.controls]).toEqual([
      [key.urn, ["DATA-01", "DATA-02"]],
      [alias.urn, ["DATA-01"]],
    ]);
  });

  it("keeps the other options and adds nothing to what is registered", async () => {
    const run = await runProgram(program);
    expect(one(run, "aws:kms/key:Key").options.protect).toBe(true);
    expect(one(run, "aws:kms/alias:Alias").dependencies).toEqual([one(run, "aws:kms/key:Key").urn]);
  });

  it("keeps the transformations that were given", async () => {
    const seen: string[] = [];
    const run = await runProgram(() => {
      const parent = new Store("store");
      const transformations: pulumi.ResourceTransformation[] = [
        ({ name }) => {
          seen.push(name);
          return undefined;
        },
      ];
      new aws.sqs.Queue("other", {}, childOf(parent, "DATA-06", { transformations }));
    });
    expect(seen).toEqual(["other"]);
    expect(run.controls.get(one(run, "aws:sqs/queue:Queue", "other").urn)).toEqual(["DATA-06"]);
  });

  it("starts afresh with each run", async () => {
    await runProgram(program);
    const run = await runProgram(() => {
      new Store("another");
    });
    expect([...run.controls.keys()].every((urn) => urn.includes("another"))).toBe(true);
    forgetServedControls();
    expect(await servedControls()).toEqual(new Map());
  });
});
