import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/** Every image is scanned when it is pushed. */
export const trnEcrScanOnPush = defineResourceRule({
  name: "trn-ecr-scan-on-push",
  types: [awsType.ecrRepository],
  check({ props }, verdict) {
    verdict.require(read(props, "imageScanningConfiguration.scanOnPush"), {
      property: "imageScanningConfiguration.scanOnPush",
      accepts: (value) => value === true,
      expected: "images that are scanned when they are pushed",
      fix: "set imageScanningConfiguration.scanOnPush to true",
    });
  },
});
