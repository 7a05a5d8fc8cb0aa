import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@secure-ml/testing";
import { secretMark, unknownMark, type ReportValue } from "./schema.js";

const {
  specialArchiveSig,
  specialAssetSig,
  specialOutputValueSig,
  specialResourceSig,
  specialSecretSig,
  specialSigKey,
  unknownValue,
} = pulumi.runtime;

/** Shorter texts than this are not searched for: they would match everywhere and give nothing away. */
const shortestSecret = 6;

/**
 * Turns the values of a program run into values that a report may show.
 *
 * A secret is replaced where it is marked as one. Its text is also remembered, because programs copy secrets into places
 * where nothing marks them: messages, and outputs that a provider answers in clear.
 */
export class Scrubber {
  readonly #secrets = new Set<string>();
  #longestFirst: readonly string[] | undefined;

  /**
   * Remembers every secret in a value in Pulumi's wire form.
   *
   * All values of a run must have been remembered before the first one is cleaned.
   */
  remember(wireValue: unknown): void {
    if (typeof wireValue !== "object" || wireValue === null) {
      return;
    }
    const tagged = wireValue as Readonly<Record<string, unknown>>;
    if (tagged[specialSigKey] === specialSecretSig || tagged["secret"] === true) {
      this.rememberText(tagged["value"]);
      return;
    }
    for (const entry of Object.values(tagged)) {
      this.remember(entry);
    }
  }

  /** Remembers every text in a value that is a secret as a whole. */
  rememberText(secret: unknown): void {
    if (typeof secret === "string") {
      if (secret.length >= shortestSecret && secret !== unknownValue) {
        // Inside a JSON document the same text has escapes.
        this.#secrets.add(secret).add(JSON.stringify(secret).slice(1, -1));
        this.#longestFirst = undefined;
      }
    } else if (typeof secret === "object" && secret !== null) {
      const tagged = secret as Readonly<Record<string, unknown>>;
      for (const [key, entry] of Object.entries(tagged)) {
        if (key !== specialSigKey) {
          this.rememberText(entry);
        }
      }
    }
  }

  /** A text without the secrets that were remembered. */
  text(text: string): string {
    // A secret may be part of another one.
    this.#longestFirst ??= [...this.#secrets].toSorted((one, other) => other.length - one.length);
    return this.#longestFirst.reduce((clean, secret) => clean.replaceAll(secret, secretMark), text);
  }

  /** A map of values in wire form, as the report shows it. */
  values(wireValues: Readonly<Record<string, unknown>>): Record<string, ReportValue> {
    return Object.fromEntries(Object.entries(wireValues).map(([key, value]) => [key, this.value(value)]));
  }

  /** A value in wire form, or a plain one, as the report shows it. */
  value(value: unknown): ReportValue {
    if (typeof value === "string") {
      return value === unknownValue ? unknownMark : this.text(value);
    }
    if (typeof value === "number" || typeof value === "boolean") {
      return value;
    }
    if (value === unknown) {
      return unknownMark;
    }
    if (Array.isArray(value)) {
      return value.map((entry) => this.value(entry));
    }
    if (typeof value !== "object" || value === null) {
      return null;
    }
    const tagged = value as Readonly<Record<string, unknown>>;
    switch (tagged[specialSigKey]) {
      case undefined:
        return this.values(tagged);
      case specialSecretSig:
        return secretMark;
      case specialOutputValueSig:
        return this.#output(tagged);
      case specialResourceSig:
        return typeof tagged["urn"] === "string" ? tagged["urn"] : null;
      case specialAssetSig:
        return this.text(summary("asset", tagged));
      case specialArchiveSig:
        return this.text(summary("archive", tagged));
      default:
        return null;
    }
  }

  #output(tagged: Readonly<Record<string, unknown>>): ReportValue {
    if (tagged["secret"] === true) {
      return secretMark;
    }
    return "value" in tagged ? this.value(tagged["value"]) : unknownMark;
  }
}

/** Says where an asset's content comes from, without the content. */
function summary(kind: "asset" | "archive", tagged: Readonly<Record<string, unknown>>): string {
  if (typeof tagged["path"] === "string") {
    return `[${kind}: file ${tagged["path"]}]`;
  }
  if (typeof tagged["uri"] === "string") {
    return `[${kind}: ${tagged["uri"]}]`;
  }
  if (typeof tagged["text"] === "string") {
    return `[${kind}: text of ${tagged["text"].length} characters]`;
  }
  const assets = tagged["assets"];
  const entries = typeof assets === "object" && assets !== null ? Object.keys(assets) : [];
  return `[${kind}: ${entries.toSorted().join(", ")}]`;
}
