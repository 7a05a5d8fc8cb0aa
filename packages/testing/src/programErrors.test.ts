import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";

import { runProgram } from "./runProgram.js";

const names = { project: "shop", stack: "dev" };

/** What a run is rejected with. */
async function failure(build: () => unknown, options = {}): Promise<unknown> {
  try {
    await runProgram(build, { ...names, ...options });
  } catch (error) {
    return error;
  }
  return "the run succeeded";
}

const message = async (build: () => unknown, options = {}) => ((await failure(build, options)) as Error).message;

describe("a failing program", () => {
  it("rejects with the very error that the program threw, after what it began has ended", async () => {
    let thrown: pulumi.ResourceError | undefined;
    const seen: string[] = [];
    const error = await failure(
      () => {
        const key = new aws.kms.Key("key");
        thrown = new pulumi.ResourceError("no such purpose", key, true);
        throw thrown;
      },
      { onResource: ({ name }: { name: string }) => seen.push(name) },
    );
    expect(error).toBe(thrown);
    expect(seen).toContain("key");
    // A test runner that printed the resource would touch all its outputs.
    expect(thrown?.resource).toBeUndefined();
  });

  it("rejects with what fails inside an apply that nobody awaits", async () => {
    const thrown = new Error("too late");
    expect(
      await failure(() => {
        const { arn } = new aws.kms.Key("key");
        arn.apply(() => {
          throw thrown;
        });
      }),
    ).toBe(thrown);
  });

  it("names the property when an input fails", async () => {
    expect(
      await message(() => {
        const value = pulumi.output("a").apply((): string => {
          throw new Error("days must be 1 to 3650");
        });
        const key = new aws.kms.Key("key", { description: value });
        new aws.kms.Alias("alias", { targetKeyId: key.id });
      }),
    ).toMatch(/error serializing property "description": days must be 1 to 3650$/);
  });

  it("reports several independent errors at once", async () => {
    const text = await message(() => {
      for (const name of ["first", "second"]) {
        pulumi.output(name).apply(() => {
          throw new Error(`${name} is wrong`);
        });
      }
    });
    expect(text).toBe("first is wrong\nsecond is wrong");
  });

  it("fails when the program logs an error, as a deployment does", async () => {
    expect(await message(() => void pulumi.log.error("no good"))).toBe("no good");
  });

  it("leaves nothing behind for the next run", async () => {
    const stray: unknown[] = [];
    const listener = (error: unknown) => stray.push(error);
    process.on("unhandledRejection", listener);
    try {
      await failure(() => {
        const key = new aws.kms.Key("key", { description: pulumi.output(Promise.reject(new Error("boom"))) });
        key.arn.apply((arn) => arn);
        throw new Error("bang");
      });
      const run = await runProgram(() => new aws.kms.Key("key"), names);
      expect(run.resources.map(({ name }) => name)).toEqual(["shop-dev", "default_7_48_0", "key"]);
      expect(stray).toEqual([]);
      expect(process.listeners("unhandledRejection")).toContain(listener);
    } finally {
      process.off("unhandledRejection", listener);
    }
  });

  it("says where errors come from, unless told that nobody reads it", async () => {
    const build = () => {
      throw new Error("bang");
    };
    const limit = Error.stackTraceLimit;
    expect(((await failure(build)) as Error).stack).toContain("programErrors.test.ts");
    expect(((await failure(build, { stackTraces: false })) as Error).stack).toBe("Error: bang");
    expect(Error.stackTraceLimit).toBe(limit);
  });

  it("does not give a program up that goes on slowly", async () => {
    const seen: string[] = [];
    const slow = async () => {
      for (const name of ["a", "b", "c"]) {
        await new Promise((resolve) => setTimeout(resolve, 250));
        new pulumi.ComponentResource("test:index:Component", name);
      }
    };
    await runProgram(slow, { ...names, idleSeconds: 0.4, onResource: ({ name }) => seen.push(name) });
    expect(seen).toEqual(["shop-dev", "a", "b", "c"]);
  });

  it("does not wait for ever", async () => {
    const never = new Promise<string>(() => undefined);
    expect(await message(() => new aws.kms.Key("key", { description: never }), { idleSeconds: 0.3 })).toBe(
      "The program has not ended, and nothing has happened for 0.3 seconds. " +
        'These still wait: resource:key[aws:kms/key:Key] (input "description")',
    );
    expect(await message(() => never, { idleSeconds: 0.3 })).toBe(
      "The program has not ended, and nothing has happened for 0.3 seconds. It awaits a promise of its own.",
    );
  });
});

describe("what the engine or the provider refuses", () => {
  it("refuses a second resource of the same URN", async () => {
    expect(
      await message(() => {
        new aws.kms.Key("key");
        new aws.kms.Key("key");
      }),
    ).toBe("Duplicate resource URN 'urn:pulumi:dev::shop::aws:kms/key:Key::key'; try giving it a unique name");
  });

  it("refuses what it does not know, instead of echoing it", async () => {
    expect(await message(() => new aws.rds.Cluster("cluster", { engine: "aurora-postgresql" }))).toBe(
      "The simulated AWS does not know aws:rds/cluster:Cluster; add it to the tables in packages/testing/src/aws, " +
        'or give a model of it as "resources" to the simulated AWS',
    );
    expect(await message(() => aws.ec2.getVpc({ default: true }))).toBe(
      "invocation of aws:ec2/getVpc:getVpc returned an error: The simulated AWS has no answer to " +
        "aws:ec2/getVpc:getVpc; add one to packages/testing/src/aws/functions.ts, " +
        'or give one as "functions" to the simulated AWS',
    );
  });

  it("lets a program catch a failed function", async () => {
    const run = await runProgram(async () => {
      const found = await aws.ec2.getVpc({ default: true }).catch(() => undefined);
      return { found: found === undefined ? "none" : found.id };
    }, names);
    expect(run.outputs).toEqual({ found: "none" });
  });

  it("takes models and answers from the caller", async () => {
    const run = await runProgram(
      async () => {
        const cluster = new aws.rds.Cluster("cluster", { engine: "aurora-postgresql" });
        const { id } = await aws.ec2.getVpc({ default: true });
        return { id: cluster.id, endpoint: cluster.endpoint, vpc: id };
      },
      {
        ...names,
        resources: {
          "aws:rds/cluster:Cluster": {
            id: (cluster) => `cluster-${cluster.hex(4)}`,
            computed: { endpoint: (cluster) => `${cluster.name}.${cluster.facts.region}` },
          },
        },
        functions: { "aws:ec2/getVpc:getVpc": (args) => ({ ...args, id: "vpc-1" }) },
      },
    );
    expect(run.outputs).toEqual({ id: "cluster-4878", endpoint: "cluster.eu-west-1", vpc: "vpc-1" });
  });

  it("reports every refusal, in the provider's words", async () => {
    expect(
      await message(() => {
        new aws.s3.Bucket("one", { bucket: "Bad_Name" });
        new aws.cloudwatch.LogGroup("two", { retentionInDays: 42 });
      }),
    ).toBe(
      "aws:cloudwatch/logGroup:LogGroup resource 'two' has a problem: retentionInDays: expected retention_in_days " +
        "to be one of [0 1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653], got 42\n" +
        "aws:s3/bucket:Bucket resource 'one' has a problem: bucket: invalid value: only lowercase alphanumeric " +
        "characters, dots (.) and hyphens (-) allowed in bucket name; bucket: invalid value: the bucket name must " +
        "begin and end with a letter or number",
    );
  });

  it("knows no other stack than those given", async () => {
    const build = () => new pulumi.StackReference("organization/base/prod").getOutput("arn");
    expect(await message(build)).toBe(
      'unknown stack "organization/base/prod": no answers to stack references were given',
    );
    expect(await message(build, { stackReferences: { "organization/base/dev": { wireOutputs: {} } } })).toBe(
      'unknown stack "organization/base/prod": answers were given for "organization/base/dev"',
    );
  });
});
