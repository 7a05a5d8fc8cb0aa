import { createHash } from "node:crypto";

import type { RegionFacts } from "./facts.js";

/** One reason why a provider refuses the inputs of a resource. */
export interface CheckFailure {
  /** Name of the input property; empty when no single one is to blame. */
  readonly property: string;
  /** What the provider says. */
  readonly reason: string;
}

/** How a provider names what the program leaves unnamed. */
export interface AutoName {
  /** The input that takes the name. */
  readonly property: string;
  /** Longest name that the service accepts, in characters. */
  readonly maximumLength: number;
  /**
   * What else the provider does to the name.
   * @defaultValue nothing
   */
  readonly transform?: (name: string, inputs: Readonly<Record<string, unknown>>) => string;
}

/** What a model may ask about the resource at hand. */
export interface ResourceContext {
  /** URN of the resource, from which everything random-looking is derived. */
  readonly urn: string;
  /** Logical name. */
  readonly name: string;
  /** Inputs after the check, plain. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What holds in the resource's Region. */
  readonly facts: RegionFacts;
  /** An input that must be text. */
  text(property: string): string;
  /** Hexadecimal digits that depend on the URN and the salt only. */
  hex(length: number, salt?: string): string;
  /** A UUID that depends on the URN and the salt only. */
  uuid(salt?: string): string;
  /** Composes an ARN in the resource's partition, Region and account. */
  arn(service: string, resource: string, scope?: "regional" | "global" | "unowned"): string;
}

/** Computes one property of a resource. */
export type PropertyModel = (resource: ResourceContext) => unknown;

/** What the simulated AWS knows about one resource type. */
export interface ResourceModel {
  /** Input that is named by the provider when the program does not; absent where the service has no names. */
  readonly autoName?: AutoName;
  /** Values that the provider itself fills in at check, when the program gives none. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Whether the type takes `tags`, which the provider merges with its own default tags. */
  readonly taggable?: boolean;
  /** Whether the type exists once for all Regions, and so takes no `region`. */
  readonly global?: boolean;
  /** Refuses inputs that the provider refuses for certain, in the service's words. */
  readonly check?: (resource: ResourceContext) => readonly CheckFailure[];
  /** The id after creation; a property's name stands for that property's value. */
  readonly id: string | PropertyModel;
  /** Outputs that exist only once the resource does. An input of the same name wins. */
  readonly computed?: Readonly<Record<string, PropertyModel>>;
  /** Inputs whose change replaces the resource; everything else changes in place. */
  readonly forceNew?: readonly string[];
}

/** Hexadecimal digits that look random and never change for the same text. */
export function stableHex(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}

/** A version 4 UUID that never changes for the same text. */
export function stableUuid(text: string): string {
  const digits = stableHex(text, 32);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20)].join("-");
}

/** Makes the context that a model's functions are called with. */
export function resourceContext(
  urn: string,
  name: string,
  inputs: Readonly<Record<string, unknown>>,
  facts: RegionFacts,
): ResourceContext {
  return {
    urn,
    name,
    inputs,
    facts,
    text(property) {
      const value = inputs[property];
      if (typeof value !== "string") {
        throw new Error(`The simulated AWS needs "${property}" of ${urn} to be text, but it is ${String(value)}`);
      }
      return value;
    },
    hex: (length, salt = "") => stableHex(`${urn}#${salt}`, length),
    uuid: (salt = "") => stableUuid(`${urn}#${salt}`),
    arn(service, resource, scope = "regional") {
      const region = scope === "regional" ? facts.region : "";
      return `arn:${facts.partition}:${service}:${region}:${scope === "unowned" ? "" : facts.accountId}:${resource}`;
    },
  };
}
