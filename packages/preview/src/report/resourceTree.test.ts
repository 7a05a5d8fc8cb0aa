import { describe, expect, it } from "vitest";
import { report, resource } from "./handMadeReport.fixture.js";
import { paint } from "./paint.js";
import { resourceTree } from "./resourceTree.js";
import type { ReportResource } from "./schema.js";

const ascii = paint({ width: 80, color: false, unicode: false });

function tree(resources: readonly ReportResource[], verbose = false, drawn = ascii): string[] {
  const [stack] = report({ resources }).stacks;
  if (stack === undefined) {
    throw new Error("a report has a stack");
  }
  return resourceTree(stack, drawn, verbose);
}

function bucket(name: string, parent?: ReportResource): ReportResource[] {
  const component = resource("secure-ml:data:SecureBucket", name, parent === undefined ? {} : { parent: parent.urn });
  return [
    component,
    resource("aws:s3/bucket:Bucket", `${name}-bucket`, { parent: component.urn, protect: true }),
    resource("aws:s3/bucketPolicy:BucketPolicy", `${name}-policy`, { parent: component.urn }),
  ];
}

describe("resourceTree", () => {
  it("shows components by tier, with numbers of what they are made of", () => {
    const network = resource("secure-ml:network:PrivateNetwork", "network");
    const subnets = ["a", "b"].map((zone) => resource("aws:ec2/subnet:Subnet", zone, { parent: network.urn }));
    const vpc = resource("aws:ec2/vpc:Vpc", "vpc", { parent: network.urn });

    expect(tree([...bucket("raw"), network, vpc, ...subnets, resource("pulumi:providers:aws", "aws")])).toEqual([
      "  data (2)",
      "  `- SecureBucket raw",
      "        s3.Bucket, s3.BucketPolicy",
      "  network (3)",
      "  `- PrivateNetwork network",
      "        ec2.Vpc, 2 ec2.Subnet",
      "  outside the tiers (1)",
      "  `- provider of aws",
    ]);
  });

  it("nests components, and gives those that are alike one line", () => {
    const buckets = resource("secure-ml:data:DataBuckets", "buckets");
    const other = bucket("other", buckets).slice(0, 2);
    const table = resource("aws:dynamodb/table:Table", "table", { parent: buckets.urn });

    expect(tree([buckets, ...bucket("raw", buckets), ...other, ...bucket("curated", buckets), table])).toEqual([
      "  data (6)",
      "  `- DataBuckets buckets",
      "     |  dynamodb.Table",
      "     |- 2 SecureBucket: raw, curated",
      "     |     each s3.Bucket, s3.BucketPolicy",
      "     `- SecureBucket other",
      "           s3.Bucket",
    ]);
  });

  it("does not put components together that differ further down", () => {
    const [first, second] = ["one", "two"].map((name) => resource("secure-ml:data:Wrapper", name));
    if (first === undefined || second === undefined) {
      throw new Error("two wrappers");
    }

    expect(tree([first, ...bucket("inner", first), second])).toEqual([
      "  data (2)",
      "  |- Wrapper one",
      "  |  `- SecureBucket inner",
      "  |        s3.Bucket, s3.BucketPolicy",
      "  `- Wrapper two",
    ]);
  });

  it("shows every resource when asked to, and which are protected", () => {
    expect(tree(bucket("raw"), true)).toEqual([
      "  data (2)",
      "  `- SecureBucket raw",
      "     |- s3.Bucket raw-bucket, protected",
      "     `- s3.BucketPolicy raw-policy",
    ]);
  });

  it("keeps long lines in the tree", () => {
    const names = Array.from({ length: 8 }, (_, index) => `bucket-number-${index}`);
    const narrow = paint({ width: 40, color: false, unicode: true });

    const lines = tree(
      names.flatMap((name) => bucket(name)),
      false,
      narrow,
    );

    expect(lines.slice(0, 3)).toEqual([
      "  data (16)",
      "  └─ 8 SecureBucket: bucket-number-0,",
      "        bucket-number-1,",
    ]);
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
  });
});
