import { describe, expect, it } from "vitest";
import { adoptionOptions } from "./adoption.js";

describe("adoptionOptions", () => {
  it("imports by id, colons in it included, and makes without any option", () => {
    expect(adoptionOptions("import:arn:aws:cloudtrail:eu-central-1:111111111111:trail/mine")).toEqual({
      import: "arn:aws:cloudtrail:eu-central-1:111111111111:trail/mine",
    });
    expect(adoptionOptions("create")).toEqual({});
  });
});
