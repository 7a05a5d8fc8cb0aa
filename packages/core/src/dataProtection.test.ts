import { expect, it } from "vitest";
import { dataProtectionOptions } from "./dataProtection.js";

it("protects and keeps what holds data, unless it is disposable", () => {
  expect(dataProtectionOptions("retain")).toEqual({ protect: true, retainOnDelete: true });
  expect(dataProtectionOptions("disposable")).toEqual({});
});
