import { read, type Read } from "./known.js";

/**
 * Whether a lifecycle rule is enabled and speaks of every object of its bucket.
 *
 * @param rule one element of `rules`
 * @see AWS, "Lifecycle configuration elements":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function isForWholeBucket(rule: Read): Read<boolean> {
  if (rule.state !== "known") return rule.state === "unknown" ? rule : { state: "known", value: false };
  const status = read(rule.value, "status");
  if (status.state === "unknown") return status;
  if (status.state === "absent" || status.value !== "Enabled") return { state: "known", value: false };
  const prefix = read(rule.value, "prefix");
  if (prefix.state === "unknown") return prefix;
  if (prefix.state === "known" && prefix.value !== "") return { state: "known", value: false };
  const filter = read(rule.value, "filter");
  if (filter.state !== "known") return filter.state === "unknown" ? filter : { state: "known", value: true };
  for (const narrowing of Object.keys(Object(filter.value) as object)) {
    const value = read(filter.value, [narrowing]);
    if (value.state === "unknown") return value;
    if (value.state === "known" && value.value !== "") return { state: "known", value: false };
  }
  return { state: "known", value: true };
}
