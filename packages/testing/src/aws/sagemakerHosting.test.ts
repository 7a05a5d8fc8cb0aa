import { describe, expect, it } from "vitest";
import { SimulatedAws } from "../simulatedAws.js";
import { buildUrn } from "../urn.js";

const aws = new SimulatedAws();
const model = "aws:sagemaker/model:Model";
const config = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const endpoint = "aws:sagemaker/endpoint:Endpoint";
const urnOf = (type: string) => buildUrn("dev", "shop", undefined, type, "thing");
const failures = (type: string, inputs: Readonly<Record<string, unknown>>) =>
  aws.check(type, urnOf(type), inputs).failures.map(({ property, reason }) => `${property}: ${reason}`);

describe("what SageMaker says about hosting", () => {
  it("refuses a container that is both a package and an image, and a model without one container", () => {
    const both = "primaryContainer: ModelPackageName cannot be specified together with Image or ModelDataUrl";
    const one = "primaryContainer: either PrimaryContainer or Containers must be specified";
    expect(failures(model, { primaryContainer: { modelPackageName: "p" } })).toEqual([]);
    expect(failures(model, { containers: [{ image: "i" }, { modelPackageName: "p" }] })).toEqual([]);
    expect(failures(model, { primaryContainer: { modelPackageName: "p", image: "i" } })).toEqual([both]);
    expect(failures(model, { containers: [{ modelPackageName: "p", modelDataUrl: "u" }] })).toEqual([both]);
    expect(failures(model, {})).toEqual([one]);
    expect(failures(model, { primaryContainer: { image: "i" }, containers: [{ image: "i" }] })).toEqual([one]);
  });

  it("refuses a volume key for instances with local NVMe disks", () => {
    const variants = (...types: string[]) => types.map((instanceType) => ({ instanceType }));
    const refused = "kmsKeyArn: KmsKeyId is not supported for instance type ml.g5.xlarge";
    expect(failures(config, { kmsKeyArn: "k", productionVariants: variants("ml.m5.large", "ml.g5.xlarge") })).toEqual([
      refused,
    ]);
    expect(failures(config, { kmsKeyArn: "k", productionVariants: variants("ml.m5.large") })).toEqual([]);
    expect(failures(config, { productionVariants: variants("ml.g5.xlarge") })).toEqual([]);
  });

  it.each([model, config, endpoint])("refuses a name of other characters: %s", (type) => {
    const inputs = { primaryContainer: { image: "i" }, name: "a_b" };
    expect(failures(type, inputs)).toEqual([
      "name: invalid value: a name has 1 to 63 letters, digits and hyphens, and begins and ends with a letter or digit",
    ]);
    expect(failures(type, { ...inputs, name: "a-B-1" })).toEqual([]);
  });

  it("writes names into ARNs in lower case", () => {
    const arn = aws.create(endpoint, urnOf(endpoint), { name: "Acme-Dev" }).outputs["arn"];
    expect(arn).toMatch(/:endpoint\/acme-dev$/);
  });

  it("changes nothing of a model or a configuration in place, and moves an endpoint to another", () => {
    const old = { name: "a", primaryContainer: { image: "i" }, enableNetworkIsolation: true };
    expect(aws.diff(model, old, { ...old, enableNetworkIsolation: false }).replacing).toEqual([
      "enableNetworkIsolation",
    ]);
    expect(aws.diff(config, { kmsKeyArn: "k" }, { kmsKeyArn: "l" }).replacing).toEqual(["kmsKeyArn"]);
    expect(aws.diff(endpoint, { endpointConfigName: "a" }, { endpointConfigName: "b" }).replacing).toEqual([]);
  });
});
