import { expect, it } from "vitest";

import { readFacts } from "./factsVariable.js";

it("reads the facts that the plugin serves", () => {
  expect(readFacts('{"accountId":"222222222222","zones":["euc1-az2"]}')).toEqual({
    accountId: "222222222222",
    zones: ["euc1-az2"],
  });
  expect(readFacts(undefined)).toEqual({});
});

it.each(["", "account", "[]", "null", '"x"'])("refuses %j by the variable's name", (text) => {
  expect(() => readFacts(text)).toThrow(
    `SECURE_ML_SIMULATED_AWS_FACTS must be a JSON object, such as {"accountId":"111111111111"}, and is ${text}`,
  );
});
