import resproto from "@pulumi/pulumi/proto/resource_pb.js";

import { hasPendingResource } from "./pendingResources.js";
import type { RecordedResource } from "./programRun.js";
import { isProviderType, packageOf, providerId } from "./providers.js";
import {
  aliasUrn,
  inheritedOptions,
  propertyDependencies,
  readOptions,
  recorded,
  recordedOptions,
  withSecrets,
} from "./registration.js";
import type { ResourceState } from "./registration.js";
import { ResourceRegistry } from "./resourceRegistry.js";
import type { RegistryOptions } from "./resourceRegistry.js";
import type { SimulatedAws } from "./simulatedAws.js";
import { fromStruct, toStruct } from "./struct.js";
import { stackReferenceOutputs, stackReferenceType } from "./stackReference.js";
import type { ReferencedStacks } from "./stackReference.js";
import { containsUnknown, unknownValue, withoutReferences } from "./wire.js";
import type { WireObject } from "./wire.js";

type Callback<Response> = (error: Error | null, response?: Response) => void;

/** What a simulated monitor needs to know. */
export interface SimulatedMonitorOptions extends RegistryOptions {
  /** Whether values that exist only after creation stay unknown. */
  readonly preview: boolean;
  /** What answers for the providers. */
  readonly aws: SimulatedAws;
  /** What answers stack references. */
  readonly stackReferences: ReferencedStacks;
}

const features = resproto.ResourceMonitorFeature;

/** An error as the SDK expects it from the monitor: it prints `details` of some calls and `message` of others. */
function rpcError(error: unknown, prefix = ""): Error {
  const message = prefix + (error instanceof Error ? error.message : String(error));
  return Object.assign(new Error(message), { details: message });
}

/**
 * Stands in for the engine's resource monitor. Pulumi's own mocks show type, name and inputs only and build URNs
 * without the full chain of parents; this one records what the engine would.
 *
 * Not simulated: transforms, hooks, method calls and components of other languages; each is refused.
 */
export class SimulatedMonitor {
  readonly #options: SimulatedMonitorOptions;
  readonly #registry: ResourceRegistry;
  readonly #failures: Error[] = [];

  constructor(options: SimulatedMonitorOptions) {
    this.#options = options;
    this.#registry = new ResourceRegistry(options);
  }

  /** Everything registered so far, in order. */
  get resources(): readonly RecordedResource[] {
    return [...this.#registry.all.values()].map(recorded);
  }

  /** Why registrations and reads were refused; any of these ends a deployment. */
  get failures(): readonly Error[] {
    return this.#failures;
  }

  /** What the engine can do, as far as the program is concerned. */
  getDeploymentInfo(_request: unknown, callback: Callback<resproto.DeploymentInfo>): void {
    const response = new resproto.DeploymentInfo();
    response.setSupportedfeaturesList([
      features.RESOURCE_MONITOR_FEATURE_SECRETS,
      features.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
      features.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
      features.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
      features.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
      features.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
      features.RESOURCE_MONITOR_FEATURE_INVOKE_DEPENDS_ON,
    ]);
    callback(null, response);
  }

  registerResource(
    request: resproto.RegisterResourceRequest,
    callback: Callback<resproto.RegisterResourceResponse>,
  ): void {
    this.#answer(callback, () => {
      const state = this.#register(request);
      const response = new resproto.RegisterResourceResponse();
      response.setUrn(state.urn);
      response.setId(state.id ?? "");
      response.setObject(toStruct(state.custom ? state.wireOutputs : {}));
      return response;
    });
  }

  readResource(request: resproto.ReadResourceRequest, callback: Callback<resproto.ReadResourceResponse>): void {
    this.#answer(callback, () => {
      const state = this.#read(request);
      const response = new resproto.ReadResourceResponse();
      response.setUrn(state.urn);
      response.setProperties(toStruct(state.wireOutputs));
      return response;
    });
  }

  registerResourceOutputs(request: resproto.RegisterResourceOutputsRequest, callback: Callback<object>): void {
    this.#answer(callback, () => {
      const state = this.#registry.get(request.getUrn());
      if (state === undefined) {
        throw new Error(`cannot complete a resource '${request.getUrn()}' whose registration isn't pending`);
      }
      state.wireOutputs = fromStruct(request.getOutputs());
      return {};
    });
  }

  invoke(request: resproto.ResourceInvokeRequest, callback: Callback<resproto.ResourceInvokeResponse>): void {
    const token = request.getTok();
    try {
      const response = new resproto.ResourceInvokeResponse();
      const provider = this.#registry.provider(
        packageOf(token),
        request.getProvider(),
        request.getVersion(),
        undefined,
      );
      if (hasPendingResource(request.getDependsonList(), this.#registry.all)) {
        response.setUnknown(true);
      } else {
        const args = fromStruct(request.getArgs());
        const answer =
          token === "pulumi:pulumi:getResource"
            ? this.#hydrate(String(args["urn"]))
            : this.#options.aws.invoke(token, args, provider.wireInputs);
        response.setReturn(toStruct(answer));
      }
      callback(null, response);
    } catch (error) {
      // A program may catch this one, so it is not counted among the failures.
      callback(rpcError(error, `invocation of ${token} returned an error: `));
    }
  }

  call(request: resproto.ResourceCallRequest, callback: Callback<never>): void {
    callback(rpcError(new Error(`The simulated engine has no answer to the method ${request.getTok()}`)));
  }

  /** The runtime closes its monitor when a program ends; here there is no connection to close. */
  close(): void {
    // Nothing to do.
  }

  #answer<Response>(callback: Callback<Response>, compute: () => Response): void {
    let response: Response;
    try {
      response = compute();
    } catch (error) {
      this.#failures.push(error instanceof Error ? error : new Error(String(error)));
      callback(rpcError(error));
      return;
    }
    callback(null, response);
  }

  #register(request: resproto.RegisterResourceRequest): ResourceState {
    const type = request.getType();
    const name = request.getName();
    if (request.getRemote()) {
      throw new Error(`The simulated engine cannot build "${name}": ${type} is a component of another language`);
    }
    const parent = this.#registry.parent(request.getParent());
    const urn = this.#registry.newUrn(parent?.urn, type, name);
    const custom = request.getCustom();
    const isProvider = isProviderType(type);
    const provider =
      custom && !isProvider
        ? this.#registry.provider(packageOf(type), request.getProvider(), request.getVersion(), parent)
        : undefined;
    const inherited = inheritedOptions(request, parent?.inherited);
    const { stack, project } = this.#options;
    const options = recordedOptions(request, inherited, (alias) => aliasUrn(alias, { type, name, stack, project }));
    const inputs = fromStruct(request.getObject());
    const created = !custom
      ? { wireInputs: inputs, wireOutputs: {}, id: undefined }
      : isProvider
        ? this.#createProvider(urn, inputs, request.getVersion())
        : this.#createCustom(type, urn, inputs, provider?.wireInputs ?? {}, options.additionalSecretOutputs);
    return this.#registry.add({
      urn,
      type,
      name,
      parent: parent?.urn,
      custom,
      external: false,
      provider: provider?.urn,
      dependencies: [...new Set(request.getDependenciesList())],
      propertyDependencies: propertyDependencies(request),
      options,
      inherited,
      ...created,
    });
  }

  #createProvider(urn: string, inputs: WireObject, version: string) {
    const wireInputs = version === "" ? inputs : { ...inputs, version };
    return { wireInputs, wireOutputs: wireInputs, id: providerId(urn) };
  }

  #createCustom(type: string, urn: string, inputs: WireObject, provider: WireObject, secretOutputs: readonly string[]) {
    const { aws, preview } = this.#options;
    if (containsUnknown(provider)) {
      // A provider that cannot be set up yet is not asked; the engine does the same.
      return { wireInputs: inputs, wireOutputs: {}, id: undefined };
    }
    const checked = aws.check(type, urn, withoutReferences(inputs) as WireObject, provider);
    if (checked.failures.length > 0) {
      const name = urn.slice(urn.lastIndexOf("::") + 2);
      const reasons = checked.failures.map(({ property, reason }) => `${property}: ${reason}`);
      throw new Error(`${type} resource '${name}' has a problem: ${reasons.join("; ")}`);
    }
    const { id, outputs } = aws.create(type, urn, checked.inputs, provider, preview);
    return { wireInputs: checked.inputs, wireOutputs: withSecrets(outputs, secretOutputs), id };
  }

  #read(request: resproto.ReadResourceRequest): ResourceState {
    const type = request.getType();
    const name = request.getName();
    const id = request.getId();
    const parent = this.#registry.parent(request.getParent());
    const provider = this.#registry.provider(packageOf(type), request.getProvider(), request.getVersion(), parent);
    const urn = this.#registry.newUrn(parent?.urn, type, name);
    const wireInputs = withoutReferences(fromStruct(request.getProperties())) as WireObject;
    const outputs =
      id === unknownValue
        ? {}
        : type === stackReferenceType
          ? stackReferenceOutputs(id, this.#options.stackReferences)
          : this.#options.aws.read(type, urn, id, wireInputs, provider.wireInputs).outputs;
    return this.#registry.add({
      urn,
      type,
      name,
      parent: parent?.urn,
      custom: true,
      external: true,
      id: id === unknownValue ? undefined : id,
      provider: provider.urn,
      dependencies: [...new Set(request.getDependenciesList())],
      propertyDependencies: {},
      options: readOptions,
      inherited: { protect: undefined, retainOnDelete: undefined },
      wireInputs,
      wireOutputs: withSecrets(outputs, request.getAdditionalsecretoutputsList()),
    });
  }

  /** What the SDK asks for when it meets a reference to a resource that it did not make itself. */
  #hydrate(urn: string): WireObject {
    const state = this.#registry.get(urn);
    if (state === undefined) {
      throw new Error(`unknown resource ${urn}`);
    }
    return { urn, id: state.id ?? "", state: state.wireOutputs };
  }
}
