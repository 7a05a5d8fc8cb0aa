import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";

import { all, childrenOf, dependents, identities, isSecret, one } from "./graph.js";
import type { ProgramRun, RecordedResource } from "./programRun.js";
import { runProgram } from "./runProgram.js";

let run: ProgramRun;

beforeAll(async () => {
  run = await runProgram(() => {
    const parent = new pulumi.ComponentResource("test:index:Component", "component");
    const key = new aws.kms.Key("key", {}, { parent });
    const queue = new aws.sqs.Queue("first", { kmsMasterKeyId: key.id }, { parent });
    new aws.sqs.Queue("second", { tags: { token: pulumi.secret("x"), open: "y" } }, { dependsOn: [key, queue] });
  });
});

const named = (resources: readonly RecordedResource[]) => resources.map(({ name }) => name);

describe("graph queries", () => {
  it("finds by type and name", () => {
    expect(named(all(run, "aws:sqs/queue:Queue"))).toEqual(["first", "second"]);
    expect(one(run, "aws:kms/key:Key").name).toBe("key");
    expect(one(run, "aws:sqs/queue:Queue", "second").name).toBe("second");
  });

  it("says what there is when it cannot find one", () => {
    expect(() => one(run, "aws:sqs/queue:Queue")).toThrow(
      'Expected one aws:sqs/queue:Queue, found 2. Of this type there are: "first", "second"',
    );
    expect(() => one(run, "aws:sqs/queue:Queue", "third")).toThrow(
      'Expected one aws:sqs/queue:Queue "third", found 0. Of this type there are: "first", "second"',
    );
    expect(() => one(run, "aws:sns/topic:Topic")).toThrow(
      "No aws:sns/topic:Topic was registered. There are: aws:kms/key:Key, aws:sqs/queue:Queue, " +
        "pulumi:providers:aws, pulumi:pulumi:Stack, test:index:Component",
    );
  });

  it("walks from parent to child and from a resource to its dependents", () => {
    expect(named(childrenOf(run, one(run, "test:index:Component")))).toEqual(["key", "first"]);
    const key = one(run, "aws:kms/key:Key");
    expect(named(dependents(run, key))).toEqual(["first", "second"]);
    expect(named(dependents(run, key, "kmsMasterKeyId"))).toEqual(["first"]);
    expect(named(dependents(run, key, "tags"))).toEqual([]);
  });

  it("lists identities, sorted and without default providers", () => {
    expect(identities(run)).toEqual([
      "aws:kms/key:Key :: key :: component",
      "aws:sqs/queue:Queue :: first :: component",
      "aws:sqs/queue:Queue :: second :: project-stack",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "test:index:Component :: component :: project-stack",
    ]);
  });

  it("tells secrets from the rest, at any depth", () => {
    const queue = one(run, "aws:sqs/queue:Queue", "second");
    expect(queue.inputs["tags"]).toEqual({ token: "x", open: "y" });
    expect(isSecret(queue, "tags.token")).toBe(true);
    expect(isSecret(queue, "tags.open")).toBe(false);
    expect(isSecret(queue, "name")).toBe(false);
    expect(() => isSecret(queue, "tags.other")).toThrow(`${queue.urn} has no input tags.other`);
  });
});
