import { matches, policyDocument } from "./commonChecks.js";
import type { ResourceModel } from "./resourceModel.js";

/** Queues and topics that keep order carry it in their names. */
function fifoSuffix(property: string) {
  return (name: string, inputs: Readonly<Record<string, unknown>>) =>
    inputs[property] === true ? `${name}.fifo` : name;
}

/** SQS and SNS. */
export const messaging: Readonly<Record<string, ResourceModel>> = {
  "aws:sqs/queue:Queue": {
    taggable: true,
    autoName: { property: "name", maximumLength: 80, transform: fifoSuffix("fifoQueue") },
    defaults: {
      contentBasedDeduplication: false,
      delaySeconds: 0,
      fifoQueue: false,
      maxMessageSize: 262144,
      messageRetentionSeconds: 345600,
      receiveWaitTimeSeconds: 0,
      visibilityTimeoutSeconds: 30,
    },
    check: (queue) => [
      ...matches(
        queue,
        "name",
        /^[a-zA-Z0-9_-]{1,75}\.fifo$|^[a-zA-Z0-9_-]{1,80}$/,
        "only alphanumeric characters, hyphens and underscores, 1 to 80 of them",
      ),
      ...policyDocument(queue, "policy"),
    ],
    id: (queue) => queueUrl(queue.facts, queue.text("name")),
    computed: {
      arn: (queue) => queue.arn("sqs", queue.text("name")),
      url: (queue) => queueUrl(queue.facts, queue.text("name")),
      deduplicationScope: () => "",
      fifoThroughputLimit: () => "",
      kmsDataKeyReusePeriodSeconds: () => 300,
      policy: () => "",
      redriveAllowPolicy: () => "",
      redrivePolicy: () => "",
      sqsManagedSseEnabled: (queue) => queue.inputs["kmsMasterKeyId"] === undefined,
    },
    forceNew: ["fifoQueue", "name", "namePrefix"],
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    check: (policy) => policyDocument(policy, "policy"),
    id: "queueUrl",
    forceNew: ["queueUrl"],
  },
  "aws:sns/topic:Topic": {
    taggable: true,
    autoName: { property: "name", maximumLength: 256, transform: fifoSuffix("fifoTopic") },
    defaults: { contentBasedDeduplication: false, fifoTopic: false },
    check: (topic) => [
      ...matches(
        topic,
        "name",
        /^[a-zA-Z0-9_-]{1,251}\.fifo$|^[a-zA-Z0-9_-]{1,256}$/,
        "only alphanumeric characters, hyphens and underscores, 1 to 256 of them",
      ),
      ...policyDocument(topic, "policy"),
    ],
    id: (topic) => topic.arn("sns", topic.text("name")),
    computed: {
      arn: (topic) => topic.arn("sns", topic.text("name")),
      owner: (topic) => topic.facts.accountId,
      beginningArchiveTime: () => "",
      fifoThroughputScope: () => "",
      policy: () => "",
      signatureVersion: () => 1,
      tracingConfig: () => "PassThrough",
    },
    forceNew: ["fifoTopic", "name", "namePrefix"],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
    check: (subscription) => [
      ...matches(
        subscription,
        "protocol",
        /^(application|email|email-json|firehose|http|https|lambda|sms|sqs)$/,
        "expected protocol to be one of application, email, email-json, firehose, http, https, lambda, sms, sqs",
      ),
    ],
    id: (subscription) => `${subscription.text("topic")}:${subscription.uuid()}`,
    computed: {
      arn: (subscription) => `${subscription.text("topic")}:${subscription.uuid()}`,
      confirmationWasAuthenticated: () => false,
      filterPolicyScope: () => "",
      ownerId: (subscription) => subscription.facts.accountId,
      // A person has to follow the link in a mail.
      pendingConfirmation: (subscription) => subscription.text("protocol").startsWith("email"),
    },
    forceNew: ["endpoint", "protocol", "topic"],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    check: (policy) => policyDocument(policy, "policy"),
    id: "arn",
    computed: { owner: (policy) => policy.facts.accountId },
    forceNew: ["arn"],
  },
};

/** Where a queue is reached. */
function queueUrl(facts: { accountId: string; region: string; dnsSuffix: string }, name: string): string {
  return `https://sqs.${facts.region}.${facts.dnsSuffix}/${facts.accountId}/${name}`;
}
