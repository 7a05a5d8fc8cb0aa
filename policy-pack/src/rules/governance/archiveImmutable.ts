import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { currentSettings } from "../../settings.js";

const retention = "rule.defaultRetention";

/**
 * An Object Lock has a default retention, without which it locks nothing, and outside prod one that can be undone.
 *
 * @see AWS, "Locking objects with Object Lock":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export const govArchiveImmutable = defineResourceRule({
  name: "gov-archive-immutable",
  types: [awsType.bucketObjectLock],
  check({ props }, verdict) {
    const { profile } = currentSettings();
    verdict.require(read(props, `${retention}.mode`), {
      property: `${retention}.mode`,
      accepts: (mode) => mode === "GOVERNANCE" || (mode === "COMPLIANCE" && profile === "prod"),
      expected:
        profile === "prod" ? "COMPLIANCE, or GOVERNANCE where data must stay erasable" : "GOVERNANCE outside prod",
      fix: `set ${retention}.mode`,
    });
    const days = read(props, `${retention}.days`);
    verdict.require(days.state === "absent" ? read(props, `${retention}.years`) : days, {
      property: `${retention}.days`,
      accepts: (length) => typeof length === "number" && length > 0,
      expected: "a default retention: only objects with one are locked",
      fix: `set ${retention}.days`,
    });
  },
});
