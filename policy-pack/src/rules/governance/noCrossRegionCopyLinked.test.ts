import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govNoCrossRegionCopyLinked as rule } from "./noCrossRegionCopyLinked.js";

const settings = { allowedRegions: ["eu-central-1", "eu-west-1"] };
const bucket = (name: string, region: unknown) => resource(awsType.bucket, name, { bucket: name, region });
const replication = (destination: unknown, of: readonly RecordedResource[] = []) =>
  resource(
    awsType.bucketReplication,
    "copies",
    { bucket: "raw", rules: [{ destination: { bucket: destination } }] },
    { propertyDependencies: { rules: of } },
  );
const arn = (name: string) => `arn:aws:s3:::${name}`;
const violation = (found: string): string =>
  `mandatory copies: found ${found}; expected a bucket of this stack in eu-central-1, eu-west-1, or one whose name ends ` +
  "with one of them; fix: replicate to such a bucket, or take the rule away";
const undecided = "advisory copies: undecided: rules[].destination.bucket cannot be known yet";

describe("gov-no-cross-region-copy-linked", { tags: ["DATA-33"] }, () => {
  it("passes a destination in a listed Region, by its bucket or its name", async () => {
    const second = bucket("second", "eu-west-1");
    expect(await reports(rule, [second, replication(arn("second"))], settings)).toEqual([]);
    expect(await reports(rule, [replication(arn("acme-dev-raw-111111111111-eu-west-1"))], settings)).toEqual([]);
    expect(await reports(rule, [second, replication(unknown, [second])], settings)).toEqual([]);
  });

  it("violates with a destination elsewhere, whatever its name says", async () => {
    const far = bucket("second-eu-west-1", "us-east-1");
    const path = "rules[].destination.bucket";
    expect(await reports(rule, [far, replication(arn("second-eu-west-1"))], settings)).toEqual([
      violation(`${path} "arn:aws:s3:::second-eu-west-1"`),
    ]);
    for (const name of ["acme-us-east-1", "second"]) {
      expect(await reports(rule, [replication(arn(name))], settings)).toEqual([
        violation(`${path} "arn:aws:s3:::${name}"`),
      ]);
    }
    expect(await reports(rule, [replication(undefined)], settings)).toEqual([violation(`no ${path}`)]);
  });

  it("cannot decide while the destination is unknown", async () => {
    const far = bucket("second", "us-east-1");
    const late = bucket("second", unknown);
    expect(await reports(rule, [replication(unknown)], settings)).toEqual([undecided]);
    expect(await reports(rule, [far, replication(unknown, [far])], settings)).toEqual([undecided]);
    expect(await reports(rule, [late, replication(unknown, [late])], settings)).toEqual([undecided]);
    const rules = resource(awsType.bucketReplication, "copies", { bucket: "raw", rules: unknown });
    expect(await reports(rule, [rules], settings)).toEqual([undecided]);
  });

  it("does not apply while no Regions are listed, and without replication", async () => {
    expect(await reasons(rule, [replication(arn("second"))])).toEqual(["No Regions are listed in the pack's config"]);
    expect(await reasons(rule, [bucket("raw", "us-east-1")], settings)).toHaveLength(1);
  });

  itHonoursExemptions(rule, [replication(arn("second"))], settings);
});
