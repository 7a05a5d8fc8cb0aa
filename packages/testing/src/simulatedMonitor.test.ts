import resproto from "@pulumi/pulumi/proto/resource_pb.js";
import { describe, expect, it } from "vitest";

import { SimulatedAws } from "./simulatedAws.js";
import { SimulatedMonitor } from "./simulatedMonitor.js";
import { toStruct } from "./struct.js";

function newMonitor(): SimulatedMonitor {
  return new SimulatedMonitor({
    project: "shop",
    stack: "dev",
    preview: false,
    config: {},
    secretConfigKeys: [],
    aws: new SimulatedAws(),
    stackReferences: {},
    onResource: undefined,
  });
}

function request(type: string, name: string, parent = ""): resproto.RegisterResourceRequest {
  const message = new resproto.RegisterResourceRequest();
  message.setType(type);
  message.setName(name);
  message.setParent(parent);
  message.setCustom(!type.startsWith("test:"));
  message.setObject(toStruct({}));
  return message;
}

function register(monitor: SimulatedMonitor, message: resproto.RegisterResourceRequest): string {
  let urn = "";
  monitor.registerResource(message, (error, response) => {
    if (error !== null) {
      throw error;
    }
    urn = response?.getUrn() ?? "";
  });
  return urn;
}

// What follows the Node SDK settles by itself before it asks; the engine does so again, for other SDKs.
describe("what a resource takes from its parent", () => {
  it("is protection, and what happens to it on deletion, unless it says otherwise", () => {
    const monitor = newMonitor();
    const component = request("test:index:Component", "component");
    component.setProtect(true);
    component.setRetainondelete(true);
    const parent = register(monitor, component);
    register(monitor, request("aws:kms/key:Key", "inherits", parent));
    const key = request("aws:kms/key:Key", "differs", parent);
    key.setProtect(false);
    register(monitor, key);
    const options = monitor.resources.slice(-2).map(({ options }) => [options.protect, options.retainOnDelete]);
    expect(options).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it("is the provider, from a parent of the same package", () => {
    const monitor = newMonitor();
    const provider = register(monitor, request("pulumi:providers:aws", "provider"));
    const bucket = request("aws:s3/bucket:Bucket", "bucket");
    bucket.setProvider(`${provider}::id`);
    const parent = register(monitor, bucket);
    register(monitor, request("aws:sqs/queue:Queue", "queue", parent));
    expect(monitor.resources.at(-1)?.provider).toBe(provider);
    expect(monitor.failures.map(({ message }) => message)).toEqual([]);
  });
});

describe("the simulated monitor", () => {
  it("refuses what it cannot simulate, and keeps the reason", () => {
    const monitor = newMonitor();
    const remote = request("eks:index:Cluster", "cluster");
    remote.setRemote(true);
    expect(() => register(monitor, remote)).toThrow(
      'The simulated engine cannot build "cluster": eks:index:Cluster is a component of another language',
    );
    expect(() => register(monitor, request("aws:kms/key:Key", "key", "urn:pulumi:dev::shop::a:b:C::none"))).toThrow(
      "could not find parent resource urn:pulumi:dev::shop::a:b:C::none",
    );
    expect(monitor.failures).toHaveLength(2);
    const call = new resproto.ResourceCallRequest();
    call.setTok("eks:index:Cluster/getKubeconfig");
    let answer: Error | null = null;
    monitor.call(call, (error) => {
      answer = error;
    });
    expect(answer).toMatchObject({
      message: "The simulated engine has no answer to the method eks:index:Cluster/getKubeconfig",
    });
  });
});
