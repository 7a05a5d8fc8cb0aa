import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnEcrScanOnPush as rule } from "./ecrScanOnPush.js";

const property = "imageScanningConfiguration.scanOnPush";
const repository = (imageScanningConfiguration: unknown) =>
  resource(awsType.ecrRepository, "images", { imageScanningConfiguration });
const expected = `expected images that are scanned when they are pushed; fix: set ${property} to true`;

describe("trn-ecr-scan-on-push", { tags: ["TRN-15"] }, () => {
  it("passes a repository that is scanned", async () => {
    expect(await reports(rule, [repository({ scanOnPush: true })])).toEqual([]);
  });

  it.each([
    [undefined, `no ${property}`],
    [{}, `no ${property}`],
    [{ scanOnPush: false }, `${property} false`],
  ])("violates with %j", async (configuration, found) => {
    expect(await reports(rule, [repository(configuration)])).toEqual([`mandatory images: found ${found}; ${expected}`]);
  });

  it.each([[unknown], [{ scanOnPush: unknown }]])("cannot decide what is unknown: %j", async (configuration) => {
    expect(await reports(rule, [repository(configuration)])).toEqual([
      `advisory images: undecided: ${property} cannot be known yet`,
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [repository({ scanOnPush: false })]);
});
