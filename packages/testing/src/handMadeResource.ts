import { unknown } from "./programRun.js";
import type { RecordedOptions, RecordedResource } from "./programRun.js";
import { isProviderType } from "./providers.js";
import { readOptions } from "./registration.js";
import { buildUrn, parseUrn, rootStackType } from "./urn.js";
import { isObject, plainObject, unknownValue } from "./wire.js";
import type { WireObject } from "./wire.js";

/** What can be said about a resource that is made by hand, for a rule's test. */
export interface HandMadeOptions extends Partial<RecordedOptions> {
  /**
   * The resource that it belongs to.
   * @defaultValue the root of the stack
   */
  readonly parent?: RecordedResource;
  /**
   * Resources that it depends on, beside those of {@link HandMadeOptions.propertyDependencies}.
   * @defaultValue none
   */
  readonly dependencies?: readonly RecordedResource[];
  /**
   * Resources that single properties come from.
   * @defaultValue none
   */
  readonly propertyDependencies?: Readonly<Record<string, readonly RecordedResource[]>>;
  /**
   * Outputs beside the inputs.
   * @defaultValue none
   */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /**
   * The provider resource that manages it.
   * @defaultValue none
   */
  readonly provider?: RecordedResource;
  /**
   * Whether it was only read.
   * @defaultValue `false`
   */
  readonly external?: boolean;
  /**
   * Name of the project in its URN.
   * @defaultValue the parent's, else `"project"`
   */
  readonly project?: string;
  /**
   * Name of the stack in its URN.
   * @defaultValue the parent's, else `"stack"`
   */
  readonly stack?: string;
}

/**
 * Makes a resource without a program, for a rule's test.
 *
 * @param type type token
 * @param name logical name
 * @param inputs inputs; `unknown` and `unknownValue` stand for what is not known yet, `secretValue(x)` for a secret.
 *   A property that is `undefined` is absent
 * @param options everything else
 */
export function resource(
  type: string,
  name: string,
  inputs: Readonly<Record<string, unknown>> = {},
  options: HandMadeOptions = {},
): RecordedResource {
  const {
    parent,
    dependencies = [],
    propertyDependencies = {},
    outputs,
    provider,
    external,
    project,
    stack,
    ...rest
  } = options;
  const place = parent === undefined ? { project: "project", stack: "stack" } : parseUrn(parent.urn);
  const urns = Object.entries(propertyDependencies).map(([property, sources]): [string, string[]] => [
    property,
    sources.map(({ urn }) => urn),
  ]);
  const wireInputs = toWire(inputs) as WireObject;
  const wireOutputs = { ...wireInputs, ...(toWire(outputs ?? {}) as WireObject) };
  return {
    urn: buildUrn(stack ?? place.stack, project ?? place.project, parent?.urn, type, name),
    type,
    name,
    custom: !isComponentType(type),
    external: external ?? false,
    dependencies: [...new Set([...dependencies.map(({ urn }) => urn), ...urns.flatMap(([, list]) => list)])],
    propertyDependencies: Object.fromEntries(urns),
    options: { ...readOptions, ...rest },
    wireInputs,
    wireOutputs,
    inputs: plainObject(wireInputs),
    outputs: plainObject(wireOutputs),
    ...(parent === undefined ? {} : { parent: parent.urn }),
    ...(provider === undefined ? {} : { provider: provider.urn }),
  };
}

/** Components have three-part types like everything else; only those of cloud packages have a `/` or a known prefix. */
function isComponentType(type: string): boolean {
  return type === rootStackType || !(type.startsWith("aws:") || type.includes("/") || isProviderType(type));
}

/** Wire form of a value written by hand. */
function toWire(value: unknown): unknown {
  if (value === unknown) {
    return unknownValue;
  }
  if (Array.isArray(value)) {
    return value.map(toWire);
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, toWire(entry)]),
  );
}
