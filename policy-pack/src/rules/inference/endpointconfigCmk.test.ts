import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infEndpointconfigCmk as rule } from "./endpointconfigCmk.js";

const key = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const variants = (...types: unknown[]) => types.map((instanceType) => ({ variantName: "main", instanceType }));
const config = (props: object) => resource(awsType.endpointConfiguration, "churn", { ...props });
const ebs = { productionVariants: variants("ml.m5.large"), kmsKeyArn: key };
const local = { productionVariants: variants("ml.g5.xlarge") };
const capture = { enableCapture: true, destinationS3Uri: "s3://capture", kmsKeyId: key };

const volume =
  "expected a customer managed key for the instances' volumes; fix: set kmsKeyArn to the ARN of a customer managed key";
const refused = (type: string) =>
  `found a kmsKeyArn, and instances of the type ${type}; expected no key for local NVMe disks, which the hardware encrypts: SageMaker refuses it; ` +
  "fix: leave kmsKeyArn out, or choose instances without local disks";
const own = (subject: string) =>
  `expected a customer managed key; fix: set ${subject} to the ARN of a customer managed key`;

describe("inf-endpointconfig-cmk", { tags: ["INF-02"] }, () => {
  it.each([
    ebs,
    local,
    { productionVariants: variants("ml.t2.medium"), kmsKeyArn: key },
    { productionVariants: variants("ml.g5.xlarge", "ml.p4d.24xlarge") },
    { ...local, shadowProductionVariants: variants("ml.g4dn.xlarge") },
    { ...ebs, dataCaptureConfig: capture },
    { ...ebs, asyncInferenceConfig: { outputConfig: { s3OutputPath: "s3://out", kmsKeyId: key } } },
  ])("passes with %j", async (props) => {
    expect(await reports(rule, [config(props)])).toEqual([]);
  });

  it.each([
    [{ ...ebs, kmsKeyArn: undefined }, `found no kmsKeyArn; ${volume}`],
    [{ ...ebs, kmsKeyArn: "alias/aws/ebs" }, `found kmsKeyArn "alias/aws/ebs"; ${volume}`],
    [{ ...ebs, kmsKeyArn: "" }, `found kmsKeyArn ""; ${volume}`],
    // The family is the whole word before the size: the d of "medium" means nothing.
    [{ productionVariants: variants("ml.t2.medium") }, `found no kmsKeyArn; ${volume}`],
    [{ productionVariants: variants("ml.g5.xlarge", "ml.m5.large") }, `found no kmsKeyArn; ${volume}`],
    [{ ...local, shadowProductionVariants: variants("ml.m5.large") }, `found no kmsKeyArn; ${volume}`],
    [{ productionVariants: variants(undefined) }, `found no kmsKeyArn; ${volume}`],
    [{}, `found no kmsKeyArn; ${volume}`],
    [{ ...local, kmsKeyArn: key }, refused("ml.g5.xlarge")],
    [{ ...local, kmsKeyArn: unknown }, refused("ml.g5.xlarge")],
    [{ ...ebs, productionVariants: variants("ml.m5.large", "ml.c5d.large") }, refused("ml.c5d.large")],
    [{ ...ebs, shadowProductionVariants: variants("ml.g6.xlarge") }, refused("ml.g6.xlarge")],
    [
      { ...ebs, dataCaptureConfig: { ...capture, kmsKeyId: undefined } },
      `found no dataCaptureConfig.kmsKeyId; ${own("dataCaptureConfig.kmsKeyId")}`,
    ],
    [
      { ...ebs, dataCaptureConfig: { ...capture, kmsKeyId: "arn:aws:kms:eu-central-1:1:alias/aws/s3" } },
      `found dataCaptureConfig.kmsKeyId "arn:aws:kms:eu-central-1:1:alias/aws/s3"; ${own("dataCaptureConfig.kmsKeyId")}`,
    ],
    [
      { ...ebs, asyncInferenceConfig: { outputConfig: { s3OutputPath: "s3://out" } } },
      `found no asyncInferenceConfig.outputConfig.kmsKeyId; ${own("asyncInferenceConfig.outputConfig.kmsKeyId")}`,
    ],
    [
      { ...ebs, productionVariants: [{ instanceType: "ml.m5.large", coreDumpConfig: { kmsKeyId: key } }] },
      "found a productionVariants[].coreDumpConfig; expected no core dumps in prod: they hold what callers sent; fix: remove coreDumpConfig",
    ],
  ])("violates with %j", async (props, message) => {
    expect(await reports(rule, [config(props)])).toEqual([`mandatory churn: ${message}`]);
  });

  it("lets dev dump cores under a key", async () => {
    const dump = (coreDumpConfig: object) =>
      config({ ...ebs, productionVariants: [{ instanceType: "ml.m5.large", coreDumpConfig }] });
    expect(await reports(rule, [dump({ kmsKeyId: key })], { profile: "dev" })).toEqual([]);
    expect(await reports(rule, [dump({ destinationS3Uri: "s3://dumps" })], { profile: "dev" })).toEqual([
      `mandatory churn: found no productionVariants[].coreDumpConfig.kmsKeyId; ${own("productionVariants[].coreDumpConfig.kmsKeyId")}`,
    ]);
  });

  it.each([
    [{ ...ebs, kmsKeyArn: unknown }, "kmsKeyArn"],
    [{ productionVariants: variants(unknown) }, "instanceType"],
    [{ productionVariants: unknown }, "instanceType"],
    [{ ...ebs, dataCaptureConfig: unknown }, "dataCaptureConfig"],
    [{ ...ebs, dataCaptureConfig: { ...capture, kmsKeyId: unknown } }, "dataCaptureConfig.kmsKeyId"],
    [{ ...ebs, asyncInferenceConfig: unknown }, "asyncInferenceConfig.outputConfig"],
    [
      { ...ebs, productionVariants: [{ instanceType: "ml.m5.large", coreDumpConfig: unknown }] },
      "productionVariants[].coreDumpConfig",
    ],
  ])("cannot decide %j", async (props, property) => {
    expect(await reports(rule, [config(props)])).toEqual([
      `advisory churn: undecided: ${property} cannot be known yet`,
    ]);
  });

  it("says what is wrong beside what cannot be known", async () => {
    const both = config({ productionVariants: variants(unknown, "ml.m5.large") });
    expect(await reports(rule, [both])).toEqual([
      "advisory churn: undecided: instanceType cannot be known yet",
      `mandatory churn: found no kmsKeyArn; ${volume}`,
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.endpoint, "churn")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [config({ ...ebs, kmsKeyArn: undefined })]);
});
