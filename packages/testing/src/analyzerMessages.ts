import messages from "@pulumi/pulumi/proto/analyzer_pb.js";

import type { RecordedResource } from "./programRun.js";
import { toStruct } from "./struct.js";
import { isObject, withoutReferences } from "./wire.js";
import type { WireObject } from "./wire.js";

/**
 * The question that the engine puts to a policy pack before it creates a resource. It shows the inputs after the
 * provider's check; aliases show only where they matched older state, and so never here.
 *
 * @param resource the resource to judge
 * @param resources everything in the stack, among it the resource's provider
 */
export function toAnalyzeRequest(
  resource: RecordedResource,
  resources: readonly RecordedResource[],
): messages.AnalyzeRequest {
  const request = new messages.AnalyzeRequest();
  request.setUrn(resource.urn);
  request.setType(resource.type);
  request.setName(resource.name);
  request.setProperties(analyzerProperties(resource.wireInputs));
  request.setOptions(analyzerOptions(resource));
  request.setProvider(analyzerProvider(resource, resources));
  return request;
}

/**
 * The question that the engine puts to a policy pack at the end, about all resources at once. It shows outputs, and
 * leaves out what was only read.
 *
 * @param resources everything in the stack
 */
export function toAnalyzeStackRequest(resources: readonly RecordedResource[]): messages.AnalyzeStackRequest {
  const request = new messages.AnalyzeStackRequest();
  request.setResourcesList(
    resources.filter(({ external }) => !external).map((resource) => analyzerResource(resource, resources)),
  );
  return request;
}

function analyzerResource(
  resource: RecordedResource,
  resources: readonly RecordedResource[],
): messages.AnalyzerResource {
  const message = new messages.AnalyzerResource();
  message.setUrn(resource.urn);
  message.setType(resource.type);
  message.setName(resource.name);
  message.setProperties(analyzerProperties(resource.wireOutputs));
  message.setOptions(analyzerOptions(resource));
  message.setProvider(analyzerProvider(resource, resources));
  message.setParent(resource.parent ?? "");
  message.setDependenciesList([...resource.dependencies]);
  for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
    if (urns.length > 0) {
      const dependencies = new messages.AnalyzerPropertyDependencies();
      dependencies.setUrnsList([...urns]);
      message.getPropertydependenciesMap().set(property, dependencies);
    }
  }
  return message;
}

function analyzerProvider(
  resource: RecordedResource,
  resources: readonly RecordedResource[],
): messages.AnalyzerProviderResource | undefined {
  const provider = resources.find(({ urn }) => urn === resource.provider);
  if (provider === undefined) {
    return undefined;
  }
  const message = new messages.AnalyzerProviderResource();
  message.setUrn(provider.urn);
  message.setType(provider.type);
  message.setName(provider.name);
  message.setProperties(analyzerProperties(provider.wireInputs));
  return message;
}

function analyzerOptions({ options, parent }: RecordedResource): messages.AnalyzerResourceOptions {
  const message = new messages.AnalyzerResourceOptions();
  message.setProtect(options.protect);
  message.setIgnorechangesList([...options.ignoreChanges]);
  message.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
  message.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
  message.setAdditionalsecretoutputsList([...options.additionalSecretOutputs]);
  message.setParent(parent ?? "");
  const timeouts = new messages.AnalyzerResourceOptions.CustomTimeouts();
  timeouts.setCreate(seconds(options.customTimeouts?.create));
  timeouts.setUpdate(seconds(options.customTimeouts?.update));
  timeouts.setDelete(seconds(options.customTimeouts?.delete));
  message.setCustomtimeouts(timeouts);
  return message;
}

/** Packs see secrets tagged and unknown values as sentinels, but neither references nor the engine's own keys. */
function analyzerProperties(properties: WireObject) {
  return toStruct(withoutInternalKeys(withoutReferences(properties)) as WireObject);
}

function withoutInternalKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutInternalKeys);
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.startsWith("__"))
      .map(([key, entry]) => [key, withoutInternalKeys(entry)]),
  );
}

const secondsPerUnit: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** Seconds of a duration such as `1h30m`; none for an absent one. */
function seconds(duration = ""): number {
  return [...duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)].reduce(
    (sum, [, amount, unit = ""]) => sum + Number(amount) * (secondsPerUnit[unit] ?? 0),
    0,
  );
}
