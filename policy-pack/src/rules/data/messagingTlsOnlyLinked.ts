import { awsType } from "../../awsTypes.js";
import { holdsDeny } from "../../denyStatement.js";
import { defineStackRule } from "../../defineRule.js";
import { companionsOf } from "../../links.js";
import { queueDeny, topicDeny } from "../../messagingDeny.js";
import { requireOnly } from "../../onlyCompanion.js";
import { readDocument } from "../../policyDocument.js";

const topic = { type: awsType.topicPolicy, path: "arn", identity: "arn", kind: "aws.sns.TopicPolicy", deny: topicDeny };
const queue = {
  type: awsType.queuePolicy,
  path: "queueUrl",
  identity: "url",
  kind: "aws.sqs.QueuePolicy",
  deny: queueDeny,
};

/** Every topic and queue has one policy that refuses plain HTTP: SNS's default does not, and a queue has none. */
export const dataMessagingTlsOnlyLinked = defineStackRule({
  name: "data-messaging-tls-only-linked",
  types: [awsType.topic, awsType.queue],
  check(resource, stack, verdict) {
    const { type, path, identity, kind, deny } = resource.type === awsType.topic ? topic : queue;
    const policies = companionsOf(stack, resource, type, path, [identity]);
    const inline = readDocument(resource.props, "policy");
    if (policies.linked.length === 0 && inline.state === "known" && holdsDeny(inline.value, deny)) return;
    requireOnly(policies, kind, verdict, "with a Deny of plain HTTP");
  },
});
