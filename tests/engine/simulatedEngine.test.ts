import { isSecretValue, runProgram, secretValue } from "@secure-ml/testing";
import type { RecordedResource } from "@secure-ml/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import program from "./comparedProgram.js";
import { missing, PulumiProject } from "./pulumiProject.js";
import type { EngineResource } from "./pulumiProject.js";

const names = { project: "shop", stack: "dev" };
const timeout = 60_000;
const skipped = missing === undefined ? "" : ` (skipped: ${missing})`;
let project: PulumiProject;

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
    custom: resource.custom,
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

describe.skipIf(missing !== undefined)(`runProgram and the real engine${skipped}`, () => {
  beforeAll(() => {
    project = new PulumiProject("shop", "tests/engine/comparedProgram.js");
  }, timeout);

  afterAll(() => {
    project.remove();
  });

  it("see the same in a preview with unknown values", { timeout }, async () => {
    const run = await runProgram(program, { ...names, unknowns: true });
    const { steps } = JSON.parse(project.pulumi(["preview", "--json"])) as {
      readonly steps: readonly { readonly newState: EngineResource }[];
    };
    const theirs = steps.map(({ newState }) => fromEngine(newState)).sort(byUrn);
    // The engine's events leave out default providers.
    const ours = run.resources.filter(({ name }) => !name.startsWith("default_")).map(fromRun);
    expect(theirs).toHaveLength(9);
    expect(theirs).toEqual(ours.map((resource) => ({ ...resource, inputs: hidden(resource.inputs) })).sort(byUrn));
  });

  it("see the same once everything exists, outputs and secrets included", { timeout }, async () => {
    const run = await runProgram(program, names);
    project.pulumi(["up", "--yes", "--skip-preview"]);
    const state = project.state();
    expect(state).toHaveLength(10);
    expect(state.map(fromEngine).sort(byUrn)).toEqual(run.resources.map(fromRun).sort(byUrn));
    expect(Object.fromEntries(state.map(({ urn, outputs }) => [urn, wire(outputs ?? {})]))).toEqual(
      Object.fromEntries(run.resources.map(({ urn, wireOutputs }) => [urn, wireOutputs])),
    );
  });
});

describe.skipIf(missing !== undefined)(`the provider plugin on the real engine${skipped}`, () => {
  beforeAll(() => {
    project = new PulumiProject("shop", "tests/engine/comparedProgram.js");
    project.pulumi(["up", "--yes", "--skip-preview"]);
  }, timeout);

  afterAll(() => {
    project.remove();
  });

  it("finds nothing to do the second time", { timeout }, () => {
    expect(project.pulumi(["preview", "--expect-no-changes"])).toContain("8 unchanged");
    expect(project.pulumi(["refresh", "--yes", "--skip-preview"])).toContain("9 unchanged");
  });

  it("changes in place and replaces", { timeout }, () => {
    const variables = { KEY_DESCRIPTION: "second", FIFO: "yes" };
    expect(project.pulumi(["up", "--yes", "--skip-preview"], variables)).toMatch(
      /~ 1 updated\n\s+\+-1 replaced\n\s+2 changes\. 6 unchanged/,
    );
    expect(project.operations()).toEqual(["create", "create", "create", "create", "update", "create", "delete"]);
  });

  it("leaves nothing behind", { timeout }, () => {
    project.pulumi(["destroy", "--yes", "--skip-preview"]);
    expect(project.remaining()).toEqual([]);
    expect(project.state()).toEqual([]);
  });
});
