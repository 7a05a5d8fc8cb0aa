import { hasLocalNvme } from "@secure-ml/controls";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isAwsManagedKey } from "../../encryptionArguments.js";
import { read, readEach, readElements } from "../../known.js";
import { currentSettings } from "../../settings.js";
import type { Verdict } from "../../verdict.js";

const variantLists = ["productionVariants", "shadowProductionVariants"] as const;

const isOwnKey = (value: unknown): boolean => typeof value === "string" && value !== "" && !isAwsManagedKey(value);

/**
 * What an endpoint writes to disk and to S3 is under our own keys; volumes are not where the hardware encrypts them, since
 * SageMaker then refuses a key.
 *
 * @see AWS, "CreateEndpointConfig": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
 */
export const infEndpointconfigCmk = defineResourceRule({
  name: "inf-endpointconfig-cmk",
  types: [awsType.endpointConfiguration],
  check({ props }, verdict) {
    judgeVolumes(props, verdict);
    requireKey(props, "dataCaptureConfig", "kmsKeyId", verdict);
    requireKey(props, "asyncInferenceConfig.outputConfig", "kmsKeyId", verdict);
    for (const list of variantLists) {
      for (const variant of readElements(props, list)) {
        if (variant.state === "known") judgeDump(variant.value, list, verdict);
      }
    }
  },
});

function judgeVolumes(props: unknown, verdict: Verdict): void {
  const key = read(props, "kmsKeyArn");
  const types = [
    ...readEach(props, "productionVariants[].instanceType"),
    ...readEach(props, "shadowProductionVariants[].instanceType").filter(({ state }) => state !== "absent"),
  ];
  const local = types.find((type) => type.state === "known" && hasLocalNvme(String(type.value)));
  if (key.state !== "absent" && local?.state === "known") {
    verdict.violation({
      property: "kmsKeyArn with local disks",
      found: `a kmsKeyArn, and instances of the type ${String(local.value)}`,
      expected: "no key for local NVMe disks, which the hardware encrypts: SageMaker refuses it",
      fix: "leave kmsKeyArn out, or choose instances without local disks",
    });
    return;
  }
  if (key.state === "absent") {
    const without = types.filter((type) => type.state !== "unknown");
    if (types.some((type) => type.state === "unknown")) verdict.undecided("instanceType cannot be known yet");
    if (!without.some((type) => type.state === "absent" || !hasLocalNvme(String(type.value)))) return;
  }
  verdict.require(key, {
    property: "kmsKeyArn",
    accepts: isOwnKey,
    expected: "a customer managed key for the instances' volumes",
    fix: "set kmsKeyArn to the ARN of a customer managed key",
  });
}

/** Whatever is written to S3 names its key, when it is written at all. */
function requireKey(container: unknown, place: string, name: string, verdict: Verdict, subject = place): void {
  const block = read(container, place);
  if (block.state === "absent") return;
  if (block.state === "unknown") {
    verdict.undecided(`${subject} cannot be known yet`);
    return;
  }
  verdict.require(read(block.value, name), {
    property: `${subject}.${name}`,
    accepts: isOwnKey,
    expected: "a customer managed key",
    fix: `set ${subject}.${name} to the ARN of a customer managed key`,
  });
}

function judgeDump(variant: unknown, list: string, verdict: Verdict): void {
  const subject = `${list}[].coreDumpConfig`;
  if (read(variant, "coreDumpConfig").state === "known" && currentSettings().profile === "prod") {
    verdict.violation({
      property: subject,
      found: `a ${subject}`,
      expected: "no core dumps in prod: they hold what callers sent",
      fix: "remove coreDumpConfig",
    });
  }
  requireKey(variant, "coreDumpConfig", "kmsKeyId", verdict, subject);
}
