import { describe, expect, it } from "vitest";
import { discoverySchema } from "./discovery.js";

const problems = (config: object) =>
  discoverySchema.safeParse(config).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
const customer = { name: "customer-number", regex: "C[0-9]{8}" };

describe("discovery", { tags: ["DATA-25"] }, () => {
  it("looks at everything each day by default", () => {
    expect(discoverySchema.parse(undefined)).toEqual({ frequency: "daily", samplingPercentage: 100, identifiers: [] });
    expect(discoverySchema.parse({ identifiers: [customer] }).identifiers).toEqual([
      { ...customer, keywords: [], ignoreWords: [], maximumMatchDistance: 50 },
    ]);
  });

  it.each<[object, string]>([
    [{ frequency: "monthly" }, "frequency must be daily or weekly"],
    [{ samplingPercentage: 0 }, "samplingPercentage must be a whole number of per cent from 1 to 100"],
    [
      { identifiers: [{ ...customer, name: "A" }] },
      "identifiers.0.name must be 2 to 63 lower-case letters, digits and hyphens",
    ],
    [{ identifiers: [{ ...customer, regex: "" }] }, "identifiers.0.regex must have 1 to 512 characters"],
    [{ identifiers: [customer, customer] }, "identifiers must name each identifier once"],
    [
      { identifiers: [{ ...customer, maximumMatchDistance: 0 }] },
      "identifiers.0.maximumMatchDistance must be a whole number of characters from 1 to 300",
    ],
  ])("refuses %j", (config, problem) => {
    expect(problems(config)).toEqual([problem]);
  });
});
