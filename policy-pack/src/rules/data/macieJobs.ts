import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { readTag } from "../../tags.js";

/**
 * Jobs look again and again, and a filter that puts findings out of sight says why.
 *
 * @see AWS, "Running sensitive data discovery jobs": https://docs.aws.amazon.com/macie/latest/user/discovery-jobs.html
 * @see AWS, "Suppressing Macie findings": https://docs.aws.amazon.com/macie/latest/user/findings-suppression.html
 */
export const dataMacieJobs = defineResourceRule({
  name: "data-macie-jobs",
  types: [awsType.macieJob, awsType.macieFindingsFilter],
  check(resource, verdict) {
    const { type, props } = resource;
    if (type === awsType.macieJob) {
      verdict.require(read(props, "jobType"), {
        property: "jobType",
        accepts: (value) => value === "SCHEDULED",
        expected: "a job that looks again at what is new",
        fix: "set jobType to SCHEDULED, and scheduleFrequency",
      });
      verdict.require(read(props, "jobStatus"), {
        property: "jobStatus",
        accepts: (value) => value === "RUNNING" || value === "IDLE",
        expected: "a job that runs",
        fix: "leave jobStatus out",
        absent: "passes",
      });
      return;
    }
    const action = read(props, "action");
    if (action.state === "unknown") verdict.undecided("action cannot be known yet");
    if (action.state !== "known" || action.value !== "ARCHIVE") return;
    verdict.require(readTag(resource, "reason"), {
      property: "tag reason",
      accepts: (value) => typeof value === "string" && value.trim().length > 0,
      expected: "the reason why these findings are put out of sight",
      fix: "give the filter a tag reason",
    });
  },
});
