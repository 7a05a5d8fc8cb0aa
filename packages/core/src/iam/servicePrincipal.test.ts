import { expect, it } from "vitest";
import { environment } from "../environment.fixture.js";
import { logsServicePrincipal, servicePrincipal } from "./servicePrincipal.js";

it("names services alike in every partition", () => {
  expect(servicePrincipal("delivery.logs")).toBe("delivery.logs.amazonaws.com");
});

it.each([
  ["eu-central-1", "amazonaws.com", "logs.eu-central-1.amazonaws.com"],
  ["cn-north-1", "amazonaws.com.cn", "logs.cn-north-1.amazonaws.com.cn"],
])("names CloudWatch Logs by its Region %s", (region, dnsSuffix, principal) => {
  expect(logsServicePrincipal({ ...environment, region, dnsSuffix })).toBe(principal);
});
