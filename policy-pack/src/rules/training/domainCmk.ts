import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isAwsManagedKey } from "../../encryptionArguments.js";
import { read } from "../../known.js";

/**
 * File system and volumes of Studio are under a key of our own. Left out, AWS manages the key, whose policy nobody here
 * can restrict.
 *
 * @see AWS, "CreateDomain": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html
 */
export const trnDomainCmk = defineResourceRule({
  name: "trn-domain-cmk",
  types: [awsType.studioDomain],
  check({ props }, verdict) {
    verdict.require(read(props, "kmsKeyId"), {
      property: "kmsKeyId",
      accepts: (value) => typeof value === "string" && value !== "" && !isAwsManagedKey(value),
      expected: "home directories and volumes under a key of our own",
      fix: "set kmsKeyId to the ARN of an aws.kms.Key",
    });
  },
});
