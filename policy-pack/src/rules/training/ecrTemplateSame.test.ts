import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnEcrTemplateSame as rule } from "./ecrTemplateSame.js";

const template = (changes: Record<string, unknown> = {}) =>
  resource(awsType.ecrCreationTemplate, "template", {
    imageTagMutability: "IMMUTABLE",
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:aws:kms:eu-central-1:111111111111:key/0a1b" }],
    lifecyclePolicy: JSON.stringify({ rules: [{ selection: { tagStatus: "tagged", tagPrefixList: ["build-"] } }] }),
    ...changes,
  });

describe("trn-ecr-template-same", { tags: ["TRN-15"] }, () => {
  it("passes a template like a declared repository", async () => {
    expect(await reports(rule, [template()])).toEqual([]);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ imageTagMutability: undefined }, "no imageTagMutability"],
    [{ imageTagMutability: "MUTABLE" }, 'imageTagMutability "MUTABLE"'],
    [{ encryptionConfigurations: undefined }, "no encryptionConfigurations[].encryptionType"],
    [
      { encryptionConfigurations: [{ encryptionType: "AES256", kmsKey: "k" }] },
      'encryptionConfigurations[].encryptionType "AES256"',
    ],
    [{ lifecyclePolicy: undefined }, "no lifecyclePolicy"],
    [
      { lifecyclePolicy: JSON.stringify({ rules: [{ selection: { tagStatus: "any" } }] }) },
      'tagStatus "any" in rule 1 of lifecyclePolicy',
    ],
  ])("violates with %j", async (changes, found) => {
    const [line, ...others] = await reports(rule, [template(changes)]);
    expect(line).toContain(`mandatory template: found ${found};`);
    expect(others).toEqual([]);
  });

  it.each(["imageTagMutability", "lifecyclePolicy"])("cannot decide an unknown %s", async (property) => {
    expect(await reports(rule, [template({ [property]: unknown })])).toEqual([
      `advisory template: undecided: ${property} cannot be known yet`,
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [template({ imageTagMutability: "MUTABLE" })]);
});
