import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fakePack, temporaryFolder } from "./testFolders.fixture.js";

/** Resources and helpers that the programs of a fake repository start with. */
const prelude = `
import * as pulumi from "@pulumi/pulumi";
class Bucket extends pulumi.CustomResource {
  constructor(name, args, opts) { super("aws:s3/bucket:Bucket", name, { arn: undefined, bucket: undefined, ...args }, opts); }
}
const config = new pulumi.Config();
`;

/** A program of the account stack: a bucket with a secret in a tag, whose ARN it hands over. */
const accountProgram = `
export default function run() {
  const logs = new Bucket("logs", { tags: { note: pulumi.secret("hunter2hunter2") } });
  return { logsArn: logs.arn, password: pulumi.secret("topsecretvalue") };
}
`;

/** A program of the platform stack: a bucket that names the account's, and one for each of the config's zones. */
const platformProgram = `
export default function run() {
  const account = new pulumi.StackReference(\`\${pulumi.getOrganization()}/acc/dev\`);
  new Bucket("data", { tags: { logs: account.getOutput("logsArn"), folder: process.cwd().split("/").at(-1), copy: "is hunter2hunter2" } });
  for (const zone of config.requireObject("zones")) new Bucket(zone, {}, { protect: true });
  pulumi.log.warn("few zones");
  return { done: true };
}
`;

/** A pack with a rule for buckets, one for stacks, and one that reads what a program gets from AWS. */
const bucketRules = `
const { PolicyPack, validateResourceOfType } = require("@pulumi/policy");
const bucket = { __pulumiType: "aws:s3/bucket:Bucket" };
new PolicyPack("fake", {
  policies: [
    {
      name: "no-bad-buckets",
      description: "A bucket is not called bad.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(bucket, (props, args, report) => {
        if (args.name === "bad") report("found bad");
      }),
    },
    {
      name: "known-tags",
      description: "A bucket's tags are known.",
      enforcementLevel: "advisory",
      validateResource: validateResourceOfType(bucket, (props, args, report) => { String(props.tags?.logs); }),
    },
    {
      name: "has-buckets",
      description: "A stack has buckets.",
      enforcementLevel: "advisory",
      validateStack: (args, report) => {
        const buckets = args.resources.filter((resource) => resource.isType(bucket));
        if (buckets.length < args.getConfig().minimum) report("found " + buckets.length);
      },
      configSchema: { properties: { minimum: { type: "number", default: 1 } } },
    },
  ],
});
`;

/**
 * Writes a repository with two stacks and a policy pack, as small as a preview can do with.
 *
 * @param changes files to write in the place of others, by path
 */
export function fakeRepository(changes: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder();
  fakePack(changes["policy-pack/index.js"] ?? bucketRules, path.join(root, "policy-pack"));
  symlinkSync(path.join(import.meta.dirname, "../node_modules"), path.join(root, "node_modules"));
  const files: Record<string, string> = {
    "stacks/account/package.json": `{ "type": "module" }`,
    "stacks/account/Pulumi.yaml": "name: acc\nmain: dist/index.js\n",
    "stacks/account/Pulumi.dev.yaml": `config:\n  acc:accountId: "333333333333"\n  acc:regions: [eu-west-1]\n`,
    "stacks/account/dist/index.js": prelude + accountProgram,
    "stacks/platform/package.json": `{ "type": "module" }`,
    "stacks/platform/Pulumi.yaml": "name: plat\nmain: dist/index.js\n",
    "stacks/platform/Pulumi.dev.yaml": `config:\n  plat:accountId: "333333333333"\n  plat:region: eu-west-1\n  plat:zones: [one, two]\n`,
    "stacks/platform/dist/index.js": prelude + platformProgram,
    "policy-pack/config/dev.json": "{}",
  };
  for (const [file, text] of Object.entries({ ...files, ...changes })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    const isProgram = file in changes && file.endsWith("dist/index.js");
    writeFileSync(path.join(root, file), isProgram ? prelude + text : text);
  }
  return root;
}
