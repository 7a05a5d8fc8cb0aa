import { unknown } from "./programRun.js";

/** A property bag in Pulumi's wire form: JSON in which secrets, assets and references are tagged objects. */
export type WireObject = Readonly<Record<string, unknown>>;

// Constants of Pulumi's protocol, spelled out so that the provider plugin need not load the whole SDK.
/** The key that tells a tagged object from others. */
export const tagKey = "4dabf18193072939515e22adb298388d";
/** Tag of a secret. */
export const secretTag = "1b47061264138c4ac30d75fd1eb44270";
/** Tag of a reference to a resource. */
export const referenceTag = "5cf8f73096256a8f31e491e813e4eb8e";
/** Tag of an output value with its dependencies. */
export const outputTag = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
/** The string that stands in Pulumi's wire form for a value that is not known yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is a JSON object, tagged or not. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a wire value is a tagged secret. */
export function isSecretValue(value: unknown): value is { readonly value: unknown } {
  return isObject(value) && value[tagKey] === secretTag;
}

/** Tags a wire value as a secret. */
export function secretValue(value: unknown): WireObject {
  return { [tagKey]: secretTag, value };
}

/** Whether a wire value is or contains something that is not known yet. */
export function containsUnknown(value: unknown): boolean {
  if (value === unknownValue || value === unknown) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some(containsUnknown);
  }
  return isObject(value) && Object.values(value).some(containsUnknown);
}

/** Whether a wire value is or contains a tagged secret. */
export function containsSecret(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(containsSecret);
  }
  return isObject(value) && (isSecretValue(value) || Object.values(value).some(containsSecret));
}

/** What a tagged resource reference becomes for readers that take no references: its id, or else its URN. */
function referenceText(reference: Record<string, unknown>): unknown {
  if (!("id" in reference)) {
    return reference["urn"];
  }
  return reference["id"] === "" ? unknownValue : reference["id"];
}

/**
 * Turns references to resources, which most readers cannot take, into ids or URNs, as the engine does for them.
 *
 * @param value a value in wire form
 * @returns the value with secrets, assets and unknown values untouched
 */
export function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutReferences);
  }
  if (!isObject(value)) {
    return value;
  }
  if (value[tagKey] === referenceTag) {
    return referenceText(value);
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutReferences(entry)]));
}

/**
 * The value that a reader wants: secrets unwrapped, unknown values as {@link unknown}, references as ids.
 *
 * @param value a value in wire form
 * @returns plain JSON; assets and archives keep their tag
 */
export function plain(value: unknown): unknown {
  if (value === unknownValue) {
    return unknown;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (!isObject(value)) {
    return value;
  }
  switch (value[tagKey]) {
    case secretTag:
      return plain(value["value"]);
    case referenceTag:
      return plain(referenceText(value));
    case outputTag:
      return "value" in value ? plain(value["value"]) : unknown;
    default:
      return plainObject(value);
  }
}

/** {@link plain} for a whole property bag. */
export function plainObject(properties: WireObject): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, plain(value)]));
}
