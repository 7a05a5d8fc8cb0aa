import { isSecretValue, unknownValue } from "@secure-ml/testing";
import { secretMark, unknownMark, type ReportResource } from "@secure-ml/preview";
import type { EngineResource } from "./engineEvents.js";

/** What the account-free preview and the engine must agree on: all that the preview's report says of a resource. */
export type ComparedResource = Omit<ReportResource, "name">;

/** Form of a resource of the report. Dependencies are sets. */
export function fromReport(resource: ReportResource): ComparedResource {
  const { urn, type, parent, custom, protect, inputs, outputs } = resource;
  return {
    ...{ urn, type, custom, protect, inputs, outputs },
    ...(parent === undefined ? {} : { parent }),
    ...sortedDependencies(resource),
  };
}

/** Form of a resource of the engine, from its events or its state. */
export function fromEngine(resource: EngineResource): ComparedResource {
  return {
    urn: resource.urn,
    type: resource.type,
    ...(resource.parent === undefined || resource.parent === "" ? {} : { parent: resource.parent }),
    custom: resource.custom ?? false,
    protect: resource.protect ?? false,
    ...sortedDependencies(resource),
    inputs: shown(resource.inputs ?? {}) as ComparedResource["inputs"],
    outputs: shown(resource.outputs ?? {}) as ComparedResource["outputs"],
  };
}

/** Resources in one order: neither engine promises any. */
export function byUrn<Resource extends { readonly urn: string }>(resources: readonly Resource[]): readonly Resource[] {
  return resources.toSorted((left, right) => (left.urn < right.urn ? -1 : 1));
}

function sortedDependencies(resource: Pick<EngineResource, "dependencies" | "propertyDependencies">) {
  return {
    dependencies: [...(resource.dependencies ?? [])].sort(),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {}).map(([property, urns]) => [
        property,
        [...(urns ?? [])].sort(),
      ]),
    ),
  };
}

// Tags of Pulumi's wire form.
const tagKey = "4dabf18193072939515e22adb298388d";
const archiveTag = "0def7320c3a5731c473e5ecbe6d01bc7";
const referenceTag = "5cf8f73096256a8f31e491e813e4eb8e";

/** A value of the engine as a report shows it. */
function shown(value: unknown): unknown {
  if (value === unknownValue) {
    return unknownMark;
  }
  if (Array.isArray(value)) {
    return value.map(shown);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const values = value as Readonly<Record<string, unknown>>;
  switch (values[tagKey]) {
    case referenceTag:
      return values["urn"];
    case archiveTag:
      return `[archive: ${contentsOf(values)}]`;
    default:
      return Object.fromEntries(
        Object.entries(values)
          // The engine's own note in a provider's inputs.
          .filter(([key]) => key !== "__internal")
          .map(([key, entry]) => [key, isSecretValue(entry) ? secretMark : shown(entry)]),
      );
  }
}

/** What an archive holds: a file or directory, or files by their names in it. */
function contentsOf({ assets, path }: Readonly<Record<string, unknown>>): string {
  return assets === undefined
    ? `file ${String(path)}`
    : Object.keys(assets as object)
        .sort()
        .join(", ");
}
