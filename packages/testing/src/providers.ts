import { stableUuid } from "./aws/resourceModel.js";
import { readOptions } from "./registration.js";
import type { ResourceState } from "./registration.js";
import { buildUrn } from "./urn.js";
import { secretValue } from "./wire.js";
import type { WireObject } from "./wire.js";

const providerTypePrefix = "pulumi:providers:";

/** Whether a type is that of a provider resource. */
export function isProviderType(type: string): boolean {
  return type.startsWith(providerTypePrefix);
}

/** The package that a resource type or a function belongs to: `aws` for `aws:s3/bucket:Bucket`. */
export function packageOf(token: string): string {
  return token.slice(0, token.indexOf(":"));
}

/** The package that a provider resource serves. */
export function providedPackage(providerType: string): string {
  return providerType.slice(providerTypePrefix.length);
}

/** The URN in a provider reference, which is a URN and an id joined by `::`. */
export function urnOfReference(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

/** Id of a provider resource; always known, unlike other ids. */
export function providerId(urn: string): string {
  return stableUuid(urn);
}

/**
 * The provider resource that the engine makes when a program names none: one for each package and version, without a
 * parent, set up from the stack's config.
 */
export function defaultProvider(
  packageName: string,
  version: string,
  stack: { readonly stack: string; readonly project: string },
  config: Readonly<Record<string, string>>,
  secretKeys: readonly string[],
): ResourceState {
  const type = `${providerTypePrefix}${packageName}`;
  const name = version === "" ? "default" : `default_${version.replaceAll(/[.\-+]/g, "_")}`;
  const inputs: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    if (packageName !== "pulumi" && key.startsWith(`${packageName}:`)) {
      inputs[key.slice(packageName.length + 1)] = secretKeys.includes(key) ? secretValue(value) : value;
    }
  }
  return providerState(buildUrn(stack.stack, stack.project, undefined, type, name), type, name, {
    ...inputs,
    ...(version === "" ? {} : { version }),
  });
}

function providerState(urn: string, type: string, name: string, wireInputs: WireObject): ResourceState {
  return {
    urn,
    type,
    name,
    parent: undefined,
    custom: true,
    external: false,
    id: providerId(urn),
    provider: undefined,
    dependencies: [],
    propertyDependencies: {},
    options: readOptions,
    wireInputs,
    wireOutputs: wireInputs,
    inherited: { protect: undefined, retainOnDelete: undefined },
  };
}
