import { identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { AccountGuardrails, type AccountGuardrailsArgs } from "./accountGuardrails.js";

const run = (args?: AccountGuardrailsArgs) =>
  runProgram(() => {
    new AccountGuardrails("guardrails", args);
  });
const type = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";

describe("AccountGuardrails", { tags: ["GOV-22", "DATA-08"] }, () => {
  it("blocks public access in all four ways, for good, when it is told nothing", async () => {
    const result = await run();
    expect(identities(result)).toEqual([
      `${type} :: guardrails-public-access :: guardrails`,
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:governance:AccountGuardrails :: guardrails :: project-stack",
    ]);
    const block = one(result, type);
    expect(block.inputs).toEqual({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(block.options).toMatchObject({ protect: true, retainOnDelete: true });
    expect(result.controls.get(block.urn)).toEqual(["GOV-22", "DATA-08"]);
  });

  it("lets a disposable account unblock it again", async () => {
    const { options } = one(await run({ dataProtection: "disposable" }), type);
    expect(options).toMatchObject({ protect: false, retainOnDelete: false });
  });

  it("makes nothing where the organisation's policy blocks it", async () => {
    expect(identities(await run({ accountPab: "external" }))).toEqual([
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:governance:AccountGuardrails :: guardrails :: project-stack",
    ]);
  });
});
