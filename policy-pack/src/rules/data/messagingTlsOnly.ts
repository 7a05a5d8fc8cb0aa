import { awsType } from "../../awsTypes.js";
import { requireDeny } from "../../denyStatement.js";
import { defineResourceRule } from "../../defineRule.js";
import { queueDeny, topicDeny } from "../../messagingDeny.js";
import { read } from "../../known.js";
import { requireDocument } from "../../requireDocument.js";

/** Topics and queues take and hand out messages over TLS only. */
export const dataMessagingTlsOnly = defineResourceRule({
  name: "data-messaging-tls-only",
  types: [awsType.topicPolicy, awsType.queuePolicy, awsType.topic, awsType.queue],
  check({ type, props }, verdict) {
    const isCompanion = type === awsType.topicPolicy || type === awsType.queuePolicy;
    if (!isCompanion && read(props, "policy").state === "absent") {
      verdict.notApplicable("The policy is a resource of its own");
    }
    const document = requireDocument(props, verdict);
    const deny = type === awsType.topicPolicy || type === awsType.topic ? topicDeny : queueDeny;
    if (document !== undefined) requireDeny(document, deny, verdict);
  },
});
