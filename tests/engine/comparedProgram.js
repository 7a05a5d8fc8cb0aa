// One of everything that the simulated engine has to get right; run by it and by the real one, and compared.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

class Component extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("test:index:Component", name, args, opts);
  }
}

export default async () => {
  const { accountId } = await aws.getCallerIdentity();
  const outer = new Component("outer", { size: 3 }, { protect: false, retainOnDelete: false });
  const inner = new Component("inner", {}, { parent: outer });
  inner.registerOutputs({ done: pulumi.secret(true) });
  const provider = new aws.Provider(
    "provider",
    { region: "eu-central-1", defaultTags: { tags: { owner: "ml" } } },
    { parent: outer },
  );
  const key = new aws.kms.Key(
    "key",
    { description: process.env["KEY_DESCRIPTION"] ?? "first" },
    { parent: inner, provider, aliases: [{ name: "old" }], customTimeouts: { create: "5m" } },
  );
  const bucket = new aws.s3.Bucket(
    "Bucket",
    { tags: { token: pulumi.secret("x"), key: key.arn, account: accountId } },
    { parent: outer, dependsOn: [inner], additionalSecretOutputs: ["hostedZoneId"] },
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    "encryption",
    {
      bucket: bucket.bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
    },
    { parent: bucket, deleteBeforeReplace: true, ignoreChanges: ["rules"] },
  );
  const region = aws.getRegionOutput({}, { dependsOn: [outer] });
  const queue = new aws.sqs.Queue("queue", {
    fifoQueue: process.env["FIFO"] === "yes",
    tags: { region: region.region },
  });
  const existing = aws.s3.Bucket.get("existing", "company-logs");
  return { bucket: bucket.bucket, queue: queue.arn, existing: existing.arn, hidden: pulumi.secret(key.id) };
};
