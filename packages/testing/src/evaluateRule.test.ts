import { readFileSync } from "node:fs";

import type { ResourceValidationPolicy, StackValidation, StackValidationPolicy } from "@pulumi/policy";
import { validateResourceOfType } from "@pulumi/policy";
import type * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";

import { evaluateRule } from "./evaluateRule.js";
import { resource } from "./handMadeResource.js";
import { unknown } from "./programRun.js";
import { secretValue, unknownValue } from "./wire.js";

const bucketToken = "aws:s3/bucket:Bucket";
const bucketType = { __pulumiType: bucketToken } as unknown as typeof aws.s3.Bucket;
const blockType = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

/** A rule that reads a value, without a guard against unknown ones. */
const encrypted: ResourceValidationPolicy = {
  name: "encrypted",
  description: "Buckets are tagged with their zone.",
  enforcementLevel: "mandatory",
  validateResource: validateResourceOfType(bucketType, (bucket, args, report) => {
    const { zones = ["raw"] } = args.getConfig<{ zones?: string[] }>();
    if (!zones.includes(bucket.tags?.["zone"] ?? "none")) {
      report(`zone ${bucket.tags?.["zone"] ?? "none"}, protect ${String(args.opts.protect)}`);
    }
  }),
};

/** A rule about a link. */
const blocked: StackValidationPolicy = {
  name: "blocked",
  description: "Buckets have a public access block.",
  validateStack: Object.assign<StackValidation, { __pulumiType: string }>(
    (args, report) => {
      for (const bucket of args.resources.filter(({ type }) => type === bucketToken)) {
        const link = args.resources.find(({ propertyDependencies }) =>
          propertyDependencies["bucket"]?.includes(bucket),
        );
        if (link?.parent?.name !== "component") {
          report(`no block in the component, arn ${bucket.props["arn"] as string}`, bucket.urn);
        }
      }
    },
    { __pulumiType: bucketToken },
  ),
};

describe("evaluateRule with a resource rule", () => {
  const good = resource("aws:s3/bucket:Bucket", "good", { tags: { zone: "raw" } });
  const bad = resource("aws:s3/bucket:Bucket", "bad", { tags: { zone: secretValue("open") } }, { protect: true });
  const untagged = resource("aws:s3/bucket:Bucket", "untagged", { tags: undefined });

  it("passes what complies", async () => {
    expect(await evaluateRule(encrypted, [good])).toEqual({ diagnostics: [], notApplicable: [] });
  });

  it("reports what does not, with secrets in the clear as packs see them", async () => {
    expect((await evaluateRule(encrypted, [good, bad, untagged])).diagnostics).toEqual([
      {
        policyName: "encrypted",
        message: "Buckets are tagged with their zone.\nzone open, protect true",
        urn: "urn:pulumi:stack::project::aws:s3/bucket:Bucket::bad",
        enforcementLevel: "mandatory",
      },
      {
        policyName: "encrypted",
        message: "Buckets are tagged with their zone.\nzone none, protect false",
        urn: "urn:pulumi:stack::project::aws:s3/bucket:Bucket::untagged",
        enforcementLevel: "mandatory",
      },
    ]);
  });

  it("skips other types in the SDK's words, and what was only read without a word", async () => {
    const queue = resource("aws:sqs/queue:Queue", "queue");
    const read = resource("aws:s3/bucket:Bucket", "read", {}, { external: true });
    expect(await evaluateRule(encrypted, [queue, read])).toEqual({
      diagnostics: [],
      notApplicable: [
        {
          policyName: "encrypted",
          reason: "Policy only applies to resources of type 'aws:s3/bucket:Bucket'",
          urn: queue.urn,
        },
      ],
    });
  });

  it.each([unknown, unknownValue])("stops at an unknown value, as advisory even when mandatory", async (value) => {
    const bucket = resource("aws:s3/bucket:Bucket", "bucket", { tags: { zone: value } });
    expect((await evaluateRule(encrypted, [bucket])).diagnostics).toEqual([
      {
        policyName: "encrypted",
        message:
          "can't run policy 'encrypted' from policy pack 'rules@v0.0.0' during preview: " +
          "string value at .tags.zone can't be known during preview",
        urn: bucket.urn,
        enforcementLevel: "advisory",
      },
    ]);
  });

  it("gives the rule its config", async () => {
    const { diagnostics } = await evaluateRule(encrypted, [good, bad], { config: { zones: ["open"] } });
    expect(diagnostics.map(({ urn }) => urn)).toEqual([good.urn]);
  });

  it("rejects when the rule itself breaks", async () => {
    const broken: ResourceValidationPolicy = {
      name: "broken",
      description: "",
      validateResource: () => {
        throw new Error("typo");
      },
    };
    await expect(evaluateRule(broken, [good])).rejects.toThrow(
      /^Error validating resource with policy 'broken' from policy pack 'rules@v0\.0\.0':\nError: typo/,
    );
  });

  it("shows the provider", async () => {
    const provider = resource("pulumi:providers:aws", "provider", { region: "eu-west-2" });
    const where: ResourceValidationPolicy = {
      name: "where",
      description: "Where.",
      validateResource: (args, report) => {
        if (args.provider !== undefined) {
          report(args.provider.props["region"] as string);
        }
      },
    };
    const bucket = resource("aws:s3/bucket:Bucket", "bucket", {}, { provider });
    expect((await evaluateRule(where, [bucket, provider])).diagnostics.map(({ message }) => message)).toEqual([
      "Where.\neu-west-2",
    ]);
  });
});

describe("evaluateRule with a stack rule", () => {
  const component = resource("secure-ml:data:SecureBucket", "component");
  const bucket = resource("aws:s3/bucket:Bucket", "bucket", {}, { parent: component, outputs: { arn: "arn:1" } });
  const block = resource(
    blockType,
    "block",
    { bucket: unknown },
    { parent: component, propertyDependencies: { bucket: [bucket] } },
  );
  const stray = resource(blockType, "stray", { bucket: unknown }, { dependencies: [bucket] });

  it("follows links and parents while values are unknown", async () => {
    expect(await evaluateRule(blocked, [component, bucket, block])).toEqual({ diagnostics: [], notApplicable: [] });
    expect(await evaluateRule(blocked, [component, bucket, stray], { enforcementLevel: "advisory" })).toEqual({
      diagnostics: [
        {
          policyName: "blocked",
          message: "Buckets have a public access block.\nno block in the component, arn arn:1",
          urn: "urn:pulumi:stack::project::secure-ml:data:SecureBucket$aws:s3/bucket:Bucket::bucket",
          enforcementLevel: "advisory",
        },
      ],
      notApplicable: [],
    });
  });

  it("does not apply where there is no such type", async () => {
    expect(await evaluateRule(blocked, [block])).toEqual({
      diagnostics: [],
      notApplicable: [
        { policyName: "blocked", reason: "Policy only applies to resources of type 'aws:s3/bucket:Bucket'" },
      ],
    });
  });
});

describe("the package", () => {
  it("loads the AWS provider only when a program is run", () => {
    const seen = new Set<string>();
    const external = new Set<string>();
    const follow = (file: string) => {
      if (seen.has(file)) {
        return;
      }
      seen.add(file);
      const source = readFileSync(new URL(file, import.meta.url), "utf8");
      for (const [, target = ""] of source.matchAll(/^(?:import|export) (?!type)[^;]*?from "([^"]+)";/gm)) {
        if (target.startsWith(".")) {
          follow(new URL(target.replace(/\.js$/, ".ts"), new URL(file, import.meta.url)).href);
        } else {
          external.add(target);
        }
      }
    };
    follow(new URL("index.ts", import.meta.url).href);
    expect(seen.size).toBeGreaterThan(20);
    expect([...external].filter((name) => !name.startsWith("node:")).sort()).toEqual([
      "@pulumi/pulumi",
      "@pulumi/pulumi/proto/analyzer_pb.js",
      "@pulumi/pulumi/proto/engine_pb.js",
      "@pulumi/pulumi/proto/resource_pb.js",
      "@secure-ml/controls",
      "@secure-ml/core",
      "google-protobuf/google/protobuf/struct_pb.js",
    ]);
  });
});
