import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataRdsForceTlsLinked as rule } from "./rdsForceTlsLinked.js";

const cases = [
  {
    type: awsType.rdsInstance,
    path: "parameterGroupName",
    groupType: awsType.rdsParameterGroup,
    kind: "aws.rds.ParameterGroup",
  },
  {
    type: awsType.rdsCluster,
    path: "dbClusterParameterGroupName",
    groupType: awsType.rdsClusterParameterGroup,
    kind: "aws.rds.ClusterParameterGroup",
  },
];

describe.each(cases)("data-rds-force-tls-linked on $type", { tags: ["DATA-18"] }, ({ type, path, groupType, kind }) => {
  const made = resource(groupType, "group", { name: "acme" });
  const unmade = resource(groupType, "group", {}, { outputs: { name: unknown } });

  it("passes a group of the program, by name and by dependency", async () => {
    expect(await reports(rule, [made, resource(type, "it", { [path]: "acme" })])).toEqual([]);
    const linked = resource(type, "it", { [path]: unknown }, { propertyDependencies: { [path]: [unmade] } });
    expect(await reports(rule, [unmade, linked])).toEqual([]);
  });

  it.each([
    [`no ${path}`, {}],
    [`a ${path} of no group in this program`, { [path]: "default.postgres17" }],
  ])("violates with %s", async (found, inputs) => {
    const [line = "", ...others] = await reports(rule, [made, resource(type, "it", inputs)]);
    expect(line).toMatch(/^mandatory it: /);
    expect(line).toContain(`found ${found}; expected an ${kind} with the engine's TLS parameters`);
    expect(others).toEqual([]);
  });

  it("believes a name that is known more than what the property once depended on", async () => {
    const it = resource(type, "it", { [path]: "default.postgres17" }, { propertyDependencies: { [path]: [made] } });
    expect(await reports(rule, [made, it])).toHaveLength(1);
  });

  it("violates with a group of the other kind", async () => {
    const other = cases.find((candidate) => candidate.groupType !== groupType)?.groupType ?? "";
    const group = resource(other, "group", { name: "acme" });
    expect(await reports(rule, [group, resource(type, "it", { [path]: "acme" })])).toHaveLength(1);
  });

  it("cannot decide a group that cannot be known yet", async () => {
    expect(await reports(rule, [unmade, resource(type, "it", { [path]: unknown })])).toEqual([
      `advisory it: undecided: whether ${path} is a group of this program cannot be known yet`,
    ]);
  });

  itHonoursExemptions(rule, [resource(type, "it")]);
});

describe("data-rds-force-tls-linked", { tags: ["DATA-18"] }, () => {
  it("does not apply to a stack without databases", async () => {
    expect(await reasons(rule, [resource(awsType.key, "key")])).toHaveLength(1);
  });
});
