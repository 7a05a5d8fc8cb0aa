import { hasLocalNvme } from "@secure-ml/controls";
import { defineResourceRule } from "../../defineRule.js";
import { eachJob, jobTypes, machinesOf, requireKeyArn } from "../../jobDefinitions.js";
import { read } from "../../known.js";

/**
 * The volumes of a training job are encrypted under a key of our own, unless all its machines have disks of their own,
 * which their hardware encrypts: for these SageMaker refuses a key.
 *
 * @see AWS, "ResourceConfig": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html
 */
export const trnJobVolumeKey = defineResourceRule({
  name: "trn-job-volume-key",
  types: jobTypes,
  check(resource, verdict) {
    eachJob(resource, verdict, (job) => {
      const tuning = read(job.props, "hyperParameterTuningResourceConfig");
      const config = tuning.state === "absent" ? "resourceConfig" : "hyperParameterTuningResourceConfig";
      const key = read(job.props, `${config}.volumeKmsKeyId`);
      const machines = machinesOf(job);
      if (key.state === "absent") {
        const unknown = machines.find(({ state }) => state === "unknown");
        const other = machines.some((machine) => machine.state === "known" && !hasLocalNvme(String(machine.value)));
        if (!other && unknown !== undefined) {
          verdict.undecided(`whether the machines of ${job.prefix}${config} need a volume key cannot be known yet`);
          return;
        }
        if (!other && machines.length > 0) return;
      }
      requireKeyArn(key, `${job.prefix}${config}.volumeKmsKeyId`, verdict);
    });
  },
});
