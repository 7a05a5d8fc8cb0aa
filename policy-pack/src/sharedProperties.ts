import { createRequire } from "node:module";

/** The part of the SDK that reads a resource from the wire; its declarations leave it out. */
interface Deserialize {
  deserializeProperties: (properties: object, keepSecrets?: boolean) => unknown;
}

/**
 * Lets all policies share what the SDK reads from the wire. By itself it reads every resource anew for every policy, which
 * is most of what a pack with many rules spends. Rules only look, so one reading serves all; the SDK guards each rule's
 * view with a proxy of its own as before.
 */
export function sharePropertiesAmongPolicies(): void {
  const sdk = createRequire(import.meta.url)("@pulumi/policy/deserialize.js") as Deserialize;
  const readAnew = sdk.deserializeProperties;
  const known = new WeakMap<object, unknown>();
  sdk.deserializeProperties = (properties, keepSecrets) => {
    if (keepSecrets === true) return readAnew(properties, keepSecrets);
    if (!known.has(properties)) known.set(properties, readAnew(properties, keepSecrets));
    return known.get(properties);
  };
}
