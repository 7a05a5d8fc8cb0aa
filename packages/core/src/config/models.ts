import { hasLocalNvme } from "@secure-ml/controls";
import { z } from "zod";
import { asList, asMap, type ConfigProblem } from "./given.js";
import { instanceType } from "./instanceType.js";
import { modelInterfaceShape } from "./tenants.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

const packageArnPattern = /^arn:aws[a-z-]*:sagemaker:([a-z0-9-]+):(\d{12}):model-package\/[a-zA-Z0-9-]+\/[1-9]\d*$/;

/** A model that the environment serves. */
const modelSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
      "must be 2 to 32 lower-case letters, digits or hyphens, starting with a letter",
    )
    .describe("Short name, 2 to 32 lower-case characters; the endpoint is `<project>-<environment>-<name>`."),
  modelPackageArn: z
    .string()
    .regex(
      packageArnPattern,
      'must be the ARN of a version of a model package, "arn:<partition>:sagemaker:<Region>:<account>:model-package/<group>/<version>"',
    )
    .describe("ARN of the model package version to serve; one that nobody has approved in the registry is refused."),
  container: z
    .strictObject({
      image: z
        .string()
        .regex(
          /^\d{12}\.dkr\.ecr\.[a-z0-9.-]+\/[a-z0-9][a-z0-9._/-]*@sha256:[0-9a-f]{64}$/,
          "must be an image in ECR by its digest, <account>.dkr.ecr.<Region>.<suffix>/<repository>@sha256:<64 hexadecimal digits>",
        )
        .describe("The image by its digest, as the package names it."),
      modelDataUrl: z
        .string()
        .regex(/^s3:\/\/[a-z0-9.-]+\/.+[^/]$/, "must be the address of the model, s3://<bucket>/<key>")
        .describe("Address of the trained model, as the package names it."),
      environment: z
        .record(z.string(), z.string())
        .default({})
        .describe(
          "The container's environment variables, as the package names them. No secrets: the package shows them.",
        ),
    })
    .optional()
    .describe(
      "What the version runs, compared before it is served: whoever approves a version could change it as well. Needed where `dataProtection` is `retain`.",
    ),
  instanceType: instanceType.describe("Type of the instances, one of `modelInstanceTypes`."),
  instanceCount: wholeNumber(1, 20, "instances")
    .default(2)
    .describe("Instances to start with, 1 to 20; one is an outage whenever it fails."),
  volumeEncryption: z
    .enum(["customer-managed-key", "hardware"])
    .optional()
    .describe(
      "What encrypts the instances' disks. Follows from the instance type and need not be set: `hardware` with local NVMe disks, for which SageMaker refuses a key, otherwise `customer-managed-key`.",
    ),
  capturePercentage: wholeNumber(0, 100, "percent")
    .default(0)
    .describe("Share of requests and answers that is kept in the `capture` bucket, 0 to 100; personal data is in it."),
  ...modelInterfaceShape,
});

/** Keys of the platform stack's config that say which models are served. */
export const modelShape = {
  models: z
    .array(modelSchema)
    .default([])
    .describe(
      "Models to serve. Empty at the first `up`: the pipeline must run first, and somebody must approve what it registers.",
    ),
  modelInstanceTypes: uniqueList(instanceType, 1, "instance type")
    .default(["ml.m5.large", "ml.m5.xlarge", "ml.c5.large", "ml.c5.xlarge"])
    .describe("Instance types on which models may be served."),
};

/**
 * What is wrong with the models of a config, besides the form of single values.
 *
 * @param config the whole config, of whatever form: what is malformed has been reported already and is passed over
 * @returns each problem with the key that it is about; empty when there is none
 */
export function modelProblems(config: object): readonly ConfigProblem[] {
  const { models, modelInstanceTypes, accountId, region, dataProtection } = config as Readonly<Record<string, unknown>>;
  const allowed = modelInstanceTypes ?? modelShape.modelInstanceTypes.parse(undefined);
  const list = asList(models);
  const names = list.map((model) => textAt(model, "name"));
  return list.flatMap((model, index) => {
    const at = (key: string, message: string): ConfigProblem => ({ path: ["models", index, key], message });
    const name = names[index];
    const type = textAt(model, "instanceType");
    const [, packageRegion, packageAccount] = packageArnPattern.exec(textAt(model, "modelPackageArn") ?? "") ?? [];
    const encryption = textAt(model, "volumeEncryption");
    const problems: ConfigProblem[] = [];
    if (name !== undefined && names.indexOf(name) < index) {
      problems.push(at("name", "must not name a second model like an earlier one"));
    }
    if (packageRegion !== undefined && (packageRegion !== region || packageAccount !== accountId)) {
      problems.push(
        at(
          "modelPackageArn",
          `must lie in the environment's account and Region, ${String(accountId)} and ${String(region)}`,
        ),
      );
    }
    if (
      dataProtection !== "disposable" &&
      typeof model === "object" &&
      model !== null &&
      !Array.isArray(model) &&
      asMap(model)["container"] === undefined
    ) {
      problems.push(
        at(
          "container",
          'must say what the version runs unless dataProtection is "disposable": image by digest and modelDataUrl, as ' +
            '"aws sagemaker describe-model-package" shows them',
        ),
      );
    }
    if (type !== undefined && Array.isArray(allowed) && !allowed.includes(type)) {
      problems.push(at("instanceType", `must be one of modelInstanceTypes: ${allowed.join(", ")}`));
    }
    if (type !== undefined && encryption === "customer-managed-key" && hasLocalNvme(type)) {
      problems.push(
        at(
          "volumeEncryption",
          `must be left out or "hardware" for ${type}: its local NVMe disks are encrypted by the hardware, and SageMaker refuses a key`,
        ),
      );
    }
    if (type !== undefined && encryption === "hardware" && !hasLocalNvme(type)) {
      problems.push(
        at("volumeEncryption", `must be left out or "customer-managed-key" for ${type}, which has no local NVMe disks`),
      );
    }
    return problems;
  });
}

function textAt(model: unknown, key: string): string | undefined {
  const value = asMap(model)[key];
  return typeof value === "string" ? value : undefined;
}
