import { all, identities, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { gatewayEndpointPolicy, gatewayServices } from "./endpointPolicies.js";
import { environment } from "./environment.fixture.js";
import { GatewayEndpoints } from "./gatewayEndpoints.js";

const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
const run = (options: RunOptions = {}, region = "eu-central-1") =>
  runProgram(
    () => {
      const { endpointIds, prefixListIds } = new GatewayEndpoints("gateways", {
        environment: { ...environment, region },
        vpcId: "vpc-1",
        routeTableIds: ["rtb-1", "rtb-2"],
      });
      return { endpointIds, prefixListIds };
    },
    { aws: { region }, ...options },
  );

describe("GatewayEndpoints", () => {
  it.each(gatewayServices)(
    "makes an endpoint with a policy in every route table: %s",
    { tags: ["NET-06", "NET-08"] },
    async (service) => {
      const result = await run();
      expect(all(result, type)).toHaveLength(2);
      const endpoint = one(result, type, `gateways-${service}`);
      expect(endpoint.inputs).toEqual({
        vpcId: "vpc-1",
        serviceName: `com.amazonaws.eu-central-1.${service}`,
        vpcEndpointType: "Gateway",
        routeTableIds: ["rtb-1", "rtb-2"],
        policy: gatewayEndpointPolicy(environment, service),
        tags: { Name: `acme-dev-${service}` },
      });
      expect(endpoint.options.deleteBeforeReplace).toBe(true);
      expect(result.controls.get(endpoint.urn)).toEqual(["NET-06", "NET-08"]);
    },
  );

  it("hands over ids and prefix lists by service", { tags: ["NET-06"] }, async () => {
    const result = await run();
    const endpoints = gatewayServices.map((service) => [service, one(result, type, `gateways-${service}`)] as const);
    const expected = {
      endpointIds: Object.fromEntries(endpoints.map(([service, { id }]) => [service, id])),
      prefixListIds: Object.fromEntries(endpoints.map(([service, { outputs }]) => [service, outputs["prefixListId"]])),
    };
    expect(result.outputs).toEqual(expected);
    expect(one(result, "secure-ml:network:GatewayEndpoints").outputs).toEqual(expected);
    expect(Object.values(expected.prefixListIds).every((id) => /^pl-[0-9a-f]{17}$/.test(String(id)))).toBe(true);
  });

  it("knows services and policies before anything exists", async () => {
    const { inputs } = one(await run({ unknowns: true }), type, "gateways-s3");
    expect(inputs["serviceName"]).toBe("com.amazonaws.eu-central-1.s3");
    expect(inputs["policy"]).toBe(gatewayEndpointPolicy(environment, "s3"));
    expect((await run({ unknowns: true })).outputs["endpointIds"]).toEqual({ s3: unknown, dynamodb: unknown });
  });

  it("asks AWS how the partition spells the services", async () => {
    const { inputs } = one(await run({}, "cn-north-1"), type, "gateways-s3");
    expect(inputs["serviceName"]).toBe("cn.com.amazonaws.cn-north-1.s3");
  });

  it("keeps its identities", async () => {
    expect(identities(await run()).filter((line) => line.startsWith(type))).toEqual([
      `${type} :: gateways-dynamodb :: gateways`,
      `${type} :: gateways-s3 :: gateways`,
    ]);
  });
});
