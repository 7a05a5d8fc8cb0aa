import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infProxyHardenedLinked as rule } from "./proxyHardenedLinked.js";

const roleArn = "arn:aws:iam::111111111111:role/proxy";
const tag = { tags: { "endpoint-caller": "inference-proxy" } };
const role = (inputs: object = tag, arn: unknown = roleArn) =>
  resource(awsType.role, "role", { ...inputs }, { outputs: { arn } });
const lambda = (inputs: object = {}, from: readonly RecordedResource[] = []) =>
  resource(
    awsType.function,
    "function",
    { name: "acme-prod-proxy", role: roleArn, ...inputs },
    { propertyDependencies: { role: from } },
  );
const uri = (name: string) =>
  `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111111111111:function:${name}/invocations`;
const integration = (value: unknown, from: readonly RecordedResource[] = []) =>
  resource(awsType.apiIntegration, "integration", { uri: value }, { propertyDependencies: { uri: from } });
const line = (what: string) =>
  `mandatory function: found no tag endpoint-caller on a function ${what}; expected the tag, by which inf-proxy-hardened finds the functions that it judges; fix: set the tag endpoint-caller on the function`;
const calls = line("whose role role may call models");
const answers = line("that answers the integration integration");

describe("inf-proxy-hardened-linked", { tags: ["INF-26"] }, () => {
  it("passes a function with the tag, whatever it does", async () => {
    expect(await reports(rule, [role(), lambda(tag), integration(uri("acme-prod-proxy"))])).toEqual([]);
    expect(await reports(rule, [role(), lambda({ tags: unknown })])).toEqual([]);
  });

  it("violates with one whose role may call models, by value and by dependency", async () => {
    expect(await reports(rule, [role(), lambda()])).toEqual([calls]);
    const late = role(tag, unknown);
    expect(await reports(rule, [late, lambda({ role: unknown }, [late])])).toEqual([calls]);
  });

  it.each(["acme-prod-proxy", "acme-prod-proxy:live"])("violates with one that answers an API: %s", async (name) => {
    expect(await reports(rule, [role({}), lambda(), integration(uri(name))])).toEqual([answers]);
  });

  it("violates with one that answers an API through an alias, while nothing is known", async () => {
    const made = lambda();
    const alias = resource("aws:lambda/alias:Alias", "alias", { functionName: "acme-prod-proxy" });
    expect(await reports(rule, [made, integration(unknown, [made])])).toEqual([answers]);
    expect(await reports(rule, [made, alias, integration(unknown, [alias])])).toEqual([answers]);
  });

  it("does not apply to functions that do neither", async () => {
    const reason = "The function neither calls models nor answers an API";
    expect(await reasons(rule, [role({}), lambda()])).toEqual([reason]);
    expect(await reasons(rule, [role(tag, "arn:aws:iam::111111111111:role/other"), lambda()])).toEqual([reason]);
    expect(await reasons(rule, [lambda(), integration(uri("other"))])).toEqual([reason]);
    expect(await reasons(rule, [lambda(), integration("arn:aws:apigateway:eu-central-1:s3:path/b")])).toEqual([reason]);
  });

  itHonoursExemptions(rule, [lambda(), role()]);
});
