import { coreEndpointServices, endpointFeatureNames, endpointFeatures } from "@secure-ml/controls";
import type { PolicyStatement } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { all, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { InterfaceEndpoints, type InterfaceEndpointsArgs } from "./interfaceEndpoints.js";
import { interfaceEndpointPolicy } from "./interfaceEndpointPolicies.js";

const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
const statement: PolicyStatement = {
  Sid: "ProxyOnly",
  Effect: "Allow",
  Principal: "*",
  Action: "sagemaker:InvokeEndpoint",
  Resource: "arn:aws:sagemaker:eu-central-1:111111111111:endpoint/acme-dev-*",
  Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/acme/dev/acme-dev-inference-proxy" } },
};

const run = (changes: Partial<InterfaceEndpointsArgs> = {}, options: RunOptions = {}, region = "eu-central-1") =>
  runProgram(
    () =>
      new InterfaceEndpoints("interfaces", {
        environment: { ...environment, region },
        vpcId: "vpc-1",
        subnetIds: { "euc1-az1": "subnet-1", "euc1-az2": "subnet-2" },
        securityGroupId: "sg-endpoints",
        ...changes,
      }).endpointIds,
    { aws: { region }, ...options },
  );

const services = (result: Awaited<ReturnType<typeof run>>) =>
  all(result, type).map(({ name }) => name.replace("interfaces-", ""));

describe("InterfaceEndpoints", { tags: ["NET-07", "NET-08"] }, () => {
  it("makes a private endpoint with a policy in every zone", async () => {
    const result = await run();
    const endpoint = one(result, type, "interfaces-kms");
    expect(endpoint.inputs).toEqual({
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.eu-central-1.kms",
      vpcEndpointType: "Interface",
      ipAddressType: "ipv4",
      subnetIds: ["subnet-1", "subnet-2"],
      securityGroupIds: ["sg-endpoints"],
      privateDnsEnabled: true,
      policy: interfaceEndpointPolicy(environment, "kms"),
      tags: { Name: "acme-dev-kms" },
    });
    for (const { urn, options, inputs } of all(result, type)) {
      expect(options.deleteBeforeReplace).toBe(true);
      expect(result.controls.get(urn)).toEqual(["NET-07", "NET-08"]);
      expect(inputs).toMatchObject({ privateDnsEnabled: true, securityGroupIds: ["sg-endpoints"] });
    }
  });

  it("reaches the core services and what the platform's own parts use", async () => {
    expect(services(await run()).sort()).toEqual(
      [...coreEndpointServices, "ec2", "ssm", "aws.sagemaker.notebook", "execute-api"].sort(),
    );
    expect(services(await run({ endpointFeatures: [] })).sort()).toEqual([...coreEndpointServices].sort());
  });

  it("reaches every service of every feature, each once", async () => {
    const result = await run({ endpointFeatures: [...endpointFeatureNames, "messages"] });
    expect(services(result).sort()).toEqual(
      [...coreEndpointServices, ...Object.values(endpointFeatures).flat()].sort(),
    );
    const names = all(result, type).map(({ inputs }) => inputs["serviceName"]);
    expect(names).toContain("aws.sagemaker.eu-central-1.studio");
    expect(names).toContain("aws.sagemaker.eu-central-1.notebook");
    expect(names).toContain("com.amazonaws.eu-central-1.sagemaker.featurestore-runtime");
    expect(new Set(names).size).toBe(30);
  });

  it("has an interface in one zone only when told so", async () => {
    const result = await run({ endpointZones: "one" });
    expect(all(result, type).map(({ inputs }) => inputs["subnetIds"])).toEqual(
      all(result, type).map(() => ["subnet-1"]),
    );
  });

  it("asks AWS how the partition spells the services", async () => {
    const result = await run({ subnetIds: { "cnn1-az1": "subnet-1" } }, {}, "cn-north-1");
    expect(one(result, type, "interfaces-sts").inputs["serviceName"]).toBe("cn.com.amazonaws.cn-north-1.sts");
    expect(one(result, type, "interfaces-aws.sagemaker.studio").inputs["serviceName"]).toBe(
      "aws.sagemaker.cn-north-1.studio",
    );
  });

  it("leaves out zones in which a service is not offered", async () => {
    const offeredIn = (zones: readonly string[], policies = true): RunOptions => ({
      functions: {
        "aws:ec2/getVpcEndpointService:getVpcEndpointService": (args) => ({
          ...args,
          serviceName: args["serviceName"] ?? `com.amazonaws.eu-central-1.${String(args["service"])}`,
          availabilityZones: zones,
          vpcEndpointPolicySupported: policies,
        }),
      },
    });
    const result = await run({ endpointZones: "one" }, offeredIn(["eu-central-1b", "eu-central-1c"]));
    expect(one(result, type, "interfaces-kms").inputs["subnetIds"]).toEqual(["subnet-2"]);
    await expect(run({}, offeredIn(["eu-central-1c"]))).rejects.toThrow(
      /The service com\.amazonaws\.eu-central-1\.\S+ is offered in none of the zones euc1-az1, euc1-az2, only in eu-central-1c\. Change zoneIds of the network\./,
    );
    await expect(run({}, offeredIn(["eu-central-1a"], false))).rejects.toThrow(
      /takes no endpoint policy in eu-central-1, so that an endpoint for it would let out everything/,
    );
  });

  it("admits what it is told instead of the whole account", async () => {
    const result = await run({ endpointStatements: { "sagemaker.runtime": [statement] } });
    const policy = String(one(result, type, "interfaces-sagemaker.runtime").inputs["policy"]);
    expect(JSON.parse(policy)).toEqual({ Version: "2012-10-17", Statement: [statement] });
    expect(one(result, type, "interfaces-execute-api").inputs["policy"]).toBe(
      interfaceEndpointPolicy(environment, "execute-api"),
    );
  });

  it("hands over ids by service", async () => {
    const result = await run();
    const expected = Object.fromEntries(all(result, type).map(({ name, id }) => [name.replace("interfaces-", ""), id]));
    expect(result.outputs).toEqual(expected);
    expect(one(result, "secure-ml:network:InterfaceEndpoints").outputs).toEqual({ endpointIds: expected });
  });

  it("knows services, zones and policies before anything exists", async () => {
    const { inputs } = one(await run({}, { unknowns: true }), type, "interfaces-sts");
    expect(inputs).toMatchObject({
      serviceName: "com.amazonaws.eu-central-1.sts",
      subnetIds: ["subnet-1", "subnet-2"],
      policy: interfaceEndpointPolicy(environment, "sts"),
    });
    expect((await run({}, { unknowns: true })).outputs["sts"]).toBe(unknown);
  });

  it("reports everything that is wrong with its arguments at once, before it makes anything", async () => {
    const made: string[] = [];
    const wrong = run(
      {
        endpointFeatures: ["sessions", "email" as "sessions"],
        endpointZones: "two" as "one",
        endpointStatements: { sns: [statement], kms: [] },
        subnetIds: {},
      },
      { onResource: ({ type: token }) => made.push(token) },
    );
    await expect(wrong).rejects.toThrow(pulumi.ResourceError);
    await expect(wrong).rejects.toThrow(
      'InterfaceEndpoints "interfaces": ' +
        "endpointFeatures must be some of management, notebooks, feature-store, job-metrics, packages, builds, " +
        'data-catalog, messages, file-system, sessions, private-api, but is ["sessions","email"]; ' +
        'endpointZones must be one of every, one, but is "two"; ' +
        "endpointStatements must be for services that the network reaches, " +
        `${coreEndpointServices.join(", ")}, ssmmessages, ec2messages, but is ["sns"]; ` +
        'endpointStatements must say who may call, but is ["kms"]; ' +
        "subnetIds must not be empty, but is [].",
    );
    expect(made.filter((token) => token.startsWith("aws:"))).toEqual([]);
  });
});
