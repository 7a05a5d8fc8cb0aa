import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/** Targets that EventBridge reaches by the target's own policy, with the rule as condition. */
const reachedByPolicy = /^arn:[^:]+:(lambda|logs):/;

/**
 * What EventBridge cannot deliver is kept, and it delivers with a role that is for this: SNS and SQS cannot tell in
 * their policies on whose behalf the service calls.
 *
 * @see AWS, "Using resource-based policies for Amazon EventBridge":
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export const govEventTargetDlqRole = defineResourceRule({
  name: "gov-event-target-dlq-role",
  types: [awsType.eventTarget],
  check({ props }, verdict) {
    verdict.require(read(props, "deadLetterConfig.arn"), {
      property: "deadLetterConfig.arn",
      accepts: (arn) => typeof arn === "string" && /^arn:[^:]+:sqs:/.test(arn),
      expected: "a queue that keeps what could not be delivered",
      fix: "set deadLetterConfig.arn to the ARN of an encrypted aws.sqs.Queue",
    });
    const target = read(props, "arn");
    const role = read(props, "roleArn");
    if (role.state !== "absent" || (target.state === "known" && reachedByPolicy.test(String(target.value)))) return;
    if (target.state === "unknown") {
      verdict.undecided("whether the target needs a roleArn cannot be known yet, because arn is unknown");
      return;
    }
    verdict.violation({
      property: "roleArn",
      found: "no roleArn",
      expected: "a role that can do this one thing for this one rule, unless the target is a function or a log group",
      fix: "set roleArn to an aws.iam.Role that trusts events.amazonaws.com with aws:SourceArn of the rule",
    });
  },
});
