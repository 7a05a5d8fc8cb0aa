import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * Nobody opens a shell in a running training job.
 *
 * @see AWS, "RemoteDebugConfig": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_RemoteDebugConfig.html
 * (without it there is no shell)
 */
export const trnJobNoDebug = defineResourceRule({
  name: "trn-job-no-debug",
  types: [awsType.trainingJob],
  check({ props }, verdict) {
    verdict.require(read(props, "remoteDebugConfig.enableRemoteDebug"), {
      property: "remoteDebugConfig.enableRemoteDebug",
      accepts: (value) => value === false,
      expected: "no way into a running job",
      fix: "remove remoteDebugConfig",
      absent: "passes",
    });
  },
});
