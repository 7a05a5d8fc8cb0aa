import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isSecretValue, runProgram, secretValue } from "@secure-ml/testing";
import type { RecordedResource } from "@secure-ml/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

import program from "./comparedProgram.js";
import { Engine, succeeded, type CommandOptions } from "./engine.js";
import type { EngineResource } from "./engineEvents.js";
import { describeEngine, pluginFolder, repository } from "./pulumiCli.js";

const names = { project: "shop", stack: "dev" };

/** Makes a project of the compared program, with the simulated AWS as its provider. */
function shopProject(engine: Engine): CommandOptions {
  const project = join(engine.folder, names.project);
  mkdirSync(project);
  symlinkSync(join(repository, "node_modules"), join(project, "node_modules"));
  const file = JSON.stringify(join(repository, "tests/engine/comparedProgram.js"));
  writeFileSync(join(project, "index.js"), `export { default } from ${file};\n`);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: names.project, type: "module" }));
  const settings = [
    `name: ${names.project}`,
    "runtime: { name: nodejs, options: { typescript: false } }",
    "main: index.js",
    `plugins: { providers: [{ name: aws, path: ${JSON.stringify(pluginFolder)} }] }`,
  ];
  writeFileSync(join(project, "Pulumi.yaml"), settings.join("\n"));
  return { project, stack: names.stack };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The engine's state keeps secrets as text; here they get the form that they have on the wire. */
function wire(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(wire);
  }
  if (!isObject(value)) {
    return value;
  }
  if ("plaintext" in value) {
    return secretValue(JSON.parse(value["plaintext"] as string));
  }
  const entries = Object.entries(value).filter(([key]) => key !== "__internal");
  return Object.fromEntries(entries.map(([key, entry]) => [key, wire(entry)]));
}

/** The engine's events hide what is secret. */
function hidden(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(hidden);
  }
  if (!isObject(value)) {
    return value;
  }
  return isSecretValue(value)
    ? "[secret]"
    : Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, hidden(entry)]));
}

const sorted = (urns: readonly string[] | null | undefined) => [...(urns ?? [])].sort();
const sortedEach = (urns: EngineResource["propertyDependencies"]) =>
  Object.fromEntries(Object.entries(urns ?? {}).map(([property, list]) => [property, sorted(list)]));

/** What both engines must agree on, in one form. */
function fromEngine(resource: EngineResource) {
  return {
    urn: resource.urn,
    type: resource.type,
    custom: resource.custom ?? false,
    // The engine makes up the ids of providers anew each time.
    id: resource.type.startsWith("pulumi:providers:") ? undefined : resource.id,
    external: resource.external ?? false,
    parent: resource.parent,
    provider: resource.provider?.replace(/::[^:]+$/, ""),
    protect: resource.protect ?? false,
    retainOnDelete: resource.retainOnDelete ?? false,
    dependencies: sorted(resource.dependencies),
    propertyDependencies: sortedEach(resource.propertyDependencies),
    inputs: wire(resource.inputs ?? {}),
  };
}

function fromRun(resource: RecordedResource): ReturnType<typeof fromEngine> {
  const { protect, retainOnDelete } = resource.options;
  const inputs = resource.wireInputs;
  return { ...fromEngine({ ...resource, protect, retainOnDelete, inputs }), provider: resource.provider };
}

const byUrn = (left: { readonly urn: string }, right: { readonly urn: string }) => left.urn.localeCompare(right.urn);

describeEngine("runProgram and the real engine", () => {
  let engine: Engine;
  let shop: CommandOptions;

  beforeAll(async () => {
    engine = new Engine();
    shop = shopProject(engine);
    succeeded(await engine.run(["stack", "init"], shop));
  });

  afterAll(() => {
    engine.remove();
  });

  it("see the same in a preview with unknown values", async () => {
    const run = await runProgram(program, { ...names, unknowns: true });
    const { output } = succeeded(await engine.run(["preview", "--json"], shop));
    const { steps } = JSON.parse(output) as { readonly steps: readonly { readonly newState: EngineResource }[] };
    const theirs = steps.map(({ newState }) => fromEngine(newState)).sort(byUrn);
    // The engine's events leave out default providers.
    const ours = run.resources.filter(({ name }) => !name.startsWith("default_")).map(fromRun);
    expect(theirs).toHaveLength(9);
    expect(theirs).toEqual(ours.map((resource) => ({ ...resource, inputs: hidden(resource.inputs) })).sort(byUrn));
  });

  it("see the same once everything exists, outputs and secrets included", async () => {
    const run = await runProgram(program, names);
    succeeded(await engine.run(["up", "--yes", "--skip-preview"], shop));
    const state = await engine.state(shop);
    expect(state).toHaveLength(10);
    expect(state.map(fromEngine).sort(byUrn)).toEqual(run.resources.map(fromRun).sort(byUrn));
    expect(Object.fromEntries(state.map(({ urn, outputs }) => [urn, wire(outputs ?? {})]))).toEqual(
      Object.fromEntries(run.resources.map(({ urn, wireOutputs }) => [urn, wireOutputs])),
    );
  });

  it("find nothing to do the second time", async () => {
    expect(succeeded(await engine.run(["preview", "--expect-no-changes"], shop)).output).toContain("8 unchanged");
    expect(succeeded(await engine.run(["refresh", "--yes", "--skip-preview"], shop)).output).toContain("9 unchanged");
  });

  it("change in place, replace, and leave nothing behind", async () => {
    const variables = { KEY_DESCRIPTION: "second", FIFO: "yes" };
    const { output } = succeeded(await engine.run(["up", "--yes", "--skip-preview"], { ...shop, variables }));
    expect(output).toMatch(/~ 1 updated\n\s+\+-1 replaced\n\s+2 changes\. 6 unchanged/);
    const operations = engine.journal.map(({ operation }) => operation);
    expect(operations).toEqual(["create", "create", "create", "create", "update", "create", "delete"]);
    succeeded(await engine.run(["destroy", "--yes", "--skip-preview"], shop));
    expect(engine.remaining).toEqual([]);
    expect(await engine.state(shop)).toEqual([]);
  });
});
