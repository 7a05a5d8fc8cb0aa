import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataRdsEncryptedLinked as rule } from "./rdsEncryptedLinked.js";

const key = resource(awsType.key, "key");
const group = resource(awsType.rdsSubnetGroup, "group", { name: "acme-dev-sources" });
const placed = { dbSubnetGroupName: "acme-dev-sources" };
const paths = ["kmsKeyId", "masterUserSecretKmsKeyId", "performanceInsightsKmsKeyId"];

describe.each([awsType.rdsInstance, awsType.rdsCluster])(
  "data-rds-encrypted-linked on %s",
  { tags: ["DATA-17"] },
  (type) => {
    it("passes a group of the program, by name and by dependency", async () => {
      expect(await reports(rule, [group, resource(type, "it", placed)])).toEqual([]);
      const unmade = resource(awsType.rdsSubnetGroup, "group", {}, { outputs: { name: unknown } });
      const linked = resource(
        type,
        "it",
        { dbSubnetGroupName: unknown },
        { propertyDependencies: { dbSubnetGroupName: [unmade] } },
      );
      expect(await reports(rule, [unmade, linked])).toEqual([]);
    });

    it.each([
      ["no dbSubnetGroupName", {}],
      ["a dbSubnetGroupName of no group in this program", { dbSubnetGroupName: "default" }],
    ])("violates with %s", async (found, inputs) => {
      const [line = "", ...others] = await reports(rule, [group, resource(type, "it", inputs)]);
      expect(line).toContain(`found ${found}; expected an aws.rds.SubnetGroup of private subnets`);
      expect(line).toMatch(/^mandatory it: /);
      expect(others).toEqual([]);
    });

    it("believes a name that is known more than what the property once depended on", async () => {
      const inputs = { dbSubnetGroupName: "default" };
      const it = resource(type, "it", inputs, { propertyDependencies: { dbSubnetGroupName: [group] } });
      expect(await reports(rule, [group, it])).toHaveLength(1);
    });

    it("cannot decide a group that cannot be known yet", async () => {
      const unmade = resource(awsType.rdsSubnetGroup, "group", {}, { outputs: { name: unknown } });
      expect(await reports(rule, [unmade, resource(type, "it", { dbSubnetGroupName: unknown })])).toEqual([
        "advisory it: undecided: whether dbSubnetGroupName is a group of this program cannot be known yet",
      ]);
    });

    it.each(paths)("passes an unknown %s that comes from a key, and cannot decide another", async (path) => {
      for (const source of [key, resource(stackReferenceType, "account")]) {
        const inputs = { ...placed, [path]: unknown };
        const database = resource(type, "it", inputs, { propertyDependencies: { [path]: [source] } });
        expect(await reports(rule, [source, group, database])).toEqual([]);
      }
      expect(await reports(rule, [key, group, resource(type, "it", { ...placed, [path]: unknown })])).toEqual([
        `advisory it: undecided: ${path} cannot be known yet and depends on no aws.kms.Key`,
      ]);
    });

    itHonoursExemptions(rule, [resource(type, "it")]);
  },
);

describe("data-rds-encrypted-linked", { tags: ["DATA-17"] }, () => {
  it("leaves a replica where its source lies", async () => {
    expect(await reports(rule, [resource(awsType.rdsInstance, "it", { replicateSourceDb: "source" })])).toEqual([]);
  });

  it("does not apply to a stack without databases", async () => {
    expect(await reasons(rule, [key])).toHaveLength(1);
  });
});
