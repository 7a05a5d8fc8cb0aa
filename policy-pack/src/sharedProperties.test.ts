import { createRequire } from "node:module";
import { evaluatePack, resource, secretValue, unknown } from "@secure-ml/testing";
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isUnknownValue } from "./known.js";
import { sharePropertiesAmongPolicies } from "./sharedProperties.js";

const sdk = createRequire(import.meta.url)("@pulumi/policy/deserialize.js") as {
  deserializeProperties: (properties: object, keepSecrets?: boolean) => unknown;
};
const found = sdk.deserializeProperties;
let readings: number;

beforeEach(() => {
  readings = 0;
  sdk.deserializeProperties = (properties, keepSecrets) => {
    readings += 1;
    return found(properties, keepSecrets);
  };
  sharePropertiesAmongPolicies();
});

afterEach(() => {
  sdk.deserializeProperties = found;
});

const seen: unknown[] = [];

function lookingAtResource(name: string): ResourceValidationPolicy {
  return {
    name,
    description: name,
    validateResource: ({ props }) => {
      seen.push(props["secret"], isUnknown(props, "later"));
    },
  };
}

function lookingAtStack(name: string): StackValidationPolicy {
  return {
    name,
    description: name,
    validateStack: ({ resources }) => {
      for (const { props } of resources) seen.push(props["secret"], isUnknown(props, "later"));
    },
  };
}

function isUnknown(props: Record<string, unknown>, name: string): boolean {
  try {
    return props[name] === "known";
  } catch (error) {
    return isUnknownValue(error);
  }
}

it("reads a resource once for all policies, which see what they would see alone", async () => {
  seen.length = 0;
  const names = ["one", "two", "three"];
  await evaluatePack(
    [...names.map(lookingAtResource), ...names.map(lookingAtStack)],
    [resource("aws:kms/key:Key", "key", { secret: secretValue("x"), later: unknown })],
  );
  expect(seen).toEqual(Array.from({ length: 6 }, () => ["x", true]).flat());
  // Once when the resource is asked about by itself and once with the stack, which are two messages.
  expect(readings).toBe(2);
});

it("leaves alone what keeps secrets apart", () => {
  const struct = { toJavaScript: () => ({ a: 1 }) };
  expect([sdk.deserializeProperties(struct, true), sdk.deserializeProperties(struct, true)]).toEqual([
    { a: 1 },
    { a: 1 },
  ]);
  expect(readings).toBe(2);
});
