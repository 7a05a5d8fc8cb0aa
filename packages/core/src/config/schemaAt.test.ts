import { describe, expect, it } from "vitest";
import { z } from "zod";
import { descriptionAt, knownKeys, schemaAt } from "./schemaAt.js";

const schema = z.strictObject({
  name: z.string().optional().describe("What it is called."),
  network: z
    .strictObject({
      zones: z.array(z.string().describe("A zone.")).describe("All zones."),
      seconds: z.int().default(60),
    })
    .prefault({ zones: [] })
    .describe("The network."),
  switches: z.partialRecord(z.enum(["A", "B"]), z.strictObject({ off: z.boolean() })).default({}),
  free: z.record(z.string(), z.int()),
});

describe("schemaAt", () => {
  it("finds what a value is read with, without the wrappers", () => {
    expect(schemaAt(schema, [])).toBe(schema);
    expect(schemaAt(schema, ["name"])).toBeInstanceOf(z.ZodString);
    expect(schemaAt(schema, ["network", "zones", 3])).toBeInstanceOf(z.ZodString);
    expect(schemaAt(schema, ["network", "seconds"])).toBeInstanceOf(z.ZodNumber);
    expect(schemaAt(schema, ["switches", "A", "off"])).toBeInstanceOf(z.ZodBoolean);
  });

  it.each([[["nothing"]], [["name", "inside"]], [["network", "zones", 0, "deeper"]]])("has nothing at %j", (path) => {
    expect(schemaAt(schema, path)).toBeUndefined();
  });
});

describe("knownKeys", () => {
  it.each([
    [[], ["name", "network", "switches", "free"]],
    [["network"], ["zones", "seconds"]],
    [["switches"], ["A", "B"]],
    [["free"], []],
    [["name"], []],
    [["nothing"], []],
  ])("of %j", (path, keys) => {
    expect(knownKeys(schemaAt(schema, path))).toEqual(keys);
  });
});

describe("descriptionAt", () => {
  it.each([
    [["name"], "What it is called."],
    [["network"], "The network."],
    [["network", "zones"], "All zones."],
    [["network", "zones", 0], "A zone."],
    [["network", "seconds"], undefined],
    [["nothing"], undefined],
    [[], undefined],
  ])("of %j", (path, description) => {
    expect(descriptionAt(schema, path)).toBe(description);
  });
});
