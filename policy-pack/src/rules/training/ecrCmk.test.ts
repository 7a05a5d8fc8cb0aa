import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnEcrCmk as rule } from "./ecrCmk.js";

const kmsKey = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const repository = (encryptionConfigurations: unknown) =>
  resource(awsType.ecrRepository, "images", { encryptionConfigurations });
const expected =
  'expected images encrypted under a key of our own; fix: set encryptionConfigurations to [{ encryptionType: "KMS", kmsKey }] with the ARN of an aws.kms.Key';
const type = "encryptionConfigurations[].encryptionType";
const key = "encryptionConfigurations[].kmsKey";

describe("trn-ecr-cmk", { tags: ["TRN-15"] }, () => {
  it.each([
    [{ encryptionType: "KMS", kmsKey }],
    [{ encryptionType: "KMS_DSSE", kmsKey }],
    [{ encryptionType: "KMS", kmsKey: unknown }],
  ])("passes %j", async (block) => {
    expect(await reports(rule, [repository([block])])).toEqual([]);
  });

  it.each<[unknown, readonly string[]]>([
    [undefined, [`no ${type}`]],
    [[], [`no ${type}`]],
    [[{}], [`no ${type}`, `no ${key}`]],
    [[{ kmsKey }], [`no ${type}`]],
    [[{ encryptionType: "AES256", kmsKey }], [`${type} "AES256"`]],
    [[{ encryptionType: "KMS" }], [`no ${key}`]],
    [[{ encryptionType: "KMS", kmsKey: "" }], [`${key} ""`]],
  ])("violates with %j", async (blocks, found) => {
    expect(await reports(rule, [repository(blocks)])).toEqual(
      found.map((what) => `mandatory images: found ${what}; ${expected}`),
    );
  });

  it.each([[unknown], [[unknown]], [[{ encryptionType: unknown, kmsKey }]]])(
    "cannot decide what is unknown: %j",
    async (blocks) => {
      expect(await reports(rule, [repository(blocks)])).toEqual([
        `advisory images: undecided: ${type} cannot be known yet`,
      ]);
    },
  );

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [repository(undefined)]);
});
