import { describe, expect, it } from "vitest";
import { z } from "zod";
import { configProblems } from "./configProblems.js";

const schema = z.strictObject({
  owner: z.string().min(1, "must not be empty").describe("Team that answers for it."),
  zones: z.array(z.string()),
  mode: z.enum(["fast", "safe"]).default("safe"),
  only: z.literal("this").default("this"),
  size: z.union([z.literal(60), z.literal(600)]).default(60),
  count: z.int().default(1),
  on: z.boolean().default(true),
  pair: z.tuple([z.string()]).optional(),
  network: z
    .strictObject({ cidrBlock: z.string(), zoneIds: z.array(z.string()) })
    .prefault({ cidrBlock: "", zoneIds: [] }),
  switches: z.partialRecord(z.enum(["A"]), z.strictObject({ off: z.boolean() })).default({}),
});
const sound = { owner: "a", zones: [] };
const lines = (values: unknown) =>
  configProblems("shop", "Pulumi.dev.yaml", schema, values, schema.safeParse(values).error?.issues ?? [])
    .split("\n")
    .slice(1, -1);

describe("configProblems", () => {
  it("counts the problems, names the file and says where to read more", () => {
    const values = { ...sound, owner: "", mode: "quick" };
    expect(
      configProblems("shop", "Pulumi.dev.yaml", schema, values, schema.safeParse(values).error?.issues ?? []),
    ).toBe(
      [
        "The config in Pulumi.dev.yaml has 2 problems:",
        '  - shop:owner is "", but must not be empty',
        '  - shop:mode is "quick", but must be one of fast, safe',
        "Every key is described in docs/configuration.md.",
      ].join("\n"),
    );
  });

  it("reports one problem in the singular, and what is wrong besides the values first", () => {
    expect(configProblems("shop", "Pulumi.dev.yaml", schema, sound, [], ["the stack's name is too long"])).toBe(
      [
        "The config in Pulumi.dev.yaml has 1 problem:",
        "  - the stack's name is too long",
        "Every key is described in docs/configuration.md.",
      ].join("\n"),
    );
  });

  it.each([
    [{ zones: [] }, "owner is missing: Team that answers for it."],
    [{ owner: "a" }, "zones is missing, but must be a list"],
    [{ ...sound, owner: 5 }, "owner is 5, but must be text"],
    [{ ...sound, zones: "z" }, 'zones is "z", but must be a list'],
    [{ ...sound, zones: ["z", 5] }, "zones[1] is 5, but must be text"],
    [{ ...sound, network: 5 }, "network is 5, but must be a map"],
    [{ ...sound, network: null }, "network is null, but must be a map"],
    [{ ...sound, switches: [] }, "switches is [], but must be a map"],
    [{ ...sound, only: "that" }, 'only is "that", but must be this'],
    [{ ...sound, size: 30 }, "size is 30, but must be 60 or 600"],
    [{ ...sound, count: "x" }, 'count is "x", but must be a number'],
    [{ ...sound, count: 1.5 }, "count is 1.5, but must be a whole number"],
    [{ ...sound, on: "yes" }, 'on is "yes", but must be true or false'],
    [{ ...sound, pair: {} }, "pair is {}, but must be tuple"],
    [{ ...sound, ownr: "b" }, 'ownr is not a setting; did you mean "owner"?'],
    [{ ...sound, quite: "b" }, 'quite is not a setting; did you mean "size"?'],
    [{ ...sound, somethingElse: "b" }, "somethingElse is not a setting"],
    [
      { ...sound, network: { cidrBlock: "a", zoneIds: [], zones: [] } },
      'network.zones is not a setting; did you mean "zoneIds"?',
    ],
    [
      { ...sound, network: { cidrBlock: "a", zoneIds: [], peering: [] } },
      "network.peering is not a setting; known here: cidrBlock, zoneIds",
    ],
    [{ ...sound, switches: { "GOV-01": { off: true } } }, "switches.GOV-01 is not a setting; known here: A"],
  ])("%j", (values, line) => {
    expect(lines(values)).toEqual([`  - shop:${line}`]);
  });

  it("cuts long values short", () => {
    expect(lines({ ...sound, zones: "z".repeat(200) })).toEqual([
      `  - shop:zones is "${"z".repeat(79)}…, but must be a list`,
    ]);
  });

  it("passes on what it has no words for", () => {
    const odd = z.strictObject({ address: z.email() });
    const values = { address: "x" };
    expect(configProblems("shop", "f", odd, values, odd.safeParse(values).error?.issues ?? [])).toContain(
      'shop:address is "x", but is not allowed: Invalid email address',
    );
  });
});
