import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * No one-time code of the root user stands in the program: S3 takes MFA delete from the root user alone, so that it fails
 * from a pipeline, and the code would stay in the state.
 *
 * @see AWS, "Configuring MFA delete":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
 */
export const dataS3DeleteGuard = defineResourceRule({
  name: "data-s3-delete-guard",
  types: [awsType.bucketVersioning],
  check({ props }, verdict) {
    if (read(props, "mfa").state === "absent") return;
    verdict.violation({
      property: "mfa",
      found: "mfa, the serial number and a code of the root user's device",
      expected: "no credential of the root user in the program",
      fix: "remove mfa; let the root user switch MFA delete on by hand, and ignore changes of mfa and mfaDelete",
    });
  },
});
