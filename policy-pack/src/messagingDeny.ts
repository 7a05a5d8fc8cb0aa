import type { DemandedDeny } from "./denyStatement.js";

const conditions = [
  { operators: ["bool"], key: "aws:securetransport", accepts: ([value]: readonly string[]) => value === "false" },
];
const when = "with Bool aws:SecureTransport false";

/**
 * A topic's policy may name publishing only: SNS refuses `sns:*` in it.
 *
 * @see AWS, "Amazon SNS security best practices":
 * https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html (deny of sns:Publish over HTTP)
 */
export const topicDeny: DemandedDeny = { sid: "DenyPlaintext", actions: ["sns:Publish"], conditions, when };

/**
 * What a queue's policy must refuse.
 *
 * @see AWS, "Amazon SQS security best practices":
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
 */
export const queueDeny: DemandedDeny = { sid: "DenyPlaintext", actions: ["sqs:*"], conditions, when };
