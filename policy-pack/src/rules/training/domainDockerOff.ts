import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * No app of Studio runs containers of its own, which would come from anywhere and see the app's credentials.
 *
 * @see AWS, "DockerSettings": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DockerSettings.html
 */
export const trnDomainDockerOff = defineResourceRule({
  name: "trn-domain-docker-off",
  types: [awsType.studioDomain],
  check({ props }, verdict) {
    verdict.require(read(props, "domainSettings.dockerSettings.enableDockerAccess"), {
      property: "domainSettings.dockerSettings.enableDockerAccess",
      accepts: (value) => value === "DISABLED",
      expected: "no Docker in apps",
      fix: 'set domainSettings.dockerSettings.enableDockerAccess to "DISABLED"',
    });
  },
});
