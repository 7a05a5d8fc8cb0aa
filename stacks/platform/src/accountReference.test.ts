import { runProgram, type ReferencedStacks } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { accountReference } from "./accountReference.js";

const refer = (outputs: ReferencedStacks[string]["wireOutputs"]) =>
  runProgram(() => ({ ...accountReference("shared", "dev", "eu-west-1") }), {
    stackReferences: { "organization/secure-ml-account/shared": { wireOutputs: outputs } },
  });

describe("the reference to the account stack", () => {
  it("takes the first of the account's Regions for its home", async () => {
    const run = await refer({ environments: ["dev", "prod"], regions: ["eu-central-1", "eu-west-1"] });
    expect(run.outputs["homeRegion"]).toBe("eu-central-1");
  });

  it.each([
    [{ environments: ["prod"], regions: ["eu-west-1"] }, "environment", '"dev": it names ["prod"]', "environments"],
    [{ environments: ["dev"], regions: ["eu-north-1"] }, "Region", '"eu-west-1": it names ["eu-north-1"]', "regions"],
    // An account stack that was deployed before it told its Regions.
    [{ environments: ["dev"] }, "Region", '"eu-west-1": it names none', "regions"],
    [{}, "environment", '"dev": it names none', "environments"],
  ])("is refused when the account names %j", async (outputs, what, found, setting) => {
    await expect(refer(outputs)).rejects.toThrow(
      `The account stack "shared" does not carry the ${what} ${found}. Add it to "${setting}" in ` +
        "stacks/account/Pulumi.shared.yaml and deploy the account stack first.",
    );
  });
});
