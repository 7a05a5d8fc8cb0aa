import { retentionClasses } from "@secure-ml/controls";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isForWholeBucket } from "../../lifecycleRules.js";
import { read, readList } from "../../known.js";

const path = "abortIncompleteMultipartUpload.daysAfterInitiation";
const days = retentionClasses.incompleteUpload.prod.most;

/**
 * Parts of uploads that were never completed go within a week, in the whole bucket. How long superseded versions are
 * kept depends on the bucket's zone, which data-s3-lifecycle-linked knows.
 *
 * @see AWS, "Configuring a bucket lifecycle configuration to delete incomplete multipart uploads":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
 */
export const dataS3Lifecycle = defineResourceRule({
  name: "data-s3-lifecycle",
  types: [awsType.bucketLifecycle],
  check({ props }, verdict) {
    const rules = readList(props, "rules");
    const list = rules.state === "known" ? rules.value : [];
    const scopes = list.map((rule) => ({ rule, whole: isForWholeBucket(rule) }));
    const aborts = scopes
      .filter(({ whole }) => whole.state === "known" && whole.value)
      .map(({ rule }) => (rule.state === "known" ? read(rule.value, path) : rule));
    if (aborts.some((abort) => abort.state === "known" && typeof abort.value === "number" && abort.value <= days))
      return;
    const unknown = [rules, ...scopes.map(({ whole }) => whole), ...aborts].find(({ state }) => state === "unknown");
    if (unknown?.state === "unknown") {
      verdict.undecided(`${unknown.path} cannot be known yet`);
      return;
    }
    const found = aborts.flatMap((abort) => (abort.state === "known" ? [String(abort.value)] : []));
    verdict.violation({
      property: "rules abortIncompleteMultipartUpload",
      found: found.length === 0 ? `no ${path} for the whole bucket` : `${path} ${found.join(", ")}`,
      expected: `an enabled rule for the whole bucket that ends incomplete uploads after at most ${days} days`,
      fix: `set ${path} to ${days} in a rule with status Enabled and an empty filter`,
    });
  },
});
