import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataGlueMetadata as rule } from "./glueMetadata.js";

const table = (parameters: unknown) => resource(awsType.glueTable, "table", { name: "t", parameters });
const sound = { "dataset-id": "01J", version: "3", classification: "restricted" };
const keys =
  "expected what Glue writes, logs and remembers under keys of our own; fix: set securityConfiguration to the name of an aws.glue.SecurityConfiguration";
const says =
  "expected a table that says which data set it is of, in which version, and how sensitive that is; fix: set";

describe.each([awsType.glueJob, awsType.glueCrawler])("data-glue-metadata of %s", { tags: ["DATA-01"] }, (type) => {
  const worker = (inputs: Record<string, unknown>) => resource(type, "worker", { name: "etl", ...inputs });

  it("passes with a security configuration, of a name that is not known yet too", async () => {
    expect(await reports(rule, [worker({ securityConfiguration: "keys" })])).toEqual([]);
    expect(await reports(rule, [worker({ securityConfiguration: unknown })])).toEqual([]);
  });

  it("violates without one, and with none", async () => {
    expect(await reports(rule, [worker({})])).toEqual([`mandatory worker: found no securityConfiguration; ${keys}`]);
    expect(await reports(rule, [worker({ securityConfiguration: "" })])).toEqual([
      `mandatory worker: found securityConfiguration ""; ${keys}`,
    ]);
  });

  itHonoursExemptions(rule, [worker({})]);
});

describe("data-glue-metadata of tables", { tags: ["DATA-01"] }, () => {
  it("passes a table that says what it is of", async () => {
    expect(await reports(rule, [table(sound)])).toEqual([]);
  });

  it.each(Object.keys(sound))("violates without %s, and with an empty one", async (parameter) => {
    expect(await reports(rule, [table({ ...sound, [parameter]: undefined })])).toEqual([
      `mandatory table: found no parameters.${parameter}; ${says} ${parameter} in parameters`,
    ]);
    expect(await reports(rule, [table({ ...sound, [parameter]: "" })])).toEqual([
      `mandatory table: found parameters.${parameter} ""; ${says} ${parameter} in parameters`,
    ]);
  });

  it("violates three times without parameters, and cannot decide unknown ones", async () => {
    expect(await reports(rule, [table(undefined)])).toHaveLength(3);
    expect(await reports(rule, [table({ ...sound, version: unknown })])).toEqual([
      "advisory table: undecided: parameters.version cannot be known yet",
    ]);
    expect(await reports(rule, [table(unknown)])).toHaveLength(3);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [table({ ...sound, version: "" })]);
});
