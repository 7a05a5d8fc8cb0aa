import { unknownCheckingProxy } from "@pulumi/policy";
import { unknownValue } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { readTag } from "./tags.js";

const guarded = unknownCheckingProxy as (properties: object) => Record<string, unknown>;

describe("readTag", () => {
  const provider = (defaultTags: unknown) => ({ type: "", urn: "", name: "", props: guarded({ defaultTags }) });
  const known = (value: string) => ({ state: "known", value });
  const text = '{"tags":{"data-zone":"raw"}}';

  it.each([
    ["its own", { tags: { "data-zone": "raw" } }, undefined, known("raw")],
    ["its own before the provider's", { tags: { "data-zone": "raw" } }, '{"tags":{"data-zone":"x"}}', known("raw")],
    ["the provider's, as text", {}, text, known("raw")],
    ["the provider's, as an object", { tags: { a: "b" } }, { tags: { "data-zone": "raw" } }, known("raw")],
    ["no tag", { tags: { a: "b" } }, '{"tags":{"a":"b"}}', { state: "absent" }],
    ["a provider without tags", {}, "{}", { state: "absent" }],
    ["a provider with a text that is not JSON", {}, "{", { state: "absent" }],
    ["its own, unknown", { tags: { "data-zone": unknownValue } }, text, { state: "unknown", path: "tags.data-zone" }],
    ["all its own, unknown", { tags: unknownValue }, text, { state: "unknown", path: "tags" }],
    ["the provider's, unknown", {}, unknownValue, { state: "unknown", path: "defaultTags" }],
  ])("finds %s", (_case, props, defaultTags, expected) => {
    const resource = {
      props: guarded(props),
      ...(defaultTags === undefined ? {} : { provider: provider(defaultTags) }),
    };
    expect(readTag(resource, "data-zone")).toEqual(expected);
  });
});
