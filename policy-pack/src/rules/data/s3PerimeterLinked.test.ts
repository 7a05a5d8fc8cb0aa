import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { document, perimeterStatements } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket, companion } from "../../s3.fixture.js";
import { dataS3PerimeterLinked as rule } from "./s3PerimeterLinked.js";

const raw = bucket("raw", "raw");
const [, roles] = perimeterStatements("raw");
const open = companion(
  awsType.bucketPolicy,
  raw,
  { policy: document(roles === undefined ? [] : [roles]) },
  { name: "policy" },
);

describe("data-s3-perimeter-linked", { tags: ["DATA-09"] }, () => {
  it("passes an environment's bucket with a network part", async () => {
    const policy = companion(awsType.bucketPolicy, raw, { policy: document(perimeterStatements("raw")) });
    expect(await reports(rule, [raw, policy])).toEqual([]);
  });

  it.each(["raw", "curated", "quarantine", "features", "artifacts", "capture", "labels", "scratch"])(
    "violates when the policy of a bucket of zone %s has the role part only",
    async (zone) => {
      expect(await reports(rule, [bucket("raw", zone), open])).toEqual([
        "mandatory raw: found the policy policy, which answers requests from any network; " +
          "expected a Deny of s3:GetObject, s3:GetObjectVersion, s3:PutObject, s3:DeleteObject, s3:DeleteObjectVersion, " +
          "s3:ListBucket to everyone with StringNotEquals aws:SourceVpce, ArnNotLike aws:PrincipalArn (exact roles), " +
          "BoolIfExists aws:PrincipalIsAWSService false and BoolIfExists aws:ViaAWSService false; " +
          "fix: put the statement DenyOutsideNetwork into policy, with the id of the VPC's S3 endpoint",
      ]);
    },
  );

  it("violates when the network part is another bucket's", async () => {
    const policy = companion(awsType.bucketPolicy, raw, { policy: document(perimeterStatements("other")) });
    expect(await reports(rule, [raw, policy])).toHaveLength(1);
  });

  it.each([resource(awsType.vpcEndpoint, "s3"), resource(awsType.vpc, "vpc"), resource(stackReferenceType, "network")])(
    "passes an unknown policy that comes from $type",
    async (source) => {
      const options = { propertyDependencies: { policy: [source] } };
      const policy = companion(awsType.bucketPolicy, raw, { policy: unknown }, options);
      expect(await reports(rule, [source, raw, policy])).toEqual([]);
    },
  );

  it("cannot decide an unknown policy that comes from no network", async () => {
    const policy = companion(awsType.bucketPolicy, raw, { policy: unknown }, { name: "policy" });
    expect(await reports(rule, [raw, policy])).toEqual([
      "advisory raw: undecided: policy of policy cannot be known yet and depends on no VPC or VPC endpoint",
    ]);
  });

  it("cannot decide while the zone is unknown", async () => {
    expect(await reports(rule, [bucket("late", unknown)])).toEqual([
      "advisory late: undecided: tag data-zone cannot be known yet",
    ]);
  });

  it.each(["audit-logs", "evidence", "findings", "code"])("does not apply to the account's bucket %s", async (zone) => {
    const found = await reasons(rule, [bucket("raw", zone), open]);
    expect(found).toEqual(["Every environment of the account uses the bucket: its perimeter is one of roles"]);
    expect(await reports(rule, [bucket("raw", zone), open])).toEqual([]);
  });

  it("does not apply to the bucket that takes access logs", async () => {
    expect(await reasons(rule, [bucket("logs", "access-logs")])).toEqual(["The bucket takes access logs"]);
  });

  itHonoursExemptions(rule, [raw, open]);
});
