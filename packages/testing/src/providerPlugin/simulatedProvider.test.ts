import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import emptyproto from "google-protobuf/google/protobuf/empty_pb.js";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { SimulatedAws } from "../simulatedAws.js";
import { fromStruct, toStruct } from "../struct.js";
import type { WireObject } from "../wire.js";
import { secretValue, unknownValue } from "../wire.js";
import { simulatedProvider } from "./simulatedProvider.js";

const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
const queueUrn = "urn:pulumi:dev::shop::aws:sqs/queue:Queue::jobs";
const folder = mkdtempSync(join(tmpdir(), "provider-"));
const journal = join(folder, "journal");
const server = new grpc.Server();
let client: ResourceProviderClient;

/** One call over the wire, so that messages are checked for what gRPC checks. */
function call<Response>(
  send: (callback: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    send((error, response) => {
      if (error === null) {
        resolve(response);
      } else {
        reject(error);
      }
    });
  });
}

beforeAll(async () => {
  server.addService(ResourceProviderService, simulatedProvider(new SimulatedAws(), "7.48.0", { journalPath: journal }));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) {
        resolve(bound);
      } else {
        reject(error);
      }
    });
  });
  client = new ResourceProviderClient(`127.0.0.1:${String(port)}`, grpc.credentials.createInsecure(), {
    "grpc.enable_http_proxy": 0,
  });
  const request = new proto.ConfigureRequest();
  request.setArgs(toStruct({ region: "eu-central-1", defaultTags: '{"tags":{"owner":"ml"}}' }));
  const response = await call<proto.ConfigureResponse>((done) => client.configure(request, done));
  expect([response.getAcceptsecrets(), response.getSupportspreview(), response.getAcceptresources()]).toEqual([
    true,
    true,
    false,
  ]);
});

afterAll(() => {
  client.close();
  server.forceShutdown();
  rmSync(folder, { recursive: true });
});

function check(news: WireObject, olds: WireObject = {}, seed = ""): Promise<proto.CheckResponse> {
  const request = new proto.CheckRequest();
  request.setUrn(queueUrn);
  request.setOlds(toStruct(olds));
  request.setNews(toStruct(news));
  request.setRandomseed(Buffer.from(seed));
  return call((done) => client.check(request, done));
}

function diff(olds: WireObject, news: WireObject): Promise<proto.DiffResponse> {
  const request = new proto.DiffRequest();
  request.setUrn(queueUrn);
  request.setOldInputs(toStruct(olds));
  request.setNews(toStruct(news));
  return call((done) => client.diff(request, done));
}

/** A file archive as the engine sends it. */
function archive(path: string, hash: string): WireObject {
  return { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", path, hash };
}

describe("the provider plugin", () => {
  it("fills in names, defaults and default tags, and keeps them afterwards", async () => {
    const first = fromStruct((await check({ tags: { a: secretValue("x") } })).getInputs());
    expect(first["name"]).toMatch(/^jobs-[0-9a-f]{7}$/);
    expect(first).toMatchObject({ delaySeconds: 0, tags: { owner: "ml", a: secretValue("x") } });
    expect(fromStruct((await check({}, first)).getInputs())["name"]).toBe(first["name"]);
    // A successor must not have the name of what it replaces.
    expect(fromStruct((await check({}, {}, "seed")).getInputs())["name"]).not.toBe(first["name"]);
    // A name that the program once gave is not kept.
    expect(fromStruct((await check({}, { name: "mine" })).getInputs())["name"]).toBe(first["name"]);
  });

  it("reports what it refuses", async () => {
    const failures = (await check({ name: "a b" })).getFailuresList();
    expect(failures.map((failure) => failure.getProperty())).toEqual(["name"]);
    const request = new proto.CheckRequest();
    request.setUrn("urn:pulumi:dev::shop::aws:rds/cluster:Cluster::c");
    await expect(call((done) => client.check(request, done))).rejects.toMatchObject({
      code: grpc.status.UNKNOWN,
      details: expect.stringContaining("The simulated AWS does not know aws:rds/cluster:Cluster") as string,
    });
  });

  it("changes in place what can be, and replaces what cannot", async () => {
    const made = { name: "jobs-0123456", delaySeconds: 0 };
    const cases: [WireObject, WireObject, number, string[], boolean][] = [
      [made, made, DIFF_NONE, [], false],
      [made, { ...made, delaySeconds: 5 }, DIFF_SOME, [], false],
      [made, { ...made, tags: { a: unknownValue } }, DIFF_SOME, [], false],
      [{ ...made, policy: unknownValue }, { ...made, policy: unknownValue }, DIFF_SOME, [], false],
      [{ ...made, policy: "p" }, { ...made, policy: secretValue("p") }, DIFF_NONE, [], false],
      [{ ...made, tags: archive("/a", "1") }, { ...made, tags: archive("/b", "1") }, DIFF_NONE, [], false],
      [{ ...made, tags: archive("/a", "1") }, { ...made, tags: archive("/a", "2") }, DIFF_SOME, [], false],
      [made, { ...made, fifoQueue: true }, DIFF_SOME, ["fifoQueue"], false],
      [{ name: "jobs" }, { name: "jobs", fifoQueue: true }, DIFF_SOME, ["fifoQueue"], true],
      [{ name: "jobs" }, { name: "work" }, DIFF_SOME, ["name"], false],
      [{ name: "jobs" }, { name: "jobs", region: "eu-west-1" }, DIFF_SOME, ["region"], true],
    ];
    for (const [before, after, changes, replaces, deleteBeforeReplace] of cases) {
      const response = await diff(before, after);
      expect([response.getChanges(), response.getReplacesList(), response.getDeletebeforereplace()]).toEqual([
        changes,
        replaces,
        deleteBeforeReplace,
      ]);
    }
  });

  it("creates, updates and deletes, and writes down what is not a preview", async () => {
    const create = new proto.CreateRequest();
    create.setUrn(queueUrn);
    create.setProperties(toStruct({ name: "jobs", policy: secretValue("p") }));
    create.setPreview(true);
    const preview = await call<proto.CreateResponse>((done) => client.create(create, done));
    expect([preview.getId(), fromStruct(preview.getProperties())["arn"]]).toEqual(["", unknownValue]);

    create.setPreview(false);
    const created = await call<proto.CreateResponse>((done) => client.create(create, done));
    const outputs = fromStruct(created.getProperties());
    expect(created.getId()).toBe("https://sqs.eu-central-1.amazonaws.com/111111111111/jobs");
    expect(outputs).toMatchObject({
      arn: "arn:aws:sqs:eu-central-1:111111111111:jobs",
      policy: secretValue("p"),
      region: "eu-central-1",
    });

    const update = new proto.UpdateRequest();
    update.setId(created.getId());
    update.setUrn(queueUrn);
    update.setOlds(toStruct(outputs));
    update.setOldInputs(toStruct({ name: "jobs", policy: secretValue("p") }));
    update.setNews(toStruct({ name: "jobs", tags: { a: "b" } }));
    const updated = await call<proto.UpdateResponse>((done) => client.update(update, done));
    const expected: Record<string, unknown> = { ...outputs, tags: { a: "b" }, tagsAll: { a: "b" } };
    delete expected["policy"];
    expect(fromStruct(updated.getProperties())).toEqual(expected);
    update.setPreview(true);
    await call((done) => client.update(update, done));

    const remove = new proto.DeleteRequest();
    remove.setId(created.getId());
    remove.setUrn(queueUrn);
    await call((done) => client.delete(remove, done));

    const lines = readFileSync(journal, "utf8").trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { operation: string }).operation)).toEqual([
      "create",
      "update",
      "delete",
    ]);
  });

  it("reads back what a refresh gives it, and finds what it does not know by id", async () => {
    const request = new proto.ReadRequest();
    request.setUrn("urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs");
    request.setId("company-logs");
    request.setProperties(toStruct({}));
    const found = await call<proto.ReadResponse>((done) => client.read(request, done));
    expect(fromStruct(found.getProperties())["arn"]).toBe("arn:aws:s3:::company-logs");
    request.setProperties(toStruct({ arn: "as it was" }));
    const refreshed = await call<proto.ReadResponse>((done) => client.read(request, done));
    expect([refreshed.getId(), fromStruct(refreshed.getProperties())["arn"]]).toEqual(["company-logs", "as it was"]);
  });

  it("answers functions and the engine's formalities", async () => {
    const invoke = new proto.InvokeRequest();
    invoke.setTok("aws:index/getRegion:getRegion");
    invoke.setArgs(toStruct({}));
    const answer = await call<proto.InvokeResponse>((done) => client.invoke(invoke, done));
    expect(fromStruct(answer.getReturn())["region"]).toBe("eu-central-1");
    const info = await call<{ getVersion(): string }>((done) => client.getPluginInfo(new emptyproto.Empty(), done));
    expect(info.getVersion()).toBe("7.48.0");
    await call((done) => client.cancel(new emptyproto.Empty(), done));
    const config = new proto.CheckRequest();
    config.setNews(toStruct({ region: "eu-central-1" }));
    const checked = await call<proto.CheckResponse>((done) => client.checkConfig(config, done));
    expect(fromStruct(checked.getInputs())).toEqual({ region: "eu-central-1" });
    const changed = new proto.DiffRequest();
    changed.setOldInputs(toStruct({ region: "eu-central-1" }));
    changed.setNews(toStruct({ region: "eu-west-1" }));
    expect((await call<proto.DiffResponse>((done) => client.diffConfig(changed, done))).getChanges()).toBe(DIFF_SOME);
    // The real provider offers more than its stand-in; the engine takes this for an answer.
    await expect(call((done) => client.getMapping(new proto.GetMappingRequest(), done))).rejects.toMatchObject({
      code: grpc.status.UNIMPLEMENTED,
    });
  });
});
