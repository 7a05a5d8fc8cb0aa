import { describe, expect, it } from "vitest";
import { controlsOff } from "./controlsOff.js";

const reason = 'no model is served: "models" lists none yet';
/** Config with a store of each kind, and an egress that is inspected. */
const stores = { databases: [{}], secrets: [{}], tables: [{}], network: { egress: { mode: "inspected" } } };

describe("controlsOff", () => {
  it("finds what config switches off, with its reason, and nothing that it leaves on", () => {
    const controls = { "DATA-14": { off: true, reason: "costs too much" }, "DATA-03": { off: false, reason: "no" } };
    expect(controlsOff("account", { controls })).toEqual([{ id: "DATA-14", reason: "costs too much" }]);
    expect(controlsOff("account", {})).toEqual([]);
    expect(controlsOff("account", { controls: null })).toEqual([]);
    expect(controlsOff("account", { controls: { "DATA-14": null } })).toEqual([]);
  });

  it.each([{}, { models: [] }])(
    "finds what stands on a model where the platform's config lists none: %j",
    { tags: ["INF-01"] },
    (config) => {
      expect(controlsOff("platform", { ...stores, ...config })).toEqual([
        { id: "INF-01", reason },
        { id: "INF-02", reason },
        { id: "INF-06", reason },
        { id: "INF-08", reason },
        { id: "INF-09", reason },
        { id: "INF-26", reason },
      ]);
      expect(controlsOff("account", config)).toEqual([]);
    },
  );

  it.each([{}, { tenants: [] }])(
    "finds what stands on a caller where models are served and nobody may call them: %j",
    { tags: ["INF-09"] },
    (config) => {
      const nobody = 'nobody may call a model: "tenants" lists none yet';
      expect(controlsOff("platform", { ...stores, models: [{ name: "churn" }], ...config })).toEqual([
        { id: "INF-08", reason: nobody },
        { id: "INF-09", reason: nobody },
        { id: "INF-26", reason: nobody },
      ]);
    },
  );

  it.each([[[{ name: "churn" }]], ["malformed"]])("leaves them on with models and tenants %j", (list) => {
    expect(controlsOff("platform", { ...stores, models: list, tenants: list })).toEqual([]);
  });

  it.each([
    ["databases", ["DATA-17", "DATA-18"], 'there is no database: "databases" lists none'],
    ["secrets", ["DATA-19", "DATA-20"], 'there is no secret: "secrets" lists none'],
    ["tables", ["DATA-16"], 'there is no table: "tables" lists none'],
  ] as const)(
    "finds what stands on a store where the platform's config lists no %s",
    { tags: ["DATA-16"] },
    (key, ids, why) => {
      const config = { ...stores, models: [{}], tenants: [{}] };
      expect(controlsOff("platform", { ...config, [key]: [] })).toEqual(ids.map((id) => ({ id, reason: why })));
      expect(controlsOff("platform", { ...config, [key]: undefined })).toHaveLength(ids.length);
      expect(controlsOff("platform", config)).toEqual([]);
      expect(controlsOff("account", {})).toEqual([]);
    },
  );

  it.each([
    [{ egress: { mode: "none" } }, "nothing leaves the network: it has no egress that could be inspected"],
    [{ egress: { mode: "nat" } }, "the egress is not inspected, which dev alone may do"],
    ["malformed", "nothing leaves the network: it has no egress that could be inspected"],
    [undefined, "nothing leaves the network: it has no egress that could be inspected"],
  ])("finds the firewall of an egress where %j needs none", { tags: ["NET-13"] }, (network, why) => {
    const config = { ...stores, models: [{}], tenants: [{}], network };
    expect(controlsOff("platform", config)).toEqual([{ id: "NET-13", reason: why }]);
  });
});
