import { unknownCheckingProxy } from "@pulumi/policy";
import { read } from "../known.js";

/** A value of a JSON document. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What Cloud Control is asked to make: the properties of a CloudFormation type. */
export type DesiredState = Readonly<Record<string, Json>>;

/** What can be said of the desired state of a Cloud Control resource. */
export type DesiredStateRead =
  | { readonly state: "known"; readonly value: DesiredState }
  | { readonly state: "unknown" }
  | { readonly state: "malformed" };

/**
 * Reads `desiredState`, which is one JSON text: one unknown value in it makes all of it unknown.
 *
 * @param props properties of an `aws.cloudcontrol.Resource`
 */
export function readDesiredState(props: unknown): DesiredStateRead {
  const text = read(props, "desiredState");
  if (text.state === "unknown") return { state: "unknown" };
  if (text.state === "absent" || typeof text.value !== "string") return { state: "malformed" };
  try {
    const value = JSON.parse(text.value) as Json;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { state: "known", value: value as DesiredState } : { state: "malformed" };
  } catch {
    return { state: "malformed" };
  }
}

/**
 * Spells a name of CloudFormation as the provider does: `KMSMasterKeyID` becomes `kmsMasterKeyId`.
 *
 * @param name a property of a CloudFormation type
 */
export function providerName(name: string): string {
  return name
    .replace(/^(?:[A-Z0-9]+(?=[A-Z][a-z])|[A-Z]+)/, (start) => start.toLowerCase())
    .replace(/(ID|ARN|ACL|URL)(?=s?$|[A-Z])/g, (word) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`);
}

/**
 * Rewrites properties of CloudFormation in the provider's form: names in camel case, tags as a record, policy documents
 * as text.
 *
 * @param value properties, or a value inside them
 */
export function inProviderForm(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(inProviderForm);
  if (typeof value !== "object" || value === null) return value;
  if ("Statement" in value) return JSON.stringify(value);
  return Object.fromEntries(
    Object.entries(value as DesiredState).map(([name, child]) => [
      providerName(name),
      name === "Tags" && Array.isArray(child) ? tagRecord(child as readonly Json[]) : inProviderForm(child),
    ]),
  );
}

function tagRecord(tags: readonly Json[]): Json {
  return Object.fromEntries(
    (tags as readonly { readonly Key?: string; readonly Value?: Json }[]).map(({ Key = "", Value = "" }) => [
      Key,
      Value,
    ]),
  );
}

/** How the engine writes a text that it cannot know yet; the SDK's declarations leave it out. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Properties of which none can be known: whatever is read throws what the SDK throws. */
export const unknownProperties = (unknownCheckingProxy as (properties: object) => Record<string, unknown>)(
  new Proxy(
    {},
    {
      getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, writable: true, value: unknownText }),
      get: () => unknownText,
    },
  ),
);
